import { type BoardGeometry, type ScrollPlace, type Span, visibleDays } from './board-geometry.ts'

const WEEK_DAYS = 7

/** Days over which the hours of people are counted: all of them where all are shown, else the plan week in the middle. */
export function hoursSpan(geometry: BoardGeometry, scroll: ScrollPlace): Span {
  if (geometry.zoom === 'days') return { first: 0, last: geometry.days - 1 }
  const { first, last } = visibleDays(geometry, scroll)
  const from = Math.floor((first + last) / 2 / WEEK_DAYS) * WEEK_DAYS
  return { first: from, last: Math.min(geometry.days, from + WEEK_DAYS) - 1 }
}
