import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InstantRequirement } from '../../../solver/domain/requirement-outputs.ts'
import { estimateBasis } from '../../../solver/estimate/estimate-basis.ts'
import { type EstimateSliders, estimateFrom, staffingFrom } from '../../../solver/estimate/estimate-from.ts'
import { estimateWeek } from '../../../solver/estimate/estimate-week.ts'
import { interiorPoint, rememberingInteriorPoint } from '../../../solver/estimate/interior-point.ts'
import { applyLevers } from '../../../solver/staffing/apply-levers.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { BOTH, TICKETS, tinyPlan } from '../roster/tiny-plan.ts'

const { inputs, forecast, requirement } = tinyPlan({
  people: [
    { id: 'a', contractId: 'full' },
    { id: 'b', contractId: 'full', skills: BOTH },
    { id: 'c', skills: TICKETS },
    { id: 'd', skills: BOTH, hourlyCost: 2500 },
  ],
  chats: [18, 10, 24],
  tickets: [6, 9],
})
/** As it comes out of a run's stored file. */
const basis = JSON.parse(JSON.stringify(estimateBasis(inputs, forecast))) as ReturnType<typeof estimateBasis>
const moved = (sliders: EstimateSliders) => estimateFrom(basis, sliders, interiorPoint)
const base = moved({})
/** Costs are rounded, and an engine is right to nine digits. */
const NEAR = 5

describe('estimateFrom', () => {
  it('gives the estimate of the plan itself with no slider moved', () => {
    expect(base).toEqual(estimateWeek(inputs, requirement, interiorPoint))
    expect(base.costs.total).toBeGreaterThan(300_000)
    expect(base.worstHour).not.toBeNull()
  })

  it('knows when queues are open, whichever horizon was asked for before', () => {
    const { horizon } = basis
    const later = { ...basis, horizon: { ...horizon, startsAt: horizon.startsAt + 6 * 3_600_000 } }
    const agents = (of: typeof basis) =>
      staffingFrom(of, {}).queues.map((queue) =>
        queue.kind === 'instant' ? queue.requiredAgents : queue.contactsPerAgent,
      )
    const [first, shifted, again] = [agents(basis), agents(later), agents({ ...basis })]
    expect(shifted).toEqual(agents(structuredClone(later)))
    expect(shifted).not.toEqual(first)
    expect(again).toEqual(first)
  })

  it.each<[string, EstimateSliders]>([
    ['volume', { volumeFactor: 1 }],
    ['volume by queue', { volumeFactors: { chat: 1, tickets: 1 } }],
    ['handling time', { ahtFactor: 1 }],
    ['deflection', { deflection: { share: 0 } }],
    [
      'deflection as in the basis',
      { deflection: { share: 0.3, historyShare: 0.3, relativeAht: 0.8, bouncedBack: 0.1 } },
    ],
    ['absence', { absence: inputs.settings.unplannedShrinkage }],
    ['sale', { saleMultiplier: { factor: 1, from: '2026-11-10', to: '2026-11-11' } }],
    ['people', { people: { care: 0 } }],
  ])('stays exactly the same with a neutral slider: %s', (_, sliders) => {
    expect(moved(sliders)).toEqual(base)
  })

  it('makes the requirement of a plan with the lever, the factors and the shrinkage', () => {
    const sliders: EstimateSliders = {
      ...{ volumeFactor: 1.2, volumeFactors: { chat: 0.9 }, ahtFactor: 1.1, absence: 0.15 },
      deflection: { share: 0.25, relativeAht: 0.7, bouncedBack: 0.2, queueId: 'chat' },
      saleMultiplier: { factor: 3, from: '2026-11-11', to: '2026-11-11' },
    }
    const levers = [
      { kind: 'botDeflection', queue: 'chat', share: 0.25, relativeAht: 0.7, bouncedBack: 0.2 } as const,
    ].map((lever) => ({ ...lever, ofContacts: 1, historyShare: 0, outages: [] }))
    const { horizon, queues } = applyLevers(forecast, levers)
    const settings = { ...inputs.settings, unplannedShrinkage: 0.15 }
    const scaled = queues.map((queue) => {
      const factor = 1.2 * (queue.queueId === 'chat' ? 0.9 : 1)
      const onSale = (values: Float64Array) =>
        values.map((value, interval) => value * factor * (Math.floor(interval / 24) === 2 ? 3 : 1))
      const { mean, quantiles, ahtSeconds } = queue
      return {
        ...{ queueId: queue.queueId, mean: onSale(mean), ahtSeconds: ahtSeconds.map((aht) => aht * 1.1) },
        quantiles: { ...quantiles, p10: onSale(quantiles.p10), p90: onSale(quantiles.p90) },
      }
    })
    const [chat, tickets] = requirementFor(settings, { horizon, queues: scaled }).queues
    const { requiredAgents, scheduledAgents, serviceLevel } = chat as InstantRequirement
    expect(Math.max(...requiredAgents)).toBeGreaterThan(3)
    expect(staffingFrom(basis, sliders).queues).toEqual([
      expect.objectContaining({ queueId: 'chat', requiredAgents, scheduledAgents, serviceLevel }),
      tickets,
    ])
  })

  it('answers alike whatever it was asked before, by an engine that remembers too', () => {
    const engine = rememberingInteriorPoint()
    const moves: EstimateSliders[] = [
      ...[{ ahtFactor: 1.3 }, { ahtFactor: 1.3, absence: 0.2 }, { people: { care: 2 } }, { volumeFactor: 0 }],
      ...[{ volumeFactors: { chat: 2 } }, { ahtFactor: 1.3 }, {}],
    ]
    for (const sliders of moves) {
      const anew = estimateFrom({ ...basis }, sliders, interiorPoint)
      expect(estimateFrom(basis, sliders, engine)).toEqual(anew)
    }
  })

  it('needs no hours without volume', () => {
    const { workedHours, costs } = moved({ volumeFactor: 0 })
    expect(workedHours).toBeCloseTo(0, 3)
    expect([costs.understaffing, costs.overdueWork]).toEqual([0, 0])
  })

  it('never costs less with more volume, longer contacts or more absence, nor lacks more with more people', () => {
    const factors = fc.double({ min: 0.3, max: 3, noNaN: true })
    let compared = 0
    fc.assert(
      fc.property(factors, factors, fc.double({ min: 0, max: 0.5, noNaN: true }), (one, other, absence) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        const cost = (sliders: EstimateSliders) => moved(sliders).costs.total
        expect(cost({ volumeFactor: more })).toBeGreaterThanOrEqual(cost({ volumeFactor: less }) - NEAR)
        expect(cost({ ahtFactor: more })).toBeGreaterThanOrEqual(cost({ ahtFactor: less }) - NEAR)
        expect(cost({ absence })).toBeGreaterThanOrEqual(base.costs.total - NEAR)
        expect(lackOf({ people: { care: more * 4 } })).toBeLessThanOrEqual(
          lackOf({ people: { care: less * 4 } }) + NEAR,
        )
        compared++
      }),
      { numRuns: 12 },
    )
    expect(compared).toBe(12)
  })

  it('leaves the guarantee to be paid and all work undone when everybody has gone', () => {
    const nobody = moved({ people: { care: -10 } })
    expect(nobody.costs.wages).toBe(0)
    expect(nobody.groups).toMatchObject([{ groupId: 'care', people: 0, paidHours: 0 }])
    for (const { requiredAgentHours, shortAgentHours } of nobody.queues)
      expect(shortAgentHours).toBeCloseTo(requiredAgentHours, 3)
  })

  it.each<[EstimateSliders, string]>([
    [{ volumeFactor: -1 }, '"volumeFactor -1" is not a factor. Give a number from 0 to 100.'],
    [{ volumeFactors: { chat: Number.NaN } }, '"chat NaN" is not a factor. Give a number from 0 to 100.'],
    [{ absence: 0.9 }, '"absence 0.9" is not a share. Give a number from 0 to below 0.9.'],
    [
      { people: { nights: 2 } },
      '"nights" has nobody today, so that it is not known whom to add. Add people to a group that has some, or plan a scenario that hires with their skills and contract.',
    ],
  ])('refuses what no slider can say: %j', (sliders, message) => {
    expect(() => moved(sliders)).toThrow(message)
  })
})

/** What unmet needs cost. */
function lackOf(sliders: EstimateSliders): number {
  const { understaffing, overdueWork } = moved(sliders).costs
  return understaffing + overdueWork
}
