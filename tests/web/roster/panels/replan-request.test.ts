import { expect, test } from 'vitest'
import { draftRunRequestSchema } from '../../../../server/contracts/roster-draft.ts'
import {
  lockedAndOpen,
  minorUnits,
  type ReplanChoices,
  replanRequest,
} from '../../../../web/features/roster/panels/replan-request.ts'
import { board, cellOf, shiftAt } from './small-board.ts'

const choices: ReplanChoices = {
  ...{ keepBefore: '', groups: [], keepSelectedPeople: false, keepSelectedDays: false, keepShifts: false },
  ...{ releaseLocks: false, timeLimitSeconds: 60, gap: 0.02, changeCost: '' },
}
const selected = { people: ['B1', 'A1'], dates: ['2026-11-15', '2026-11-09'] }
const asked = (part: Partial<ReplanChoices>) => {
  const request = replanRequest({ ...choices, ...part }, board({}), selected, 'CNY')
  // What the server would refuse is no request.
  expect(draftRunRequestSchema.parse(request)).toEqual(request)
  return request
}

test('with nothing chosen only the locked days stay, and the price is the usual one', () => {
  expect(asked({})).toEqual({
    ...{ mode: 'replan', gap: 0.02, timeLimitSeconds: 60, releaseLocks: false },
    locks: { people: [], dates: [], shifts: false },
  })
})

test('days, groups and the selection stay as chosen, each named once', () => {
  expect(asked({ keepBefore: '2026-11-11', keepSelectedDays: true }).locks?.dates).toEqual([
    '2026-11-09',
    '2026-11-10',
    '2026-11-15',
  ])
  expect(asked({ groups: ['day'], keepSelectedPeople: true }).locks?.people).toEqual(['A1', 'A2', 'B1'])
  expect(asked({ groups: ['night'] }).locks?.people).toEqual(['B1'])
  expect(asked({ keepShifts: true, releaseLocks: true })).toMatchObject({ locks: { shifts: true }, releaseLocks: true })
})

test('a price is typed in the currency’s main unit and sent in its smallest; nothing is not free', () => {
  expect(asked({ changeCost: '12.50' }).changeCost).toBe(1250)
  expect(asked({ changeCost: '0' }).changeCost).toBe(0)
  expect(asked({ changeCost: ' ' })).not.toHaveProperty('changeCost')
  expect([minorUnits(3, 'JPY'), minorUnits(3, 'KWD')]).toEqual([3, 3000])
})

test('locked days and open shifts are counted over the whole board', () => {
  const locked = { ...cellOf(), locked: true }
  const roster = board(
    { '0 0': locked, '2 6': locked },
    { 1: cellOf(shiftAt('', 1, 9), shiftAt('', 1, 12)), 4: cellOf(shiftAt('', 4, 9)) },
  )
  expect(lockedAndOpen(roster)).toEqual({ locked: 2, openShifts: 3 })
})
