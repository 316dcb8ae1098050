import { expect, test } from 'vitest'
import { dayHorizon, localClocks } from '../../../../solver/domain/horizon.ts'
import { changedPlaces } from '../../../../web/features/roster/canvas/changed-places.ts'
import { GroupDays, shortHoursByDay } from '../../../../web/features/roster/canvas/group-days.ts'
import { lanesOf } from '../../../../web/features/roster/canvas/hour-bars.ts'
import { StripLane } from '../../../../web/features/roster/canvas/strip-lane.ts'
import { OPEN_ROW, withCells } from '../../../../web/features/roster/model/board-roster.ts'
import { fixtureBoard } from './board-fixture.ts'

/** Ten agents asked for all day; those there as given, ten where it says nothing. */
function coverageOf(queueId: string, intervals: number, covered: Readonly<Record<number, number>>) {
  const coveredAgents = Float64Array.from({ length: intervals }, (_, interval) => covered[interval] ?? 10)
  const none = new Float64Array(intervals)
  return {
    queueId,
    requiredAgents: none.map(() => 10),
    coveredAgents,
    netStaffing: coveredAgents.map((agents) => agents - 10),
    backlog: none,
    overdue: none,
  }
}

const horizon = dayHorizon('2026-11-09', 2, 30, 'Asia/Shanghai')

test('a day’s bars average their intervals, and the worst interval is named', () => {
  const lane = new StripLane(coverageOf('chat', 96, { 50: 4, 51: 8 }), localClocks(horizon), 30)
  expect(lane.dayOf(0, 100)).toMatchObject({ worst: 0 })
  const { bars, worst } = lane.dayOf(1, 24)
  expect(worst).toBe(6)
  expect(bars).toHaveLength(24)
  expect(bars[1]).toEqual({ from: 50, to: 52, start: 1 / 24, end: 2 / 24, required: 10, covered: 6 })
  expect(lane.shortHours).toBe(4)
  expect(lane.most).toBe(10)
})

test('an interval is found by its minute, also in the hour that the clock repeats', () => {
  const autumn = dayHorizon('2026-11-01', 1, 30, 'America/New_York')
  const lane = new StripLane(coverageOf('chat', 50, {}), localClocks(autumn), 30)
  expect(lane.intervalAt(0, 59)).toBe(1)
  expect(lane.intervalAt(0, 60)).toBe(2)
  expect(lane.intervalAt(0, 1439)).toBe(49)
  expect(lane.intervalAt(0, 1440)).toBeUndefined()
})

test('a group counts its people at work, and is short when a queue of theirs is', () => {
  const { roster } = fixtureBoard({
    shifts: [
      { person: 0, day: 0, from: 540, to: 1080 },
      { person: 1, day: 0, from: 540, to: 1080 },
      { person: 1, day: 1, from: 540, to: 1080 },
    ],
  })
  const dayOf = Array.from({ length: 14 }, (_, interval) => interval >> 1)
  const short = shortHoursByDay([coverageOf('chat', 14, { 2: 9 }), coverageOf('phone', 14, {})], dayOf, 7, 30)
  expect(short.get('chat')?.[1]).toBe(0.5)
  const groups = new GroupDays(roster, short)
  const chat = groups.of('group-0', [0, 1])
  expect([...chat.working]).toEqual([2, 1, 0, 0, 0, 0, 0])
  expect(chat.isShort).toEqual([false, true, false, false, false, false, false])
  expect(groups.of('group-1', [2, 3]).isShort).not.toContain(true)
})

test('open shifts that lie over each other get lanes of their own while there are any', () => {
  const spans = [
    { from: 0, to: 60 },
    { from: 30, to: 90 },
    { from: 60, to: 80 },
    { from: 70, to: 100 },
  ]
  expect(lanesOf(spans, 3)).toEqual([0, 1, 0, 2])
  expect(lanesOf(spans, 2)).toEqual([0, 1, 0, 0])
})

test('places that an edit changed are told, open shifts too', () => {
  const { roster } = fixtureBoard()
  const locked = { ...roster.open[0]!, locked: true }
  const places = [
    { person: 2, day: 4 },
    { person: OPEN_ROW, day: 1 },
  ]
  const edited = withCells(
    roster,
    places.map((place) => ({ place, after: locked })),
  )
  expect(changedPlaces(roster, edited)).toEqual([places[1], places[0]])
  expect(changedPlaces(edited, edited)).toEqual([])
})
