import { useCallback, useEffect, useState } from 'react'
import { navigate, useRoute } from '../../lib/route.ts'

export const SECTIONS = ['queues', 'targets', 'shifts', 'rules', 'people', 'calendar'] as const
export type Section = (typeof SECTIONS)[number]

interface Place {
  readonly section: Section
  readonly item: string | undefined
}

/**
 * Section and item of the address. While a draft holds its place they stay what they were: an address that leads to
 * another place of the settings, by the back button for instance, is taken back and the draft told.
 */
export function useHeldPlace() {
  const route = useRoute()
  const asked: Place = {
    section: route.view === 'targets' ? 'targets' : (SECTIONS.find((each) => each === route.section) ?? 'queues'),
    item: route.item,
  }
  const [held, setHeld] = useState<Place & { readonly onLeaving: () => void }>()
  const isAway = held !== undefined && (held.section !== asked.section || held.item !== asked.item)
  useEffect(() => {
    if (!held || !isAway) return
    navigate({ view: 'settings', section: held.section, item: held.item })
    held.onLeaving()
  }, [held, isAway])
  const { section, item } = held ?? asked
  const hold = useCallback(
    (onLeaving: (() => void) | undefined) => setHeld(onLeaving && { section, item, onLeaving }),
    [section, item],
  )
  return { section, item, hold }
}
