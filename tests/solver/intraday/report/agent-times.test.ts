import { describe, expect, test } from 'vitest'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import { agentTimes, type ReportedState, stateSpans } from '../../../../solver/intraday/report/agent-times.ts'
import { spreadOf, turnsOf } from '../../../../solver/intraday/report/fair-turns.ts'
import { presentShares } from '../../../../solver/intraday/report/presence.ts'

const ZONE = 'Asia/Shanghai'
const at = (time: string, day = '2026-11-11') => Date.parse(`${day}T${time}+08:00`)
const span = (from: string, to: string) => ({ startMs: at(from), endMs: at(to) })
const DAY = { startMs: at('00:00'), endMs: at('00:00', '2026-11-12') }
/** Nine hours with an hour's meal and half an hour of training: seven and a half on position. */
const SHIFT = {
  ...span('09:00', '18:00'),
  ...{ breaks: [span('12:00', '13:00')], activities: [span('15:00', '15:30')], queueIds: ['chat'] },
}
const states = (...changes: [time: string, state: ReportedState][]) =>
  stateSpans(
    changes.map(([time, state]) => ({ startMs: at(time), state })),
    DAY,
    at('20:00'),
  )
const hours = (ms: number) => ms / 3_600_000

describe('adherence', () => {
  test('is whole where states follow the roster', () => {
    const times = agentTimes(
      [SHIFT],
      states(
        ['09:00', 'available'],
        ['12:00', 'break'],
        ['13:00', 'busy'],
        ['15:00', 'training'],
        ['15:30', 'busy'],
        ['18:00', 'off'],
      ),
    )
    expect(hours(times.scheduledMs)).toBe(7.5)
    expect(times.presentMs).toBe(times.scheduledMs)
    expect(hours(times.knownMs)).toBe(9)
    expect(times.adherentMs).toBe(times.knownMs)
    expect([hours(times.availableMs), hours(times.busyMs)]).toEqual([3, 4.5])
  })

  test('forgives five minutes at a change and no more', () => {
    // To the meal 5 minutes early, back 8 minutes late, home 3 minutes early.
    const times = agentTimes(
      [SHIFT],
      states(
        ['09:00', 'busy'],
        ['11:55', 'break'],
        ['13:08', 'busy'],
        ['15:00', 'training'],
        ['15:30', 'busy'],
        ['17:57', 'off'],
      ),
    )
    expect((times.knownMs - times.adherentMs) / 60_000).toBe(3)
    // Absence itself is told to the minute.
    expect((times.scheduledMs - times.presentMs) / 60_000).toBe(5 + 8 + 3)
  })

  test('counts work in the break and rest at work against it, and other time not at all', () => {
    const times = agentTimes([SHIFT], states(['07:00', 'busy'], ['10:00', 'away'], ['11:00', 'busy'], ['15:00', 'off']))
    // Known are 09:00 to 18:00; away an hour, working through the meal but for its edges, gone from 15:00.
    expect(hours(times.knownMs)).toBe(9)
    expect((times.knownMs - times.adherentMs) / 60_000).toBe(60 + 50 + 175)
    expect(hours(times.busyMs)).toBe(7)
  })

  test('knows nothing without states, and nothing after the moment of asking', () => {
    expect(agentTimes([SHIFT], [])).toMatchObject({ knownMs: 0, adherentMs: 0, availableMs: 0 })
    const early = stateSpans([{ startMs: at('08:00'), state: 'busy' }], DAY, at('10:00'))
    expect(hours(agentTimes([SHIFT], early).knownMs)).toBe(1)
  })
})

test('of the people of a queue as many were there as were available or busy, where half are known', () => {
  const horizon = dayHorizon('2026-11-11', 1, 60, ZONE)
  const there = { shifts: [SHIFT], states: states(['08:00', 'busy']) }
  const half = { shifts: [SHIFT], states: states(['08:00', 'away'], ['09:30', 'available'], ['11:00', 'off']) }
  const unknown = { shifts: [SHIFT], states: [] }
  const shares = presentShares([there, half], 'chat', horizon)
  expect([...shares.slice(8, 13)]).toEqual([Number.NaN, 0.75, 1, 0.5, Number.NaN])
  expect(presentShares([there, unknown], 'chat', horizon)[9]).toBe(1)
  expect(presentShares([there, unknown, unknown], 'chat', horizon)[9]).toBeNaN()
  expect(presentShares([there], 'phone', horizon)[9]).toBeNaN()
})

test('evenings go on after eight by the clock of the person, weekends begin on their days', () => {
  const shift = (day: string, from: string, hoursLong: number, onCall = false) => ({
    ...{ startMs: at(from, day), endMs: at(from, day) + hoursLong * 3_600_000, zone: ZONE, onCall },
  })
  const shifts = [
    shift('2026-11-13', '11:00', 9),
    shift('2026-11-13', '12:00', 9),
    shift('2026-11-14', '22:00', 8),
    shift('2026-11-15', '09:00', 9),
    shift('2026-11-15', '09:00', 12, true),
  ]
  expect(turnsOf(shifts)).toEqual({ shifts: 4, evenings: 2, weekends: 2 })
  expect(spreadOf([2, 0, 4])).toEqual({ least: 0, most: 4, mean: 2 })
  expect(spreadOf([])).toBeUndefined()
})
