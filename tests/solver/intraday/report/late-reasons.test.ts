import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  LATE_REASONS,
  type LateInterval,
  lateParts,
  summedParts,
} from '../../../../solver/intraday/report/late-reasons.ts'
import { missedSpans } from '../../../../solver/intraday/report/missed-spans.ts'

/** A phone that nobody hangs up, answered within a minute; calls of a minute, an hour at a time. */
const PHONE = { intervalMinutes: 60, answerWithinSeconds: 60 }
const AS_PLANNED: LateInterval = {
  ...{ plannedVolume: 30, came: 30, late: 9, plannedAht: 60, cameAht: 60 },
  ...{ neededAgents: 1, scheduledAgents: 1, presentAgents: Number.NaN },
}

/**
 * By hand, M/M/1: of `v` calls an hour of `h` seconds `v a exp(-60 (1/h - v/3600))` are late, `a = v h / 3600`, and all of
 * them when a is 1 or more (Erlang C with one agent).
 */
const AS_PLANNED_LATE = 15 * Math.exp(-0.5)
const MORE_LATE = 33.75 * Math.exp(-0.25)
const LONGER_LATE = 22.5 * Math.exp(-1 / 6)

describe('why contacts were late', () => {
  test('more contacts and longer ones share what they did together, by hand', () => {
    const { late, asPlanned, reasons, unexplained } = lateParts(
      { ...AS_PLANNED, came: 45, cameAht: 90, late: 40 },
      PHONE,
    )
    expect(late).toBe(40)
    expect(asPlanned).toBeCloseTo(AS_PLANNED_LATE, 9)
    expect(asPlanned).toBeCloseTo(9.098, 3)
    // Each adds its mean over both orders; both together leave all 45 late.
    expect(reasons.moreContacts).toBeCloseTo((MORE_LATE - AS_PLANNED_LATE + 45 - LONGER_LATE) / 2, 9)
    expect(reasons.moreContacts).toBeCloseTo(21.57, 2)
    expect(reasons.longerContacts).toBeCloseTo((LONGER_LATE - AS_PLANNED_LATE + 45 - MORE_LATE) / 2, 9)
    expect(reasons.longerContacts).toBeCloseTo(14.332, 3)
    expect(reasons.planShort).toBeCloseTo(0, 9)
    expect(reasons.fewerPeople).toBeNaN()
    expect(unexplained).toBeCloseTo(-5, 9)
  })

  test('half of the people is what it takes to make M/M/2 an M/M/1', () => {
    const two = { ...AS_PLANNED, neededAgents: 2, scheduledAgents: 2, presentAgents: 1 }
    // Erlang C of half an erlang and two agents is 0.1.
    const planned = 3 * Math.exp(-1.5)
    const { asPlanned, reasons } = lateParts(two, PHONE)
    expect(asPlanned).toBeCloseTo(planned, 9)
    expect(reasons.fewerPeople).toBeCloseTo(AS_PLANNED_LATE - planned, 9)
    expect(reasons.moreContacts).toBeCloseTo(0, 9)
  })

  test('a roster below the need is the plan, one above it is as planned', () => {
    const short = lateParts({ ...AS_PLANNED, neededAgents: 2 }, PHONE)
    expect(short.reasons.planShort).toBeCloseTo(AS_PLANNED_LATE - 3 * Math.exp(-1.5), 9)
    const more = lateParts({ ...AS_PLANNED, scheduledAgents: 2 }, PHONE)
    expect(more.reasons.planShort).toBeCloseTo(0, 9)
    expect(more.asPlanned).toBeCloseTo(3 * Math.exp(-1.5), 9)
  })

  test('parts of an agent lie on the line between whole ones', () => {
    const { asPlanned } = lateParts({ ...AS_PLANNED, neededAgents: 1.5, scheduledAgents: 1.5 }, PHONE)
    expect(asPlanned).toBeCloseTo((AS_PLANNED_LATE + 3 * Math.exp(-1.5)) / 2, 9)
  })

  test('handling times that nobody told are left to the unexplained', () => {
    const { reasons, unexplained } = lateParts({ ...AS_PLANNED, cameAht: Number.NaN, late: 20 }, PHONE)
    expect(reasons.longerContacts).toBeNaN()
    expect(unexplained).toBeCloseTo(20 - AS_PLANNED_LATE, 9)
    const nothing = lateParts({ ...AS_PLANNED, plannedAht: Number.NaN, cameAht: Number.NaN, late: 20 }, PHONE)
    expect(nothing).toMatchObject({ asPlanned: 0, unexplained: 20 })
  })

  test('whatever happened, the parts sum to the late contacts', () => {
    const maybe = (values: fc.Arbitrary<number>) => fc.option(values, { nil: Number.NaN })
    const agents = fc.double({ min: 0, max: 40, noNaN: true })
    const interval: fc.Arbitrary<LateInterval> = fc.record({
      ...{ plannedVolume: fc.double({ min: 0, max: 500, noNaN: true }), came: fc.integer({ min: 0, max: 700 }) },
      ...{ late: fc.integer({ min: 0, max: 700 }), plannedAht: maybe(fc.integer({ min: 20, max: 600 })) },
      ...{ cameAht: maybe(fc.integer({ min: 20, max: 600 })), neededAgents: agents, scheduledAgents: agents },
      presentAgents: maybe(agents),
    })
    fc.assert(
      fc.property(interval, (given) => {
        const { late, asPlanned, reasons, unexplained } = lateParts(given, { ...PHONE, meanPatienceSeconds: 120 })
        const told = LATE_REASONS.map((reason) => reasons[reason]).filter((part) => !Number.isNaN(part))
        const sum = told.reduce((total, part) => total + part, asPlanned + unexplained)
        expect(sum).toBeCloseTo(late, 6)
        expect(summedParts([{ late, asPlanned, reasons, unexplained }])).toEqual({
          late,
          asPlanned,
          reasons,
          unexplained,
        })
      }),
      { numRuns: 200 },
    )
  })
})

describe('stretches below target', () => {
  test('begin at a whole contact beyond it and take neighbours together', () => {
    const of = (came: number, late: number): LateInterval => ({ ...AS_PLANNED, came, late })
    const intervals = [of(10, 2), of(10, 3), of(30, 9), undefined, of(5, 2), of(4, 1)]
    const spans = missedSpans({ intervals, target: 0.8, model: PHONE })
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      [1, 3],
      [4, 5],
    ])
    expect(spans[0]).toMatchObject({ came: 40, late: 12, plannedVolume: 60, plannedAht: 60 })
    expect(spans[0]!.beyond).toBeCloseTo(4, 9)
    expect(spans[0]!.parts!.late).toBe(12)
    expect(missedSpans({ intervals, target: 0.8, model: undefined })[0]!.parts).toBeUndefined()
  })
})
