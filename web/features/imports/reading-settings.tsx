import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportQuestion } from '../../../server/contracts/import.ts'
import { Choice } from '../../components/choice.tsx'
import { Picker } from '../../components/picker.tsx'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { BotValues } from './bot-values.tsx'
import { type ColumnsStepProps, placeOf } from './columns-step.tsx'
import { KINDS } from './field-groups.ts'
import { changeKind, columnOf, type OpenPoint, putFirst } from './import-draft.ts'
import { readTime } from './sample-reading.ts'
import { ZoneInput } from './zone-input.tsx'

/** How the rows are read as a whole. */
export function ReadingSettings(props: ColumnsStepProps) {
  const { draft, change } = props
  const { t } = useTranslation()
  const { mapping } = draft
  const answer = (question: ImportQuestion) => [...new Set([...draft.answered, question])]
  return (
    <section className="panel">
      <h2>{t('imports.settings')}</h2>
      <div className="import-settings">
        <Setting point="kind" {...props}>
          <Choice
            label={t('imports.kindLabel')}
            value={props.open.includes('kind') ? '' : mapping.kind}
            options={KINDS.map((kind) => ({ value: kind, label: t(`imports.kind.${kind}`) }))}
            onChange={(kind) => kind !== '' && change({ mapping: changeKind(mapping, kind), answered: answer('kind') })}
          />
        </Setting>
        <DayOrMonth {...props} />
        <Setting point="zone" {...props} hint={t('imports.zoneHint')}>
          <ZoneInput
            zone={mapping.zone}
            onChange={(zone) => change({ mapping: { ...mapping, zone }, answered: answer('zone') })}
          />
          {props.open.includes('zone') && (
            <button type="button" className="quiet" onClick={() => change({ answered: answer('zone') })}>
              {t('imports.zoneRight', { zone: mapping.zone })}
            </button>
          )}
        </Setting>
        <Setting point="name" {...props} hint={t('imports.nameHint')}>
          <label className="picker">
            <span>{t('imports.name')}</span>
            <input
              value={mapping.name}
              maxLength={64}
              aria-invalid={props.open.includes('name')}
              onChange={({ target }) => change({ mapping: { ...mapping, name: target.value } })}
            />
          </label>
        </Setting>
        {mapping.kind === 'contacts' && <ContactSettings {...props} />}
        {mapping.kind !== 'calendar' && columnOf(mapping, 'queue') === undefined && <QueueOfAll {...props} />}
      </div>
    </section>
  )
}

interface SettingProps extends Pick<ColumnsStepProps, 'open'> {
  readonly point: OpenPoint
  readonly hint?: string
  readonly children: ReactNode
}

function Setting({ point, open, hint, children }: SettingProps) {
  return (
    <div id={placeOf(point)} className="import-setting" data-open={open.includes(point) || undefined}>
      <div className="toolbar">{children}</div>
      {hint && <p className="soft">{hint}</p>}
    </div>
  )
}

/** Whether 3/4/2026 is in April or in March, shown with the file's own first value. */
function DayOrMonth(props: ColumnsStepProps) {
  const { item, draft, change, open } = props
  const { t } = useTranslation()
  const format = useFormat()
  const { mapping } = draft
  const slashed = mapping.columns.find(({ timeFormat }) => timeFormat === 'dayFirst' || timeFormat === 'monthFirst')
  const samples = item.detection.columns.find(({ column }) => column === slashed?.column)?.samples ?? []
  // 1/1/2026 would show the same day twice.
  const sample = samples.find((each) => !/^(\d+)\D\1\D/.test(each)) ?? samples[0]
  if (!slashed || sample === undefined) return null
  const shown = (order: 'dayFirst' | 'monthFirst') => {
    const reading = readTime(sample, order)
    const date = reading && 'wallClock' in reading ? format.wallClock(reading.wallClock.slice(0, 10)) : ''
    return date === '' ? t(`imports.timeFormat.${order}`) : t('imports.readSo', { sample, shown: date })
  }
  const value = open.includes('dayOrMonthFirst') ? '' : slashed.timeFormat === 'dayFirst' ? 'dayFirst' : 'monthFirst'
  return (
    <Setting point="dayOrMonthFirst" open={open} hint={t('imports.dayOrMonthHint')}>
      <Choice
        label={t('imports.dayOrMonth')}
        value={value}
        options={(['dayFirst', 'monthFirst'] as const).map((order) => ({ value: order, label: shown(order) }))}
        onChange={(order) =>
          order !== '' &&
          change({
            mapping: putFirst(mapping, order),
            answered: [...new Set([...draft.answered, 'dayOrMonthFirst' as const])],
          })
        }
      />
    </Setting>
  )
}

function ContactSettings(props: ColumnsStepProps) {
  const { draft, change, open } = props
  const { t } = useTranslation()
  const { mapping } = draft
  // Typed text, so that a half-written number is not corrected under the writer's hand.
  const [hours, setHours] = useState(`${mapping.repeatWindowHours}`)
  return (
    <>
      <Setting point="repeatWindow" open={open} hint={t('imports.repeatHint')}>
        <label className="picker">
          <span>{t('imports.repeatWindow')}</span>
          <input
            type="number"
            min={1}
            max={720}
            step="any"
            value={hours}
            aria-invalid={open.includes('repeatWindow')}
            onChange={({ target }) => {
              setHours(target.value)
              change({ mapping: { ...mapping, repeatWindowHours: Number(target.value) } })
            }}
          />
        </label>
      </Setting>
      {columnOf(mapping, 'handledBy') !== undefined && <BotValues {...props} />}
    </>
  )
}

function QueueOfAll({ draft, change, open }: ColumnsStepProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { queues } = usePlan()
  const { defaultQueue, ...rest } = draft.mapping
  return (
    <Setting point="queueOfAll" open={open} hint={t('imports.queueOfAllHint')}>
      <Picker
        label={t('imports.queueOfAll')}
        value={defaultQueue ?? ''}
        options={[
          { value: '', label: t('imports.choosePlease') },
          ...queues.map(({ id }) => ({ value: id, label: names.queue(id) })),
        ]}
        onChange={(queue) => change({ mapping: queue === '' ? rest : { ...rest, defaultQueue: queue } })}
      />
    </Setting>
  )
}
