import type { BenchRow } from './bench-spec.ts'

const cellText = (value: BenchRow[string] | undefined): string => {
  if (value === null || value === undefined) return '-'
  return typeof value === 'number' && !Number.isInteger(value)
    ? value.toFixed(value < 1 && value > -1 ? 3 : 2)
    : `${value}`
}

/** Rows under the columns that any of them has; lines of one series follow each other, so that methods can be compared. */
export function textTable(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const groups = Map.groupBy(rows, (row) => row.series)
  const lines = [columns, ...[...groups.values()].flat().map((row) => columns.map((column) => cellText(row[column])))]
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const isText = columns.map((column) => rows.some((row) => typeof row[column] === 'string'))
  return lines
    .map((line) => line.map((cell, i) => (isText[i] ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The same rows as Markdown has tables. */
export function markdownTable(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [
    columns,
    columns.map(() => '---'),
    ...rows.map((row) => columns.map((column) => cellText(row[column]))),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
