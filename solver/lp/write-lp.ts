import type { LinearModel } from './linear-model.ts'

/** The model as CPLEX LP text, columns `x0..`, rows `r0..`, so that any other solver can be asked. Same model, same text. */
export function writeLp(model: LinearModel): string {
  const lines = ['Minimize', ` obj: ${terms(model.columnCost.map((cost, column) => [column, cost] as const))}`]
  if (model.offset !== 0) lines[1] += ` ${model.offset < 0 ? '-' : '+'} ${Math.abs(model.offset)} constant`
  lines.push('Subject To')
  for (let row = 0; row < model.rows; row++) lines.push(...rowLines(model, row))
  lines.push('Bounds')
  for (let column = 0; column < model.columns; column++) {
    lines.push(` ${bound(model.columnLower[column]!)} <= x${column} <= ${bound(model.columnUpper[column]!)}`)
  }
  if (model.offset !== 0) lines.push(' constant = 1')
  const integers = model.isInteger.flatMap((integer, column) => (integer ? [`x${column}`] : []))
  if (integers.length > 0) lines.push('General', ...integers.map((name) => ` ${name}`))
  return `${[...lines, 'End'].join('\n')}\n`
}

function rowLines(model: LinearModel, row: number): string[] {
  const entries: (readonly [number, number])[] = []
  for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
    entries.push([model.entryColumn[k]!, model.entryValue[k]!])
  }
  const lower = model.rowLower[row]!
  const upper = model.rowUpper[row]!
  const left = terms(entries)
  if (lower === upper) return [` r${row}: ${left} = ${lower}`]
  return [
    ...(lower > -Infinity ? [` r${row}l: ${left} >= ${lower}`] : []),
    ...(upper < Infinity ? [` r${row}u: ${left} <= ${upper}`] : []),
  ]
}

/** Coefficients with their signs; "0 x0" for an empty sum, which the format does not allow. Lines stay under 500 characters. */
function terms(entries: readonly (readonly [column: number, value: number])[]): string {
  const parts = entries
    .filter(([, value]) => value !== 0)
    .map(([column, value], index) => {
      const sign = value < 0 ? '- ' : index === 0 ? '' : '+ '
      return `${sign}${Math.abs(value)} x${column}${index % 12 === 11 ? '\n   ' : ''}`
    })
  return parts.length === 0 ? '0 x0' : parts.join(' ')
}

const bound = (value: number): string => (value === Infinity ? '+inf' : value === -Infinity ? '-inf' : String(value))
