import { describe, expect, it } from 'vitest'
import { LinearModel } from '../../../solver/lp/linear-model.ts'
import { limitCosts, tourCost } from '../../../solver/tours/tour-cost.ts'
import type { TourLimit } from '../../../solver/tours/tour-limit.ts'
import type { TourOption, TourProblem } from '../../../solver/tours/tour-problem.ts'

const DAYS = 7
const DAY = 1440
const EARLY = 0
const LATE = 1

/** On every day an early shift, 6 to 14, and a late one, 14 to 22: options 2 * day and 2 * day + 1. */
const options: TourOption[] = Array.from({ length: DAYS }, (_, day) => day).flatMap((day) => [
  { day, startMinute: day * DAY + 360, endMinute: day * DAY + 840 },
  { day, startMinute: day * DAY + 840, endMinute: day * DAY + 1320 },
])

/** `E` early, `L` late, `-` off, one letter a day. */
const tourOf = (text: string) =>
  Int32Array.from([...text], (letter, day) => (letter === '-' ? -1 : 2 * day + (letter === 'E' ? EARLY : LATE)))
const set = (sort: number) => Uint8Array.from(options, (_, option) => (option % 2 === sort ? 1 : 0))
const minutes = new Int32Array(options.length).fill(480)

const problemOf = (limits: readonly TourLimit[]): TourProblem => ({
  days: DAYS,
  options,
  people: [
    {
      id: 'p',
      group: 0,
      optionCost: Float64Array.from(options, (_, option) => (option % 2 === LATE ? 2 : 0)),
      offCost: new Float64Array(DAYS),
      limits,
    },
  ],
  cover: new LinearModel(),
  entries: () => [],
  costStep: 0,
})
const costOf = (limit: TourLimit, text: string): number =>
  limitCosts(problemOf([limit]), 0, tourOf(text)).reduce((sum, { cost }) => sum + cost, 0)

const ruleId = 'r'
const run = {
  kind: 'run',
  ruleId,
  of: 'work',
  max: Infinity,
  min: 0,
  unitCost: 5,
  beforeForMax: 0,
  beforeForMin: 0,
} as const
const sum = { kind: 'sum', ruleId, weights: minutes, fromDay: 0, toDay: DAYS, before: 0, over: [], under: [] } as const
const block = { kind: 'block', ruleId, of: 'work', max: Infinity, unitCost: 5, partlyCost: 0 } as const
const weekend = { firstDay: 5, days: 2, workedBefore: false }
const lateThenEarly = {
  kind: 'pair',
  ruleId,
  firstClass: Int32Array.from(options, (_, option) => (option % 2 === LATE ? 0 : -1)),
  nextClass: Int32Array.from(options, (_, option) => (option % 2 === EARLY ? 0 : -1)),
  costs: [[5]],
  before: -1,
} as const
const rest = { kind: 'rest', ruleId, minMinutes: 660, unitCost: 5, lastEndMinute: -Infinity } as const
const longRest = {
  kind: 'longRest',
  ruleId,
  minMinutes: 2160,
  unitCost: 1,
  fromDay: 0,
  toDay: 7,
  fromMinute: 0,
  toMinute: 7 * DAY,
  lastEndMinute: -Infinity,
} as const
const rolling = { kind: 'rolling', ruleId, days: 4, max: 2, unitCost: 5, before: [] } as const

describe('the cost of a limit', () => {
  it.each<[string, TourLimit, string, number]>([
    ['a run as long as allowed', { ...run, max: 3 }, 'EEE-EEE', 0],
    ['each day of a run beyond', { ...run, max: 3 }, 'EEEEE--', 10],
    ['a run that began before', { ...run, max: 3, beforeForMax: 2 }, 'EE-EEE-', 5],
    ['days before that are too many by themselves', { ...run, max: 3, beforeForMax: 9 }, '-EEE-E-', 0],
    ['each day that a run falls short', { ...run, min: 3 }, '-E-EE--', 15],
    ['a short run that touches the end', { ...run, min: 3 }, '-----EE', 0],
    ['a short run that ended before the first day', { ...run, min: 3, beforeForMin: 1 }, '-EEE---', 10],
    ['an exempt run', { ...run, min: 3, beforeForMin: 3 }, 'E------', 0],
    ['days off in a row', { ...run, of: 'off', max: 2 }, 'E---E--', 5],
    ['shifts of a sort in a row', { ...run, of: set(LATE), max: 1 }, 'LELL-L-', 5],
    ['minutes up to a number', { ...sum, over: [{ above: 960, unitCost: 1 }] }, 'EE-----', 0],
    [
      'minutes beyond it and beyond another',
      {
        ...sum,
        over: [
          { above: 960, unitCost: 1 },
          { above: 1200, unitCost: 2 },
        ],
      },
      'EEE----',
      480 + 480,
    ],
    ['minutes with those before', { ...sum, before: 100, over: [{ above: 960, unitCost: 1 }] }, 'EE-----', 100],
    ['minutes of some days', { ...sum, fromDay: 2, toDay: 4, over: [{ above: 0, unitCost: 1 }] }, 'EEEEEEE', 960],
    ['minutes too few', { ...sum, under: [{ below: 1000, unitCost: 1 }] }, 'E------', 520],
    ['a hard maximum that is kept', { ...sum, over: [{ above: 480, unitCost: Infinity }] }, 'E------', 0],
    ['a hard maximum that is not', { ...sum, over: [{ above: 479, unitCost: Infinity }] }, 'E------', Infinity],
    [
      'other weights of a last day',
      { ...sum, wholeWeights: new Int32Array(14), over: [{ above: 0, unitCost: 1 }] },
      'EEEEEEE',
      6 * 480,
    ],
    [
      'and not without all days',
      { ...sum, wholeWeights: new Int32Array(14), over: [{ above: 0, unitCost: 1 }] },
      '-EEEEEE',
      6 * 480,
    ],
    [
      'excess of two periods',
      {
        kind: 'excess',
        ruleId,
        weights: minutes,
        max: 100,
        unitCost: 1,
        periods: [
          { fromDay: 0, toDay: 3, above: 480 },
          { fromDay: 3, toDay: 7, above: 480 },
        ],
      },
      'EE-EE--',
      860,
    ],
    [
      'which one cannot make up for the other',
      {
        kind: 'excess',
        ruleId,
        weights: minutes,
        max: 0,
        unitCost: 1,
        periods: [
          { fromDay: 0, toDay: 3, above: 480 },
          { fromDay: 3, toDay: 7, above: 2000 },
        ],
      },
      'EE-EE--',
      480,
    ],
    ['a block too many', { ...block, blocks: [{ ...weekend, firstDay: 0 }, weekend], max: 1 }, 'E----E-', 5],
    [
      'a block that was counted before',
      { ...block, blocks: [{ ...weekend, days: 1, firstDay: 0, workedBefore: true }, weekend], max: 1 },
      'E----E-',
      0,
    ],
    ['a block worked by half', { ...block, blocks: [weekend], partlyCost: 3 }, '-----E-', 3],
    ['a block worked whole', { ...block, blocks: [weekend], partlyCost: 3 }, '-----EL', 0],
    [
      'a block whose other half was worked before',
      { ...block, blocks: [{ firstDay: 0, days: 1, workedBefore: true }], partlyCost: 3 },
      '-------',
      3,
    ],
    ['a late and then an early shift', lateThenEarly, 'LE-L-E-', 5],
    ['a late shift before the first day', { ...lateThenEarly, before: 0 }, 'E------', 5],
    ['rest that is short', rest, 'LELE---', 10],
    ['rest over a day off', { ...rest, minMinutes: 2000 }, 'L-E----', 5],
    ['rest after the shift before', { ...rest, lastEndMinute: -120 }, 'E------', 5],
    ['each minute of rest that is missing', { ...rest, unitCost: 0, minuteCost: 2 }, 'LE-----', 2 * 180],
    [
      'what the later shift costs',
      { ...rest, unitCost: 0, laterCost: Float64Array.from(options, (_, option) => option) },
      'LE-----',
      2,
    ],
    ['a long rest that is had', longRest, 'EEEE-EE', 0],
    ['the minutes by which it is missed', { ...longRest, toDay: 3, toMinute: 3 * DAY }, 'EEE----', 2160 - 960],
    [
      'a long rest that work before cuts short',
      { ...longRest, toDay: 2, toMinute: 2 * DAY, lastEndMinute: 900 },
      '--EEEEE',
      180,
    ],
    ['days of any four', rolling, 'EE-E-EE', 10],
    ['with those before', { ...rolling, before: [true, true, false] }, 'E-----E', 5],
    ['days before that are too many by themselves', { ...rolling, before: [true, true, true] }, '-------', 0],
  ])('%s', (_, limit, text, cost) => {
    expect(costOf(limit, text)).toBe(cost)
  })
})

describe('the cost of a tour', () => {
  it('is that of its choices and of its limits', () => {
    const problem = problemOf([
      { ...run, max: 2 },
      { ...sum, over: [{ above: 960, unitCost: 1 }] },
    ])
    expect(tourCost(problem, 0, tourOf('LLL----'))).toBe(6 + 5 + 480)
  })

  it('is infinite where a choice is forbidden', () => {
    const problem = problemOf([])
    problem.people[0]!.offCost[3] = Infinity
    expect(tourCost(problem, 0, tourOf('EEEEEEE'))).toBe(0)
    expect(tourCost(problem, 0, tourOf('EEE-EEE'))).toBe(Infinity)
  })

  it('refuses an option of another day', () => {
    expect(() => tourCost(problemOf([]), 0, Int32Array.of(2))).toThrow('Option 2 is on day 1, not on day 0.')
  })
})
