import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boardGeometry,
  dayAt,
  dayLeft,
  minuteLeft,
  rowAt,
  rowHeightOf,
  rowTop,
  scrollToCell,
  stripHeight,
  visibleDays,
  visibleRows,
} from '../../../../web/features/roster/canvas/board-geometry.ts'
import { BOARD_ZOOMS } from '../../../../web/features/roster/model/board-roster.ts'

const frame = {
  zoom: 'days',
  days: 28,
  rows: 1001,
  hasOpen: true,
  isOpenEmpty: false,
  width: 1208,
  height: 700,
  footHeight: 80,
  rem: 16,
} as const
const places = fc.record({
  zoom: fc.constantFrom(...BOARD_ZOOMS),
  days: fc.integer({ min: 1, max: 56 }),
  rows: fc.integer({ min: 2, max: 5000 }),
  hasOpen: fc.boolean(),
  width: fc.integer({ min: 320, max: 3000 }),
  height: fc.integer({ min: 200, max: 1500 }),
  left: fc.integer({ min: 0, max: 5000 }),
  top: fc.integer({ min: 0, max: 50000 }),
})

describe('widths of days', () => {
  test('all days of a week fill the window', () => {
    const { dayWidth, contentWidth } = boardGeometry({ ...frame, days: 7 })
    expect(dayWidth).toBeCloseTo(1000 / 7)
    expect(contentWidth).toBe(1208)
  })
  test('four weeks do not fit: a day keeps its least width and the board scrolls', () => {
    const { dayWidth, contentWidth } = boardGeometry(frame)
    expect(dayWidth).toBe(45)
    expect(contentWidth).toBe(208 + 28 * 45)
  })
  test('seven of the days fill the window by weeks, one of them by hours', () => {
    expect(boardGeometry({ ...frame, zoom: 'week' }).dayWidth).toBeCloseTo(1000 / 7)
    expect(boardGeometry({ ...frame, zoom: 'hours' }).dayWidth).toBe(1000)
  })
  test('a row is as high in every zoom, so that its place is kept', () => {
    const heights = BOARD_ZOOMS.map((zoom) => boardGeometry({ ...frame, zoom }).contentHeight)
    expect(new Set(heights)).toEqual(new Set([44 + 48 + 1000 * 30]))
  })
})

test('the row of the open shifts is no higher than others while nothing is open', () => {
  expect(boardGeometry(frame).openHeight).toBe(48)
  expect(boardGeometry({ ...frame, isOpenEmpty: true }).openHeight).toBe(30)
  expect(boardGeometry({ ...frame, hasOpen: false }).openHeight).toBe(0)
})

test('a minute past midnight lies in the next day', () => {
  const geometry = boardGeometry({ ...frame, zoom: 'hours' })
  const scroll = { left: 300, top: 0 }
  expect(minuteLeft(geometry, scroll, 2, 25 * 60)).toBe(minuteLeft(geometry, scroll, 3, 60))
})

test('what is drawn at a place is found there, however far the board is scrolled', () => {
  let found = 0
  fc.assert(
    fc.property(places, fc.nat(), fc.nat(), ({ left, top, ...size }, anyRow, anyDay) => {
      const geometry = boardGeometry({ ...frame, ...size })
      const row = anyRow % size.rows
      const day = anyDay % size.days
      // Somewhere before the cell, so that most of the time it is in the window.
      const scroll = {
        left: Math.max(0, Math.round(day * geometry.dayWidth) - (left % size.width)),
        top: Math.max(0, row * geometry.rowHeight - (top % size.height)),
      }
      const x = (dayLeft(geometry, scroll, day) + dayLeft(geometry, scroll, day + 1)) / 2
      const y = rowTop(geometry, scroll, row) + rowHeightOf(geometry, row) / 2
      const isStuck = size.hasOpen && row === 0
      if (x < geometry.nameWidth || x >= size.width || y >= size.height || (!isStuck && y < geometry.bodyTop)) return
      found++
      expect(rowAt(geometry, scroll, y)).toBe(row)
      expect(dayAt(geometry, scroll, x)?.day).toBe(day)
      const days = visibleDays(geometry, scroll)
      const rows = visibleRows(geometry, scroll)
      expect(day >= days.first && day <= days.last).toBe(true)
      expect(isStuck || (row >= rows.first && row <= rows.last)).toBe(true)
    }),
    { numRuns: 500 },
  )
  expect(found).toBeGreaterThan(50)
})

test('a cell scrolled to is wholly in the window, and one that is there stays where it is', () => {
  fc.assert(
    fc.property(places, fc.nat(), fc.nat(), ({ left, top, ...size }, anyRow, anyDay) => {
      const geometry = boardGeometry({ ...frame, ...size })
      const row = anyRow % size.rows
      const day = anyDay % size.days
      const scroll = scrollToCell(geometry, { left, top }, row, day)
      expect(dayLeft(geometry, scroll, day)).toBeGreaterThanOrEqual(geometry.nameWidth - 1)
      expect(rowTop(geometry, scroll, row)).toBeGreaterThanOrEqual(size.hasOpen && row === 0 ? 44 : geometry.bodyTop)
      const isTall = geometry.height - geometry.bodyTop >= geometry.rowHeight
      const foot = rowTop(geometry, scroll, row) + rowHeightOf(geometry, row)
      if (isTall && !(size.hasOpen && row === 0)) expect(foot).toBeLessThanOrEqual(geometry.height + 1)
      if (geometry.dayWidth <= size.width - geometry.nameWidth) {
        expect(dayLeft(geometry, scroll, day + 1)).toBeLessThanOrEqual(size.width + 1)
      }
      expect(scrollToCell(geometry, scroll, row, day)).toEqual(scroll)
    }),
  )
})

test('nothing lies under the heads, the names and what is past the last row', () => {
  const geometry = boardGeometry({ ...frame, rows: 3 })
  const scroll = { left: 0, top: 0 }
  expect(rowAt(geometry, scroll, 10)).toBeUndefined()
  expect(rowAt(geometry, scroll, 60)).toBe(0)
  expect(rowAt(geometry, scroll, 44 + 48 + 59)).toBe(2)
  expect(rowAt(geometry, scroll, 44 + 48 + 60)).toBeUndefined()
  expect(dayAt(geometry, scroll, 207)).toBeUndefined()
  expect(dayAt(geometry, scroll, 208)).toEqual({ day: 0, minute: 0 })
})

test('the strip takes no more than its share of a low window', () => {
  expect(stripHeight(2, 16, 800)).toBe(68)
  expect(stripHeight(4, 16, 200)).toBe(70)
  expect(stripHeight(0, 16, 800)).toBe(0)
})
