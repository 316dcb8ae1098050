import { describe, expect, test } from 'vitest'
import { dayLeft, minuteLeft, rowTop } from '../../../../web/features/roster/canvas/board-geometry.ts'
import { type CellHit, hitAt } from '../../../../web/features/roster/canvas/hit-test.ts'
import { type FixtureShift, fixtureBoard } from './board-fixture.ts'

const night: FixtureShift = { person: 0, day: 1, from: 1320, to: 1800 }

test('heads, names, corner, strip and what lies beyond are told apart', () => {
  const { picture, geometry } = fixtureBoard()
  expect(hitAt(picture, 20, 20)).toEqual({ part: 'corner' })
  expect(hitAt(picture, dayLeft(geometry, picture.scroll, 3) + 5, 20)).toEqual({ part: 'head', day: 3 })
  expect(hitAt(picture, 20, rowTop(geometry, picture.scroll, 2) + 5)).toEqual({ part: 'name', row: 2 })
  expect(hitAt(picture, 600, 399)).toEqual({ part: 'nothing' })
  expect(hitAt(picture, 600, 400)).toEqual({ part: 'foot' })
})

test('the head of a group has cells of nobody', () => {
  const { picture, geometry } = fixtureBoard()
  const hit = hitAt(picture, 600, rowTop(geometry, picture.scroll, 1) + 5)
  expect(hit).toMatchObject({ part: 'cell', row: 1, person: undefined })
})

test('of two shifts of a day the one under the point is meant', () => {
  const shifts = [480, 1020].map((from) => ({ person: 2, day: 4, from, to: from + 180 }))
  const { picture, geometry } = fixtureBoard({ shifts })
  const x = dayLeft(geometry, picture.scroll, 4) + 20
  const top = rowTop(geometry, picture.scroll, 5)
  const starts = [6, 24].map((down) => (hitAt(picture, x, top + down) as CellHit).shift?.from)
  expect(starts).toEqual([480, 1020])
})

describe('along the hours', () => {
  const board = (left: number) => {
    const { picture, geometry } = fixtureBoard({ zoom: 'hours', shifts: [night] })
    const scrolled = { ...picture, scroll: { left, top: 0 } }
    const hit = (day: number, minute: number, aside = 0) =>
      hitAt(
        scrolled,
        minuteLeft(geometry, scrolled.scroll, day, minute) + aside,
        rowTop(geometry, scrolled.scroll, 2) + 15,
      ) as CellHit
    return { hit, geometry }
  }

  test('a shift that reaches into the next day belongs to its own', () => {
    const { hit } = board(1500)
    expect(hit(2, 60)).toMatchObject({ day: 1, person: 0, shift: { from: 1320 }, edge: undefined })
    expect(hit(2, 60).minute).toBeCloseTo(1500, 0)
  })

  test('its edges can be taken hold of from a little within and without', () => {
    const { hit } = board(1500)
    expect(hit(1, 1320, 3).edge).toBe('start')
    expect(hit(1, 1320, -2).edge).toBe('start')
    expect(hit(2, 360, -3).edge).toBe('end')
    expect(hit(2, 360, 2).edge).toBe('end')
    expect(hit(2, 360, 12)).toMatchObject({ day: 2, shift: undefined, edge: undefined })
  })
})
