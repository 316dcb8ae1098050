import type { LinearModel } from './linear-model.ts'

/**
 * The model as free-format MPS text (and says so, or some take it for fixed columns), columns `x0..`, rows `r0..`. Both bounds of every
 * column are written, because readers disagree on what integer columns without them mean. Same model, same text.
 */
export function writeMps(model: LinearModel): string {
  const kinds = model.rowLower.map((lower, row) => rowKind(lower, model.rowUpper[row]!))
  const lines = ['NAME tideline FREE', 'ROWS', ' N obj', ...kinds.map((kind, row) => ` ${kind} r${row}`)]
  lines.push('COLUMNS', ...columnLines(model), 'RHS')
  // The format has no constant of the objective: the right-hand side of the objective's row is taken off it.
  if (model.offset !== 0) lines.push(` RHS obj ${-model.offset}`)
  kinds.forEach((kind, row) => {
    const side = kind === 'L' ? model.rowUpper[row]! : model.rowLower[row]!
    if (kind !== 'N' && side !== 0) lines.push(` RHS r${row} ${side}`)
  })
  lines.push('RANGES')
  kinds.forEach((kind, row) => {
    if (kind === 'G' && model.rowUpper[row]! < Infinity) {
      lines.push(` RANGE r${row} ${model.rowUpper[row]! - model.rowLower[row]!}`)
    }
  })
  lines.push('BOUNDS')
  for (let column = 0; column < model.columns; column++) {
    lines.push(...boundLines(column, model.columnLower[column]!, model.columnUpper[column]!))
  }
  return `${[...lines, 'ENDATA'].join('\n')}\n`
}

function rowKind(lower: number, upper: number): 'E' | 'G' | 'L' | 'N' {
  if (lower === upper) return 'E'
  if (lower > -Infinity) return 'G'
  return upper < Infinity ? 'L' : 'N'
}

/** Entries column by column; runs of integer columns stand between markers. */
function columnLines(model: LinearModel): string[] {
  const entries = Array.from({ length: model.columns }, (_, column) => {
    const cost = model.columnCost[column]!
    // A column without any entry would be unknown to the bounds.
    return [` x${column} obj ${cost}`]
  })
  for (let row = 0; row < model.rows; row++) {
    for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
      const column = model.entryColumn[k]!
      entries[column]!.push(` x${column} r${row} ${model.entryValue[k]!}`)
    }
  }
  return [...entries, undefined].flatMap((lines, column) => {
    const [before, now] = [model.isInteger[column - 1] ?? false, model.isInteger[column] ?? false]
    const marker = before === now ? [] : [` MARKER 'MARKER' '${now ? 'INTORG' : 'INTEND'}'`]
    return [...marker, ...(lines ?? [])]
  })
}

function boundLines(column: number, lower: number, upper: number): string[] {
  const name = `BOUND x${column}`
  if (lower === upper) return [` FX ${name} ${lower}`]
  if (lower === -Infinity && upper === Infinity) return [` FR ${name}`]
  return [
    lower === -Infinity ? ` MI ${name}` : ` LO ${name} ${lower}`,
    upper === Infinity ? ` PL ${name}` : ` UP ${name} ${upper}`,
  ]
}
