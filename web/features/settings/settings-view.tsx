import { useSuspenseQuery } from '@tanstack/react-query'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { navigate, routeAddress, useRoute } from '../../lib/route.ts'
import { settingsQuery } from '../../lib/settings-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { CalendarSection } from './calendar-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { QueuesSection } from './queues-section.tsx'
import { RulesSection } from './rules-section.tsx'
import type { SectionProps } from './section-props.ts'
import './settings.css'
import { ShiftsSection } from './shifts-section.tsx'
import { SECTIONS, type Section, useHeldPlace } from './use-held-place.ts'
import { HoldContext } from './use-leave-guard.ts'

interface SettingsViewProps {
  readonly onPlanWeek: () => void
  /** The section of the targets. */
  readonly targets: () => ReactNode
}

/** What a plan is made from, section by section, in forms in the place of its files. */
export function SettingsView({ onPlanWeek, targets }: SettingsViewProps) {
  const { t } = useTranslation()
  const { section, item, hold } = useHeldPlace()
  const [done, setDone] = useState<{ section: Section; name: string; how: 'saved' | 'removed' }>()
  return (
    <div className="settings">
      <SectionLinks section={section} />
      <div className="settings-section">
        {section !== 'targets' && (
          <div role="status" className="setting-done" data-shown={done?.section === section}>
            {done?.section === section && (
              <>
                <span>{t(done.how === 'saved' ? 'settings.saved' : 'settings.removed', { what: done.name })}</span>
                <button type="button" className="quiet" onClick={onPlanWeek}>
                  {t('planning.planWeek')}
                </button>
              </>
            )}
          </div>
        )}
        {section === 'targets' ? (
          targets()
        ) : (
          <HoldContext value={hold}>
            <OpenSection
              section={section}
              item={item}
              onDone={(name, how) => setDone({ section, name, how })}
              onOpen={() => setDone(undefined)}
            />
          </HoldContext>
        )}
      </div>
    </div>
  )
}

function SectionLinks({ section }: { section: Section }) {
  const { t } = useTranslation()
  const route = useRoute()
  const changeTo = (section: Section) => ({
    view: 'settings' as const,
    section,
    item: undefined,
    find: undefined,
    group: undefined,
  })
  const go = (event: MouseEvent, to: Section) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigate(changeTo(to))
  }
  return (
    <nav className="settings-links" aria-label={t('settings.sections')}>
      {SECTIONS.map((each) => (
        <a
          key={each}
          href={routeAddress(route, changeTo(each))}
          aria-current={each === section ? 'page' : undefined}
          onClick={(event) => go(event, each)}
        >
          {t(`settings.section.${each}`)}
        </a>
      ))}
    </nav>
  )
}

interface OpenSectionProps {
  readonly section: Exclude<Section, 'targets'>
  readonly item: string | undefined
  readonly onOpen: () => void
  readonly onDone: SectionProps['onDone']
}

function OpenSection({ section, item, onOpen, onDone }: OpenSectionProps) {
  const { data: settings } = useSuspenseQuery(settingsQuery(usePlan().id))
  const open = (next: string | undefined) => {
    if (next !== undefined) onOpen()
    navigate({ item: next }, { replace: next === undefined })
  }
  const props = { settings, item, onOpen: open, onDone }
  if (section === 'queues') return <QueuesSection {...props} />
  if (section === 'shifts') return <ShiftsSection {...props} />
  if (section === 'rules') return <RulesSection {...props} />
  if (section === 'people') return <PeopleSection {...props} />
  return <CalendarSection {...props} />
}
