import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { ImportField, TimeFormat } from '../../contracts/import.ts'
import type { AssignedColumn, LookedAt } from './assign-columns.ts'

/** The midnight that spreadsheets write after a date. */
const MIDNIGHT = /[T ]0?0:00(:00(\.0+)?)?$/

/** Whether a time of a format tells a day and nothing more, or its midnight. */
export const isDayAlone = (format: TimeFormat | undefined): ((text: string) => boolean) =>
  format === 'excelSerial'
    ? (text) => Number.isInteger(Number(text))
    : (text) =>
        !format?.startsWith('epoch') && (MIDNIGHT.test(text) || !/[:：点點时時]|\d{8}[T ]?\d|\d\s*[ap]\.?m/i.test(text))

/**
 * Refuses a table of counts by the day, such as the back-offices of platforms export (咨询人数, 接待人数 of each agent
 * and day): the course of a day cannot be told from it, and a guessed one would look like knowledge.
 */
export function refuseDailyCounts(
  assigned: ReadonlyMap<ImportField, AssignedColumn>,
  { columns, evidence }: LookedAt,
  place: Pick<InputIssue, 'file' | 'row'>,
): void {
  const start = assigned.get('start') ?? assigned.get('date')
  if (!start || assigned.has('timeOfDay')) return
  const { values } = evidence[start.position]!
  // One midnight may be an interval's start.
  const isDaily =
    values.every(isDayAlone(start.timeFormat)) && (values.length > 1 || values.some((text) => !MIDNIGHT.test(text)))
  if (values.length === 0 || !isDaily) return
  throw new PlanningInputError({
    ...place,
    column: columns[start.position]!,
    value: values[0]!,
    problem: 'is a day without a time: these are counts by the day, which do not say when in the day people wrote',
    hint: 'Export counts by 60 minutes or less (分时段, 半小时), or the single conversations (会话记录, 聊天记录).',
  })
}
