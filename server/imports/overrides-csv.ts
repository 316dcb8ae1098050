import { stringify } from 'csv-stringify/sync'
import { type ForecastOverride, OVERRIDE_KINDS, type OverrideKind } from '../../solver/domain/forecast-override.ts'
import { localStamp } from '../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { idSchema } from '../../solver/domain/queue.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'
import { localTimeReader } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'
import { timeSpanFrom } from './time-span.ts'

/** What planners corrected, in a file of its own, so that the model's numbers stay the model's. */
export const OVERRIDES_FILE = 'overrides.csv'

const HEADER = ['id', 'queue', 'start', 'end', 'kind', 'value', 'author', 'reason', 'created_at']
const COLUMNS = { required: HEADER, optional: [] }
/** Contacts, or a factor, beyond which a figure is a slip of the pen. */
const MAX_VALUE = { multiply: 1000, add: 1e7, replace: 1e7 } as const
const VALUE_HINTS: Readonly<Record<OverrideKind, string>> = {
  multiply: 'Write a factor from 0 to 1000, such as 1.2 for a fifth more.',
  add: 'Write contacts of the whole span, such as 150, or -150 for fewer.',
  replace: 'Write contacts of the whole span, from 0 to 10 million.',
}

/** Reads `id,queue,start,end,kind,value,author,reason,created_at`, ordered as they act: by creation, then id. */
export function parseOverrides(
  file: string,
  text: string,
  settings: Pick<PlanSettings, 'zone' | 'queues'>,
  issues: InputIssue[],
): ForecastOverride[] {
  const table = readCsv(file, text, COLUMNS, issues)
  const readTime = localTimeReader(settings.zone)
  const queueIds = settings.queues.map(({ id }) => id)
  const rowById = new Map<string, number>()
  const overrides: ForecastOverride[] = []
  for (const row of table?.entries(issues) ?? []) {
    reportId(row, rowById)
    const queueId = row.text('queue')
    if (!queueIds.includes(queueId)) {
      row.report('queue', 'is not a queue of plan.yaml', knownWordsHint(queueId, queueIds))
    }
    const span = timeSpanFrom(row, readTime)
    const figure = figureFrom(row)
    for (const column of ['author', 'reason']) {
      if (row.text(column) === '') row.report(column, 'is empty', 'Say who overrides the forecast, and why.')
    }
    const created = readTime(row.text('created_at'))
    if ('problem' in created) row.report('created_at', created.problem, created.hint)
    if (!span || !figure || 'problem' in created) continue
    const [author, reason] = [row.text('author'), row.text('reason')]
    const createdAtMs = created.ms + millisecondsOf(row.text('created_at'))
    overrides.push({ id: row.text('id'), queueId, ...span, ...figure, author, reason, createdAtMs })
  }
  return overrides.sort((a, b) => a.createdAtMs - b.createdAtMs || compareIds(a.id, b.id))
}

/** Two overrides of one second act in the order in which they were made, so parts of a second count. */
const millisecondsOf = (stamp: string): number => Math.round(Number(/\.\d+/.exec(stamp)?.[0] ?? 0) * 1000)

function reportId(row: CsvRow, rowById: Map<string, number>): void {
  const id = row.text('id')
  const wrong = idSchema.safeParse(id).error?.issues[0]?.message
  if (wrong !== undefined) row.report('id', wrong, 'Give every override an id of its own.')
  const other = rowById.get(id)
  if (wrong === undefined && other !== undefined) {
    row.report('id', `is the id of row ${other} too`, 'Give every override an id of its own.')
  }
  rowById.set(id, other ?? row.row)
}

function figureFrom(row: CsvRow): Pick<ForecastOverride, 'kind' | 'value'> | undefined {
  const kind = OVERRIDE_KINDS.find((known) => known === row.text('kind'))
  if (!kind) {
    row.report('kind', 'is not a kind of override', knownWordsHint(row.text('kind'), OVERRIDE_KINDS))
    return undefined
  }
  const value = numberFrom(row.text('value'))
  const problem =
    value === undefined
      ? 'is not a number'
      : value < 0 && kind !== 'add'
        ? `is negative, which ${kind} cannot be`
        : Math.abs(value) > MAX_VALUE[kind]
          ? 'is too large'
          : undefined
  if (problem === undefined) return { kind, value: value! }
  row.report('value', problem, VALUE_HINTS[kind])
  return undefined
}

/** Beginnings that make a spreadsheet run a cell as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** `overrides.csv` of a plan, in the order in which the overrides act; values in full, so that reading gives the same. */
export function overridesCsv(overrides: readonly ForecastOverride[], zone: string): string {
  const guarded = (text: string) => (FORMULA.test(text) ? `'${text}` : text)
  const rows = [...overrides]
    .sort((a, b) => a.createdAtMs - b.createdAtMs || compareIds(a.id, b.id))
    .map(({ id, queueId, startMs, endMs, kind, value, author, reason, createdAtMs }) => [
      id,
      queueId,
      localStamp(startMs, zone),
      localStamp(endMs, zone),
      kind,
      String(value),
      guarded(author),
      guarded(reason),
      new Date(createdAtMs).toISOString(),
    ])
  return stringify([HEADER, ...rows])
}
