import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { ColumnMapping, ImportField, ImportMapping } from '../../contracts/import.ts'
import { knownWordsHint } from '../suggestion.ts'
import { cellText, isNull } from './text-values.ts'

/** What is wrong with a row or one of its cells; the caller adds the file and the row number. */
export type RowProblem = Omit<InputIssue, 'file' | 'row'>

/** What rows are checked against. */
export interface RowContext {
  /** Queues of the plan. */
  readonly queueIds: readonly string[]
  /** The present instant: what was created more than a day later was not. */
  readonly nowMs: number
}

/** A mapped column and its place in a row. */
export interface MappedColumn extends ColumnMapping {
  readonly position: number
  /** Text of the cell, '' when it is not known. */
  text(cells: readonly string[]): string
}

/**
 * Columns of a mapping by field, at their places in a table.
 * @throws PlanningInputError when the table lacks a mapped column, a needed field has none, or a queue is not in the plan
 */
export function mappedColumns(
  mapping: ImportMapping,
  columns: readonly string[],
  needed: readonly ImportField[],
  { queueIds }: RowContext,
): ReadonlyMap<ImportField, MappedColumn> {
  const issues: InputIssue[] = []
  const byField = new Map<ImportField, MappedColumn>()
  for (const mapped of mapping.columns) {
    const position = columns.indexOf(mapped.column)
    if (position < 0) {
      const hint = `${knownWordsHint(mapped.column, columns)} Or choose another mapping.`
      issues.push({ column: mapped.column, problem: `the column of ${mapped.field} is missing`, hint })
    }
    if (byField.has(mapped.field)) {
      const hint = 'Keep one of the two columns.'
      issues.push({ column: mapped.column, problem: `is a second column for ${mapped.field}`, hint })
    }
    byField.set(mapped.field, { ...mapped, position, text: (cells) => knownText(cells[position]) })
  }
  for (const field of needed) {
    if (byField.has(field)) continue
    issues.push({
      problem: `the mapping "${mapping.name}" names no column for ${field}`,
      hint: `Say which column is ${field}.`,
    })
  }
  for (const queue of new Set([...Object.values(mapping.queues), mapping.defaultQueue ?? []].flat())) {
    if (queueIds.includes(queue)) continue
    issues.push({ value: queue, problem: 'is not a queue of the plan', hint: knownWordsHint(queue, queueIds) })
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  return byField
}

function knownText(cell: string | undefined): string {
  const text = cellText(cell)
  return isNull(text) ? '' : text
}

/** The problem of a row that has cells beyond the header: a separator stands inside a cell, and all after it moved. */
export function widthProblem(cells: readonly string[], columns: readonly string[]): RowProblem | undefined {
  if (cells.length <= columns.length || !cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    return undefined
  return {
    problem: `has ${cells.length} cells, the header ${columns.length}`,
    hint: 'Put a cell that contains the separator in quotation marks.',
  }
}

const MS_PER_DAY = 86_400_000
/** Systems write their zero dates as 1970 or 1900; the oldest help desks began later. */
const EARLIEST_MS = Date.UTC(1990, 0)

/** What is wrong with the instant of something that has happened. */
export function startProblem(ms: number, { nowMs }: RowContext): Pick<RowProblem, 'problem' | 'hint'> | undefined {
  if (ms < EARLIEST_MS) return { problem: 'is before 1990', hint: 'Check the time and its format.' }
  if (ms <= nowMs + MS_PER_DAY) return undefined
  return { problem: 'lies in the future', hint: 'Check the time, its format and its zone.' }
}

/** Queue of a row by its cell, or what is wrong with the cell. */
export function queueReader(
  mapping: ImportMapping,
  column: MappedColumn | undefined,
  { queueIds }: RowContext,
): (cells: readonly string[]) => string | RowProblem {
  const queueByValue = new Map(queueIds.map((id) => [id, id]))
  for (const [value, queue] of Object.entries(mapping.queues)) queueByValue.set(cellText(value), queue)
  const whenEmpty = queueByValue.get('') ?? mapping.defaultQueue
  return (cells) => {
    const text = column?.text(cells) ?? ''
    const queue = text === '' ? whenEmpty : queueByValue.get(text)
    if (queue !== undefined) return queue
    const place = column ? { column: column.column, value: text } : {}
    const problem = text === '' ? 'names no queue' : 'is not a queue of the plan'
    const hint = text === '' ? 'Say which queue rows without one belong to.' : 'Say which queue of the plan it means.'
    return { ...place, problem, hint }
  }
}

/** A problem of one cell of a row. */
export const cellProblem = (
  { column, position }: MappedColumn,
  cells: readonly string[],
  problem: string,
  hint: string,
): RowProblem => ({ column, value: cellText(cells[position]), problem, hint })
