import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../solver/check/check-roster.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { serveRoster } from '../../solver/service/serve-roster.ts'
import { BOTH, tinyPlan } from '../solver/roster/tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

/** Plans with too few and with enough people, late ones and punctual ones, for whom the loop has something to do or not. */
const planned = fc.record({
  people: fc.integer({ min: 5, max: 14 }),
  generalists: fc.integer({ min: 0, max: 3 }),
  chats: fc.integer({ min: 20, max: 70 }),
  tickets: fc.integer({ min: 0, max: 8 }),
  late: fc.constantFrom(0, 0.3, 0.7),
  seed: fc.integer({ min: 1, max: 99 }),
})

describe('the service loop', () => {
  it('keeps a roster that stands no worse than the first, is legal, and tells what belongs to it', async () => {
    let again = 0
    await fc.assert(
      fc.asyncProperty(planned, async ({ people, generalists, chats, tickets, late, seed }) => {
        const team = Array.from({ length: people }, (_, index) => ({
          id: `p${index + 10}`,
          ...(index < generalists && { skills: BOTH }),
        }))
        const { inputs, requirement, forecast } = tinyPlan({
          people: team,
          chats: [chats],
          tickets: [tickets],
          days: 2,
        })
        const settings = {
          ...inputs.settings,
          ...(late > 0 && { simulation: { lateness: { share: late, meanMinutes: 40 } } }),
        }
        const withLate: PlanInputs = { ...inputs, settings }
        const options = { engine, seed, gap: 0.02, replications: 10, timeLimitSeconds: 600, now: () => 0 }
        const run = (serviceRounds: number) =>
          serveRoster({ ...withLate, settings: { ...settings, serviceRounds } }, forecast, requirement, {
            ...options,
            isStopped: () => false,
            onProgress: () => {},
          })
        const [first, kept] = [await run(0), await run(2)]
        const missed = ({ service }: typeof kept) =>
          service.targets.filter(({ verdict }) => verdict === 'missed').length
        const published = kept.serviceRounds.find((round) => round.kept)!
        expect(missed(kept)).toBeLessThanOrEqual(missed(first))
        if (missed(kept) === missed(first))
          expect(published.failingIntervals).toBeLessThanOrEqual(kept.serviceRounds[0]!.failingIntervals)
        expect(published.objective).toBe(kept.check.objective)
        expect(kept.check).toEqual(checkRoster(withLate, kept.requirement, kept.roster))
        expect(hardViolations(kept.check)).toEqual([])
        expect(kept.objectiveBound).toBeLessThanOrEqual(kept.check.objective + 1)
        if (published.failingIntervals > 0) expect(kept.missing.length).toBeGreaterThan(0)
        if (kept.serviceRounds.length > 1) again++
      }),
      { numRuns: 12, seed: 4 },
    )
    expect(again).toBeGreaterThan(3)
  })
})
