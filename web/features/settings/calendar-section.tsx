import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsItem, SettingsValue } from '../../../server/contracts/settings.ts'
import { Answer } from '../../components/answer.tsx'
import { Choice } from '../../components/choice.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { editingRow } from './draft.ts'
import { NumberField, PickField, TextField } from './fields.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { MomentField } from './moment-field.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { stringAt } from './use-setting-words.ts'

/** Kinds that the page has words for; any other word is a kind of the user's own. */
const KINDS = [
  'livestream',
  'sale',
  'presale',
  'saleWarmUp',
  'salePeak',
  'saleEncore',
  'holiday',
  'makeupWorkday',
  'launch',
  'outage',
] as const
type Kind = (typeof KINDS)[number]
const isKnown = (kind: string): kind is Kind => KINDS.some((known) => known === kind)

const startOf = ({ value }: SettingsItem): string => stringAt(value, 'start').replaceAll('/', '-').replace(' ', 'T')

/** What is on the calendar that moves volume. */
export function CalendarSection({ settings, item, onOpen, onDone }: SectionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { defaultWeek } = usePlan()
  const [shown, setShown] = useState<'ahead' | 'all'>('ahead')
  const events = settings.sections.calendar.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  const ahead = events.filter((event) => stringAt(event.value, 'end').replaceAll('/', '-') >= defaultWeek)
  const open = events.find((event) => event.item === item)
  const titleOf = ({ value }: SettingsItem) => stringAt(value, 'title') || stringAt(value, 'kind')
  return (
    <>
      <Answer question={t('settings.calendar.question')}>
        {t('settings.calendar.answer', {
          count: events.length,
          ahead: t('settings.calendar.ahead', { count: ahead.length, day: format.day(defaultWeek) }),
        })}
      </Answer>
      {settings.hasCalendarIcs && <p className="setting-note">{t('settings.calendar.ics')}</p>}
      <section className="panel">
        <header className="panel-head">
          <h2>{t('settings.section.calendar')}</h2>
          <Choice
            label={t('settings.calendar.shown')}
            value={shown}
            options={(['ahead', 'all'] as const).map((value) => ({
              value,
              label: t(`settings.calendar.show.${value}`),
            }))}
            onChange={setShown}
          />
          <span className="at-end">
            <OnlyWith right="plan.edit">
              <button type="button" className="quiet" onClick={() => onOpen(ADDED)}>
                {t('settings.calendar.add')}
              </button>
            </OnlyWith>
          </span>
        </header>
        <EventTable events={shown === 'ahead' ? ahead : events} onOpen={onOpen} />
      </section>
      {(open || item === ADDED) && (
        <ItemDialog
          key={item}
          title={open ? t('settings.calendar.titleOf', { name: titleOf(open) }) : t('settings.calendar.add')}
          settings={settings}
          editing={editingRow('calendar', open?.value)}
          first={open?.value ?? { kind: 'livestream' }}
          onClose={() => onOpen(undefined)}
          onDone={(how) => onDone(open ? titleOf(open) : t('settings.calendar.added'), how)}
        >
          {(draft) => <EventForm draft={draft} />}
        </ItemDialog>
      )}
    </>
  )
}

function EventTable({ events, onOpen }: { events: readonly SettingsItem[]; onOpen: SectionProps['onOpen'] }) {
  const { t } = useTranslation()
  const columns: Column<SettingsItem>[] = [
    {
      ...{ key: 'title', head: t('settings.event.title') },
      cell: ({ item, value }) => (
        <button type="button" className="plain" onClick={() => onOpen(item)}>
          {stringAt(value, 'title') || stringAt(value, 'kind')}
        </button>
      ),
    },
    {
      ...{ key: 'kind', head: t('settings.event.kind') },
      cell: ({ value }) => {
        const kind = stringAt(value, 'kind')
        return isKnown(kind) ? t(`settings.event.kindOf.${kind}`) : kind
      },
    },
    ...(['start', 'end'] as const).map((key) => ({
      ...{ key, head: t(`settings.event.${key}`) },
      cell: ({ value }: SettingsItem) => stringAt(value, key).replace('T', ' '),
    })),
    {
      key: 'size',
      head: t('settings.event.size'),
      cell: ({ value }) => stringAt(value, 'expected_size') || '1',
      numeric: true,
    },
    { key: 'category', head: t('settings.event.category'), cell: ({ value }) => stringAt(value, 'category') || '–' },
  ]
  if (events.length === 0) return <p className="empty">{t('settings.calendar.none')}</p>
  return (
    <DataTable caption={t('settings.section.calendar')} rows={events} rowKey={({ item }) => item} columns={columns} />
  )
}

function EventForm({ draft }: { draft: SettingsValue }) {
  const { t } = useTranslation()
  const kinds = KINDS.map((value) => ({ value, label: t(`settings.event.kindOf.${value}`) }))
  const [isOwn, setIsOwn] = useState(!isKnown(stringAt(draft, 'kind')))
  return (
    <div className="setting-fields">
      {isOwn ? (
        <TextField path={['kind']} label={t('settings.event.kind')} />
      ) : (
        <>
          <PickField path={['kind']} label={t('settings.event.kind')} options={kinds} />
          <button type="button" className="plain" onClick={() => setIsOwn(true)}>
            {t('settings.event.ownKind')}
          </button>
        </>
      )}
      <TextField path={['title']} label={t('settings.event.title')} isWide />
      <MomentField path={['start']} label={t('settings.event.start')} />
      <MomentField path={['end']} label={t('settings.event.end')} />
      <NumberField
        path={['expected_size']}
        label={t('settings.event.size')}
        asText
        placeholder="1"
        hint={t('settings.event.sizeHint')}
      />
      <TextField path={['category']} label={t('settings.event.category')} hint={t('settings.event.categoryHint')} />
    </div>
  )
}
