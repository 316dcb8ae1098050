import type { RestLimit } from '../tour-limit.ts'
import { atMost, optionTerms, type PersonRows } from './person-rows.ts'

/** Rest before each shift since the latest end of any shift before it. */
export function addRestRows(rows: PersonRows, limit: RestLimit): void {
  if (limit.unitCost === Infinity) addHardRest(rows, limit)
  else addRestPrices(rows, limit)
}

/**
 * A shift and the rest after it are an interval of time, and of intervals that share a moment at most one is worked.
 * Graphs of intervals are perfect, so these cliques describe the convex hull. Every overlap holds the later start.
 */
function addHardRest(rows: PersonRows, { minMinutes, lastEndMinute }: RestLimit): void {
  const intervals = rows.optionsOn.flat().map((option) => {
    const { day, startMinute, endMinute } = rows.options[option]!
    return { option, day, from: startMinute, to: endMinute + minMinutes }
  })
  for (const { option, from } of intervals) {
    if (from - lastEndMinute < minMinutes) {
      atMost(rows.model, { terms: optionTerms(rows, [option]), constant: 0 }, 0, Infinity)
    }
  }
  const moments = [...new Set(intervals.map(({ from }) => from))].sort((a, b) => a - b)
  moments.forEach((moment, index) => {
    const shared = intervals.filter(({ from, to }) => from <= moment && to > moment)
    // The next moment's clique holds this one when nothing ends between them.
    const next = moments[index + 1]
    if (next !== undefined && shared.every(({ to }) => to > next)) return
    if (new Set(shared.map(({ day }) => day)).size < 2) return
    const terms = optionTerms(
      rows,
      shared.map(({ option }) => option),
    )
    atMost(rows.model, { terms, constant: 0 }, 1, Infinity)
  })
}

/**
 * What a shift costs grows with the latest end before it, so it is the greatest of what each shift before makes it cost.
 * Of each day before there is one at most, and without the shift itself nothing is due.
 */
function addRestPrices(rows: PersonRows, limit: RestLimit): void {
  const { minMinutes, unitCost, minuteCost = 0, laterCost, lastEndMinute } = limit
  const { model, options, workColumn } = rows
  for (const option of rows.optionsOn.flat()) {
    const { day, startMinute } = options[option]!
    const costAfter = (endMinute: number) => {
      const missing = minMinutes - (startMinute - endMinute)
      return missing > 0 ? unitCost + missing * minuteCost + (laterCost?.[option] ?? 0) : 0
    }
    const column = workColumn[option]!
    const base = costAfter(lastEndMinute)
    model.columnCost[column] = model.columnCost[column]! + base
    const days = rows.optionsOn.slice(0, day).flatMap((list) => {
      const dear = list
        .map((first) => [workColumn[first]!, costAfter(options[first]!.endMinute) - base] as const)
        .filter(([, cost]) => cost > 0)
      return dear.length === 0 ? [] : [dear]
    })
    if (days.length === 0) continue
    const extra = model.addColumn({ cost: 1, upper: Infinity })
    for (const dear of days) {
      const most = Math.max(...dear.map(([, cost]) => cost))
      model.addRow([...dear, [column, most], [extra, -1]], -Infinity, most)
    }
  }
}
