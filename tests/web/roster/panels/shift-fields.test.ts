import { describe, expect, test } from 'vitest'
import { localDays } from '../../../../solver/check/local-days.ts'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { shiftTemplateSchema } from '../../../../solver/domain/shift-template.ts'
import {
  minuteFrom,
  type ShiftFields,
  type ShiftGround,
  shiftFields,
  shiftOf,
  withTemplate,
} from '../../../../web/features/roster/panels/shift-fields.ts'
import { horizon, shiftAt } from './small-board.ts'

const ground: ShiftGround = { employeeId: 'A1', clock: localDays(horizon), day: 1 }
const fields = (changed: Partial<ShiftFields> = {}): ShiftFields => ({
  ...{
    templateId: 'early',
    start: '09:00',
    end: '17:00',
    breaks: [],
    activities: [],
    queueIds: ['chat'],
    onCall: false,
  },
  ...changed,
})
const stamps = (shift: Assignment | string, { clock }: Pick<ShiftGround, 'clock'> = ground) => {
  if (typeof shift === 'string') return shift
  const { stampOf } = clock as ReturnType<typeof localDays>
  return [shift, ...shift.breaks].map(({ startMs, endMs }) => `${stampOf(startMs)} ${stampOf(endMs)}`)
}

describe('a time as it is typed', () => {
  test.each([
    ['9', 540],
    ['930', 570],
    ['0930', 570],
    ['9:30', 570],
    ['9：30', 570],
    ['21.15', 1275],
    ['24:00', 0],
    [' 08:00 ', 480],
    ['', undefined],
    ['9:', undefined],
    ['25', undefined],
    ['24:15', undefined],
    ['9:60', undefined],
    ['nine', undefined],
  ])('%j is minute %j', (text, minute) => {
    expect(minuteFrom(text)).toBe(minute)
  })
})

describe('the shift that the fields say', () => {
  test('what is not touched comes back as it was, to the last part', () => {
    const shift = shiftAt('A1', 1, 9, { onCall: true, pinned: true, queueIds: [] })
    expect(shiftOf(shiftFields(shift, ground.clock), ground)).toEqual(shift)
    const trained = shiftAt('A1', 1, 20, {
      activities: [
        { activityId: 'training', startMs: shiftAt('A1', 1, 21).startMs, endMs: shiftAt('A1', 1, 22).startMs },
      ],
    })
    expect(shiftOf(shiftFields(trained, ground.clock), ground)).toEqual(trained)
  })

  test('an end that is not after the start, and a break before it, lie on the next day', () => {
    const night = fields({ start: '22:00', end: '6', breaks: [{ kind: 'meal', paid: true, start: '2', minutes: 30 }] })
    expect(stamps(shiftOf(night, ground))).toEqual([
      '2026-11-10T22:00+08:00 2026-11-11T06:00+08:00',
      '2026-11-11T02:00+08:00 2026-11-11T02:30+08:00',
    ])
  })

  test('breaks come in the order of their starts, queues in that of their ids', () => {
    const breaks = [
      { kind: 'rest', paid: true, start: '15:00', minutes: 15 },
      { kind: 'meal', paid: false, start: '12:00', minutes: 30 },
    ] as const
    const shift = shiftOf(fields({ breaks, queueIds: ['phone', 'chat'] }), ground)
    expect(shift).toMatchObject({ breaks: [{ kind: 'meal' }, { kind: 'rest' }], queueIds: ['chat', 'phone'] })
  })

  test.each<[string, Partial<ShiftFields>]>([
    ['noTime', { start: '' }],
    ['noTime', { end: '9:7' }],
    ['noTime', { breaks: [{ kind: 'meal', paid: false, start: '12:00', minutes: Number.NaN }] }],
    ['breakOutside', { breaks: [{ kind: 'meal', paid: false, start: '16:45', minutes: 30 }] }],
    [
      'breaksOverlap',
      {
        breaks: [
          { kind: 'meal', paid: false, start: '12:00', minutes: 30 },
          { kind: 'rest', paid: true, start: '12:15', minutes: 15 },
        ],
      },
    ],
    ['activityOutside', { activities: [{ activityId: 'training', ...span(1, 8) }] }],
    ['noQueues', { queueIds: [] }],
  ])('%s is told of %j', (problem, changed) => {
    expect(shiftOf(fields(changed), ground)).toBe(problem)
  })

  test('whoever stands by serves no queue', () => {
    expect(shiftOf(fields({ queueIds: [], onCall: true }), ground)).toMatchObject({ onCall: true, queueIds: [] })
  })

  test('the second 02:30 of an autumn night stays the second', () => {
    const clock = localDays(dayHorizon('2026-10-19', 7, 15, 'Europe/Berlin'))
    const autumn = { employeeId: 'A1', clock, day: 6 }
    const startMs = Date.parse('2026-10-25T02:30+01:00')
    const shift = shiftAt('A1', 0, 0, { startMs, endMs: startMs + 4 * 3_600_000, breaks: [] })
    expect(clock.stampOf(startMs)).toBe('2026-10-25T02:30+01:00')
    const { source, ...typed } = shiftFields(shift, clock)
    expect(stamps(shiftOf({ ...typed, source: shift }, autumn), autumn)).toEqual([
      '2026-10-25T02:30+01:00 2026-10-25T06:30+01:00',
    ])
    expect(source).toBe(shift)
    expect(stamps(shiftOf(typed, autumn), autumn)).toEqual(['2026-10-25T02:30+02:00 2026-10-25T06:30+01:00'])
  })
})

function span(day: number, hour: number): { startMs: number; endMs: number } {
  const { startMs, endMs } = shiftAt('A1', day, hour)
  return { startMs, endMs }
}

test('a template brings its nearest start, its length and its breaks amid their windows', () => {
  const template = shiftTemplateSchema.parse({
    id: 'late',
    startTimes: ['08:00', '14:00', '22:00'],
    lengthMinutes: 600,
    breaks: [{ kind: 'meal', minutes: 30, paid: false, earliestStartMinutes: 180, latestStartMinutes: 250 }],
  })
  expect(withTemplate(fields({ start: '15:30' }), template)).toMatchObject({
    ...{ templateId: 'late', start: '14:00', end: '00:00', queueIds: ['chat'], onCall: false },
    breaks: [{ kind: 'meal', paid: false, minutes: 30, start: '17:30' }],
  })
  expect(withTemplate(fields({ start: '' }), template)).toMatchObject({ start: '08:00', end: '18:00' })
})
