import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { Assignment } from '../../solver/domain/roster.ts'
import { simulateRoster } from '../../solver/simulate/simulate-roster.ts'
import { requirementFor } from '../../solver/staffing/requirement.ts'
import { chat, forecastOf, horizonOf, inputsOf, phone, settingsOf, tickets } from '../solver/staffing/plan-samples.ts'

const horizon = horizonOf(1)
const QUEUES = ['phone', 'chat', 'tickets']

const shiftOf = fc
  .record({
    from: fc.integer({ min: -6, max: 22 }),
    hours: fc.integer({ min: 1, max: 10 }),
    queueIds: fc.subarray(QUEUES, { minLength: 1 }).map((ids) => [...ids].sort()),
  })
  .map(({ from, hours, queueIds }) => ({
    startMs: horizon.startsAt + from * 3_600_000,
    endMs: horizon.startsAt + (from + hours) * 3_600_000,
    queueIds,
  }))

const plan = fc.record({
  shifts: fc.array(shiftOf, { maxLength: 12 }),
  volumes: fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 })),
  patience: fc.option(fc.integer({ min: 5, max: 600 }), { nil: undefined }),
  unplannedShrinkage: fc.constantFrom(0, 0.2),
  spread: fc.constantFrom(0, 0.4),
  seed: fc.integer({ min: -1000, max: 1000 }),
})
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never

function serviceOf({ shifts, volumes, patience, unplannedShrinkage, spread, seed }: Plan, replications = 4) {
  const impatient = patience === undefined ? {} : { meanPatienceSeconds: patience }
  const settings = settingsOf([phone(impatient), chat(impatient), tickets()], { unplannedShrinkage })
  const forecast = forecastOf(horizon, settings, (id) => volumes[QUEUES.indexOf(id)]!, {
    p10: 1 - spread,
    p90: 1 + spread,
  })
  const assignments: Assignment[] = shifts.map((shift, number) => ({
    ...shift,
    employeeId: `p${number}`,
    templateId: 'day',
    breaks: [],
    pinned: false,
  }))
  const skills = QUEUES.map((queueId) => ({ queueId, proficiency: 1 }))
  const inputs: PlanInputs = inputsOf(settings, Object.fromEntries(shifts.map((_, number) => [`p${number}`, skills])))
  return simulateRoster(inputs, forecast, requirementFor(settings, forecast), { assignments }, { replications, seed })
}

const simulate = (sample: Plan, replications?: number) => serviceOf(sample, replications).levels

describe('simulation', () => {
  it('gives finite figures and shares in order for any roster', () => {
    fc.assert(
      fc.property(plan, (sample) => {
        for (const level of simulate(sample)) {
          for (const share of [level.mean, level.lower95, level.upper95, level.abandonRate, level.occupancy]) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1 + 1e-9)
          }
          expect(level.lower95).toBeLessThanOrEqual(level.mean)
          expect(level.upper95).toBeGreaterThanOrEqual(level.mean)
          expect(Number.isFinite(level.asaSeconds) && level.asaSeconds >= 0).toBe(true)
          expect(level.worstInterval === null || level.worstInterval.mean <= 1).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('adds up its intervals to its levels', () => {
    fc.assert(
      fc.property(plan, (sample) => {
        const { levels, intervals, targets } = serviceOf(sample)
        for (const [queue, service] of intervals.entries()) {
          const level = levels[queue]!
          const sum = (value: (interval: number) => number) =>
            service.contacts.reduce((total, _, interval) => total + value(interval), 0)
          const contacts = sum((interval) => service.contacts[interval]!)
          expect(contacts).toBeCloseTo(level.contacts, 6)
          const inTime = sum((at) => (service.contacts[at] ? service.contacts[at] * service.serviceLevel[at]! : 0))
          if (contacts > 0) expect(inTime / contacts).toBeCloseTo(level.mean, 6)
          for (const [interval, count] of service.contacts.entries()) {
            expect(Number.isNaN(service.serviceLevel[interval])).toBe(count === 0)
            expect(service.backlog[interval]! === 0).toBe(service.backlogAgeHours[interval]! === 0)
            const occupancy = service.occupancy[interval]!
            expect(Number.isNaN(occupancy) || (occupancy >= 0 && occupancy <= 1 + 1e-9)).toBe(true)
          }
          expect(targets[queue]).toMatchObject({ queue: level.queue, mean: level.mean, verdict: expect.any(String) })
        }
      }),
      { numRuns: 30 },
    )
  })

  it('draws the same contacts whoever works', () => {
    fc.assert(
      fc.property(plan, (sample) => {
        const contacts = (levels: ReturnType<typeof simulate>) => levels.map((level) => level.contacts)
        expect(contacts(simulate({ ...sample, shifts: [] }))).toEqual(contacts(simulate(sample)))
      }),
      { numRuns: 30 },
    )
  })

  it('serves no worse, by more than chance, with one shift more that serves every queue', () => {
    fc.assert(
      fc.property(plan, shiftOf, (sample, extra) => {
        const before = simulate(sample, 12)
        const after = simulate({ ...sample, shifts: [...sample.shifts, { ...extra, queueIds: QUEUES.toSorted() }] }, 12)
        for (const [queue, level] of after.entries())
          expect(level.upper95 + 0.02).toBeGreaterThanOrEqual(before[queue]!.lower95)
      }),
      { numRuns: 30 },
    )
  })
})
