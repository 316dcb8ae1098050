import { describe, expect, it } from 'vitest'
import { activitySchema } from '../../../solver/domain/activity.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { checkWeek, emptyWeek, type GoodWeek } from './corrupt-roster.ts'
import { onlyWork, shiftOn } from './rule-cases/rule-case.ts'

const MINUTE = 60_000

const nobody = emptyWeek()
const training = (more: object = {}) => activitySchema.parse({ id: 'training', minutes: 60, ...more })
const planned = (...activities: readonly ReturnType<typeof training>[]): GoodWeek => ({
  ...nobody,
  inputs: { ...nobody.inputs, settings: { ...nobody.inputs.settings, activities: [...activities] } },
})

/** The shift with an activity so many minutes after its start. */
const at = (shift: Assignment, minute: number, minutes = 60, activityId = 'training'): Assignment => ({
  ...shift,
  activities: [
    ...(shift.activities ?? []),
    { activityId, startMs: shift.startMs + minute * MINUTE, endMs: shift.startMs + (minute + minutes) * MINUTE },
  ],
})
const of = (employeeId: string, shift: Assignment): Assignment => ({ ...shift, employeeId })

const found = (week: GoodWeek, ...shifts: readonly Assignment[]) =>
  checkWeek(onlyWork(...shifts)(week))
    .violations.filter(({ ruleKind }) => ruleKind.startsWith('activity'))
    .map(({ severity, size, unit, message }) => [severity, size, unit, message])

describe('where an activity lies', () => {
  const problems = (more: object, placed: Assignment) => {
    const messages = found(planned(training(more)), placed).map(([, , , message]) => message)
    return messages.map((message) => `${message}`.replace(/^bo's training at \S+ /, ''))
  }

  it('is right at the edges of the shift, its breaks, its margin and its hours', () => {
    for (const minute of [0, 120, 240, 480]) expect(problems({}, at(shiftOn(1), minute))).toEqual([])
    expect(problems({ marginMinutes: 60 }, at(shiftOn(1), 60))).toEqual([])
    expect(problems({ marginMinutes: 60 }, at(shiftOn(1), 420))).toEqual([])
    expect(problems({ from: '11:00', to: '12:00', weekdays: [2] }, at(shiftOn(1), 60))).toEqual([])
    expect(problems({ from: '23:00', to: '25:00', weekdays: [2] }, at(shiftOn(1, 20), 240))).toEqual([])
  })

  const wrong: [string, object, Assignment, string][] = [
    ['before the shift', {}, at(shiftOn(1), -1), 'is not within the shift.'],
    ['after the shift', {}, at(shiftOn(1), 481), 'is not within the shift.'],
    ['too near the start', { marginMinutes: 60 }, at(shiftOn(1), 59), 'is not 60 minutes within the shift.'],
    ['too near the end', { marginMinutes: 60 }, at(shiftOn(1), 421), 'is not 60 minutes within the shift.'],
    ['over a break', {}, at(shiftOn(1), 121), 'overlaps a break.'],
    ['short', {}, at(shiftOn(1), 0, 59), 'does not last its 60 minutes.'],
    ['early', { from: '11:00', to: '12:00' }, at(shiftOn(1), 59), 'is outside its hours.'],
    ['late', { from: '11:00', to: '12:00' }, at(shiftOn(1), 61), 'is outside its hours.'],
    ['on another weekday', { weekdays: [1, 3, 4, 5, 6, 7] }, at(shiftOn(1), 0), 'is outside its hours.'],
    ['in an on-call shift', {}, at(shiftOn(1, 10, { onCall: true }), 0), 'lies in an on-call shift.'],
  ]
  for (const [name, more, placed, problem] of wrong) {
    it(`is told: ${name}`, () => expect(problems(more, placed)).toEqual([problem]))
  }

  it('is told with whom, when and how severely', () => {
    expect(found(planned(training()), at(shiftOn(1), 121))).toEqual([
      ['hard', 1, 'activities', "bo's training at 2026-11-10T12:01+08:00 overlaps a break."],
    ])
    expect(found(planned(), at(shiftOn(1), 0))).toEqual([
      ['hard', 1, 'activities', "bo's training at 2026-11-10T10:00+08:00 is not an activity of the plan."],
    ])
  })

  it('is told: over another activity', () => {
    const meeting = training({ id: 'meeting' })
    const both = (minute: number) => at(at(shiftOn(1), 240), minute, 60, 'meeting')
    expect(found(planned(training(), meeting), both(300))).toEqual([])
    expect(found(planned(training(), meeting), both(299)).map(([, , , message]) => message)).toEqual([
      "bo's training at 2026-11-10T14:00+08:00 overlaps another activity.",
      "bo's meeting at 2026-11-10T14:59+08:00 overlaps another activity.",
    ])
  })
})

describe('who is at an activity', () => {
  it('is everybody who works, once', () => {
    expect(found(planned(training()))).toEqual([])
    expect(found(planned(training()), shiftOn(1, 10, { onCall: true }))).toEqual([])
    expect(found(planned(training()), shiftOn(1))).toEqual([
      ['soft', 1, 'activities', 'bo works but is never at training.'],
    ])
    expect(found(planned(training()), at(shiftOn(1), 0), at(shiftOn(2), 0), at(shiftOn(3), 0))).toEqual([
      ['hard', 2, 'activities', 'bo is at training 3 times; once is enough.'],
    ])
  })

  it('is only those of its groups and names', () => {
    expect(found(planned(training({ employees: ['an'] })), shiftOn(1))).toEqual([])
    expect(found(planned(training({ groups: ['night'] })), at(shiftOn(1), 0))).toEqual([
      ['hard', 1, 'activities', 'bo is at training, which is not for them.'],
    ])
  })

  it('is no more than so many at once', () => {
    const pair = (minute: number) => [at(shiftOn(1), 0), of('an', at(shiftOn(1), minute))]
    expect(found(planned(training()), ...pair(60))).toEqual([])
    expect(found(planned(training({ maxTogether: 2 })), ...pair(59))).toEqual([])
    expect(found(planned(training()), ...pair(59))).toEqual([
      ['hard', 1, 'people', '2 people are at training at 2026-11-10T10:59+08:00; at most 1 at once.'],
    ])
  })

  it('costs nothing and is paid', () => {
    const without = checkWeek(onlyWork(shiftOn(1))(planned(training()))).costs
    expect(checkWeek(onlyWork(at(shiftOn(1), 0))(planned(training()))).costs).toEqual(without)
  })
})
