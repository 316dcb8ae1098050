import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormat, type Format } from '../../lib/format.ts'

/** What every part of the screen reads the clock by. */
interface WallClock {
  readonly zone: string
  /** By the server's clock, epoch milliseconds. */
  readonly nowMs: number
}

export const WallClockContext = createContext<WallClock>({ zone: 'UTC', nowMs: 0 })

/** No money is shown on a wall. */
const NO_CURRENCY = 'XXX'
/** Digits of a longer count would not fit in its column. */
const MOST_WRITTEN_OUT = 100_000

interface WallFormat extends Pick<Format, 'time' | 'number' | 'dayOf'> {
  /** A count of contacts or people, whole. */
  readonly count: (value: number) => string
  /** A share, in whole percent. */
  readonly share: (value: number) => string
  /** `+12%` */
  readonly signedShare: (value: number) => string
}

/** Figures in the language of the screen and the zone of the plan. */
export function useWallFormat(): WallFormat {
  const { i18n } = useTranslation()
  const { zone } = useContext(WallClockContext)
  const { time, number, dayOf, percent } = createFormat(i18n.language, zone, NO_CURRENCY)
  const compact = new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumSignificantDigits: 3 })
  return {
    ...{ time, number, dayOf },
    count: (value) => (value < MOST_WRITTEN_OUT ? number(value) : compact.format(value)),
    share: (value) => percent(value, 0),
    signedShare: (value) => (value >= 0.005 ? `+${percent(value, 0)}` : percent(value, 0)),
  }
}
