import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  ColumnMapping,
  Detection,
  DurationUnit,
  ImportField,
  TimeFormat,
} from '../../../server/contracts/import.ts'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat } from '../../lib/workspace.ts'
import type { ColumnsStepProps } from './columns-step.tsx'
import { DURATION_UNITS, FIELD_GROUPS, fieldsOfGroup, isDuration, isTime, TIME_FORMATS } from './field-groups.ts'
import { columnOf, mappingOfColumn, readColumnAs, takeColumnFor } from './import-draft.ts'
import { readDuration, readTime } from './sample-reading.ts'

type DetectedColumn = Detection['columns'][number]

/** Each column of the file with its first values and what it is taken for. */
export function ColumnTable({ item: { detection }, draft, change, open }: ColumnsStepProps) {
  const { t } = useTranslation()
  const [moved, setMoved] = useState('')
  const { mapping } = draft
  const answered = [...new Set([...draft.answered, 'time' as const, 'duration' as const])]
  const take = (column: string, field: ImportField | null) => {
    const before = field === null ? undefined : columnOf(mapping, field)
    setMoved(
      field !== null && before !== undefined && before !== column
        ? t('imports.moved', { field: t(`imports.field.${field}`), column, before })
        : '',
    )
    change({ mapping: takeColumnFor(detection, mapping, column, field), answered })
  }
  const readAs = (column: string, how: Partial<ColumnMapping>) =>
    change({ mapping: readColumnAs(mapping, column, how), answered })
  const isAsked = open.includes('time') || open.includes('duration')
  return (
    <section className="panel" id="import-columns">
      <header className="panel-head">
        <h2>{t('imports.columns')}</h2>
        <p className="soft">{t('imports.columnsHint')}</p>
        {isAsked && mapping.columns.length > 0 && (
          <button type="button" className="quiet" onClick={() => change({ answered })}>
            {t('imports.columnsRight')}
          </button>
        )}
      </header>
      <p role="status" className="import-moved">
        {moved}
      </p>
      <DataTable
        caption={t('imports.columns')}
        rows={detection.columns}
        rowKey={({ column }) => column}
        columns={[
          { key: 'column', head: t('imports.column'), cell: ({ column }) => column },
          { key: 'samples', head: t('imports.samples'), cell: ({ samples }) => <Samples samples={samples} /> },
          {
            key: 'field',
            head: t('imports.takenFor'),
            cell: ({ column }) => (
              <FieldSelect
                label={t('imports.takenForColumn', { column })}
                kind={mapping.kind}
                field={mappingOfColumn(mapping, column)?.field}
                onChange={(field) => take(column, field)}
              />
            ),
          },
          {
            key: 'reading',
            head: t('imports.readAs'),
            cell: (column) => {
              const taken = mappingOfColumn(mapping, column.column)
              return taken ? <Reading column={column} taken={taken} onChange={readAs} /> : null
            },
          },
          {
            key: 'confidence',
            head: t('imports.confidence'),
            cell: (column) => <Confidence column={column} taken={mappingOfColumn(mapping, column.column)} />,
          },
        ]}
      />
    </section>
  )
}

const SHOWN_SAMPLE = 60

function Samples({ samples }: Pick<DetectedColumn, 'samples'>) {
  const { t } = useTranslation()
  if (samples.length === 0) return <span className="soft">{t('imports.noSamples')}</span>
  return (
    <ul className="import-samples">
      {samples.map((sample, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples may repeat, and never change places
        <li key={index}>
          <code>{sample.length > SHOWN_SAMPLE ? `${sample.slice(0, SHOWN_SAMPLE)}…` : sample}</code>
        </li>
      ))}
    </ul>
  )
}

interface FieldSelectProps {
  readonly label: string
  readonly kind: ColumnsStepProps['draft']['mapping']['kind']
  readonly field: ImportField | undefined
  readonly onChange: (field: ImportField | null) => void
}

function FieldSelect({ label, kind, field, onChange }: FieldSelectProps) {
  const { t } = useTranslation()
  return (
    <select
      aria-label={label}
      value={field ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : (target.value as ImportField))}
    >
      <option value="">{t('imports.notUsed')}</option>
      {FIELD_GROUPS.map((group) => {
        const fields = fieldsOfGroup(kind, group)
        return fields.length === 0 ? null : (
          <optgroup key={group} label={t(`imports.group.${group}`)}>
            {fields.map((each) => (
              <option key={each} value={each}>
                {t(`imports.field.${each}`)}
              </option>
            ))}
          </optgroup>
        )
      })}
    </select>
  )
}

interface ReadingProps {
  readonly column: DetectedColumn
  readonly taken: ColumnMapping
  readonly onChange: (column: string, how: Partial<ColumnMapping>) => void
}

/** How times and durations of a column are read, with its first value as an example. */
function Reading({ column: { column, samples }, taken, onChange }: ReadingProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const sample = samples[0]
  if (isTime(taken.field)) {
    const timeFormat = taken.timeFormat ?? 'iso'
    const reading = sample === undefined ? undefined : readTime(sample, timeFormat)
    const shown =
      reading && ('wallClock' in reading ? format.wallClock(reading.wallClock) : format.moment(reading.instantMs))
    return (
      <span className="import-reading">
        <select
          aria-label={t('imports.timeFormatOf', { column })}
          value={timeFormat}
          onChange={({ target }) => onChange(column, { timeFormat: target.value as TimeFormat })}
        >
          {TIME_FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(`imports.timeFormat.${each}`)}
            </option>
          ))}
        </select>
        {sample !== undefined && <Example sample={sample} shown={shown} />}
      </span>
    )
  }
  if (!isDuration(taken.field)) return null
  const unit = taken.durationUnit ?? 'seconds'
  const seconds = sample === undefined ? undefined : readDuration(sample, unit)
  // Texts with their own units need none.
  if (sample !== undefined && seconds === undefined) return <span className="soft">{t('imports.ownUnit')}</span>
  return (
    <span className="import-reading">
      <select
        aria-label={t('imports.durationUnitOf', { column })}
        value={unit}
        onChange={({ target }) => onChange(column, { durationUnit: target.value as DurationUnit })}
      >
        {DURATION_UNITS.map((each) => (
          <option key={each} value={each}>
            {t(`imports.durationUnit.${each}`)}
          </option>
        ))}
      </select>
      {sample !== undefined && seconds !== undefined && <Example sample={sample} shown={format.duration(seconds)} />}
    </span>
  )
}

function Example({ sample, shown }: { sample: string; shown: string | undefined }) {
  const { t } = useTranslation()
  return (
    <span className={shown === undefined ? 'import-problem' : 'soft'}>
      {shown === undefined ? t('imports.notReadSo', { sample }) : t('imports.readSo', { sample, shown })}
    </span>
  )
}

function Confidence({ column, taken }: { column: DetectedColumn; taken: ColumnMapping | undefined }) {
  const { t } = useTranslation()
  if ((taken?.field ?? null) !== column.field) return <span className="soft">{t('imports.chosen')}</span>
  if (column.field === null) return <span className="soft">–</span>
  const word = column.confidence >= 0.9 ? 'sure' : column.confidence >= 0.6 ? 'likely' : 'guess'
  return (
    <span className="import-confidence" data-confidence={word}>
      <span className="import-bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(column.confidence * 100)}%` }} />
      </span>
      {t(`imports.sureness.${word}`)}
    </span>
  )
}
