import type { ImportMapping } from '../../contracts/import.ts'
import { fieldType, type LookedAt } from './assign-columns.ts'

/** Of its values, so many must be times as a saved mapping reads them; else it is of another export. */
const LEAST_FIT = 0.5

/** The saved mapping that knows most of a table's columns, all of its own being there. */
export function matchSavedMapping(
  mappings: readonly ImportMapping[],
  { columns, evidence }: LookedAt,
): ImportMapping | undefined {
  const isReadable = ({ columns: mapped }: ImportMapping) =>
    mapped.every(({ field, column, timeFormat = 'iso' }) => {
      const position = columns.indexOf(column)
      if (position < 0) return false
      const { values, times } = evidence[position]!
      return fieldType(field) !== 'time' || values.length === 0 || times[timeFormat] >= LEAST_FIT
    })
  return mappings
    .filter(isReadable)
    .sort((a, b) => b.columns.length - a.columns.length || (a.name < b.name ? -1 : 1))[0]
}
