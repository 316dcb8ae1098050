import type { LongRestLimit } from '../tour-limit.ts'
import { optionTerms, type PersonRows } from './person-rows.ts'

/** A rest within the span that begins with the span, after what went before, or with the end of a shift. */
export function addLongRestRows(rows: PersonRows, limit: LongRestLimit): void {
  if (limit.minMinutes <= 0 || limit.unitCost === 0) return
  if (limit.unitCost === Infinity) addHardLongRest(rows, limit)
  else addLongRestPrice(rows, limit)
}

/** Minutes at which a rest may begin, ascending. Any rest reaches back to one of them. */
function restStarts(rows: PersonRows, { fromMinute, toMinute, lastEndMinute }: LongRestLimit): number[] {
  const first = Math.max(fromMinute, lastEndMinute)
  const ends = rows.optionsOn.flat().map((option) => rows.options[option]!.endMinute)
  return [...new Set([first, ...ends])].filter((at) => at >= first && at < toMinute).sort((a, b) => a - b)
}

/** One of the rests is taken whole, and what is worked is clear of it. */
function addHardLongRest(rows: PersonRows, limit: LongRestLimit): void {
  const { minMinutes, toMinute } = limit
  const starts = restStarts(rows, limit).filter((at) => at + minMinutes <= toMinute)
  const rests = starts.map((at) => ({ at, column: rows.model.addColumn({ upper: 1, integer: true }) }))
  rows.model.addRow(
    rests.map(({ column }) => [column, 1] as const),
    1,
    rests.length === 0 ? Infinity : 1,
  )
  for (const options of rows.optionsOn) {
    const barring = rests.map(({ at, column }) => ({
      column,
      barred: options.filter(
        (option) => rows.options[option]!.startMinute < at + minMinutes && rows.options[option]!.endMinute > at,
      ),
    }))
    const done = new Set<string>()
    for (const { barred } of barring) {
      const key = barred.join(' ')
      if (barred.length === 0 || done.has(key)) continue
      done.add(key)
      const isBarring = barring.filter((other) => barred.every((option) => other.barred.includes(option)))
      const terms = [...optionTerms(rows, barred), ...isBarring.map(({ column }) => [column, 1] as const)]
      rows.model.addRow(terms, -Infinity, 1)
    }
  }
}

/** The minutes of one rest, up to the next shift or the span's end, are taken off those that must be paid for. */
function addLongRestPrice(rows: PersonRows, limit: LongRestLimit): void {
  const { minMinutes, unitCost, toMinute } = limit
  const { model, options } = rows
  const missing = model.addColumn({ cost: unitCost, upper: minMinutes })
  const rests = restStarts(rows, limit).map((at) => {
    const most = Math.min(minMinutes, toMinute - at)
    const isTaken = model.addColumn({ upper: 1, integer: true })
    const minutes = model.addColumn({ upper: most })
    model.addRow(
      [
        [minutes, 1],
        [isTaken, -most],
      ],
      -Infinity,
      0,
    )
    for (const list of rows.optionsOn) {
      const lost = list
        .filter((option) => options[option]!.endMinute > at)
        .map((option) => [option, most - Math.max(0, options[option]!.startMinute - at)] as const)
        .filter(([, minutesLost]) => minutesLost > 0)
      if (lost.length === 0) continue
      model.addRow(
        [[minutes, 1], ...lost.map(([option, minutesLost]) => [rows.workColumn[option]!, minutesLost] as const)],
        -Infinity,
        most,
      )
    }
    return { isTaken, minutes }
  })
  model.addRow(
    rests.map(({ isTaken }) => [isTaken, 1] as const),
    -Infinity,
    1,
  )
  model.addRow([[missing, 1], ...rests.map(({ minutes }) => [minutes, 1] as const)], minMinutes, Infinity)
}
