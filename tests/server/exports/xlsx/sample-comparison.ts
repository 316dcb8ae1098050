import type { ComparisonOfPlan } from '../../../../server/exports/xlsx/comparison-workbook.ts'
import type { Language } from '../../../../server/exports/xlsx/words.ts'
import { compareScenarios } from '../../../../solver/compare/compare-scenarios.ts'
import type { MeasuredValue, PlannedScenario } from '../../../../solver/domain/comparison.ts'
import { BASELINE, scenarioSchema } from '../../../../solver/domain/scenario.ts'
import { plannedSample, prefix, shareTarget } from '../../../solver/compare/planned-samples.ts'

/** A plan of two groups and a queue: `size` scales wages and hours; money in minor units, thirds of a cent rounded. */
function values(size: number, understaffing: number): MeasuredValue[] {
  const wages = [Math.round(1_000_001 * size), Math.round(500_001 * size)] as const
  const objective = wages[0] + wages[1] + understaffing
  return [
    { measure: 'headcount', value: 12 },
    { measure: 'paidHours', value: 400 * size },
    { measure: 'wages', value: wages[0] + wages[1] },
    { measure: 'understaffingCost', value: understaffing },
    { measure: 'overdueCost', value: 0 },
    { measure: 'softRuleCost', value: 0 },
    { measure: 'objective', value: objective },
    { measure: 'objectiveBound', value: objective - 30_000 },
    { measure: 'relativeGap', value: 30_000 / objective },
    { measure: 'wagesPerContact', value: null },
    { measure: 'requiredHours', value: 301.7 * size },
    { measure: 'scheduledHours', value: 333.333 * size },
    { measure: 'unmetHours', value: 0 },
    { measure: 'publishable', value: understaffing === 0 ? 1 : 0 },
    ...(['care', 'night'] as const).map((group, at) => ({ measure: 'wages' as const, group, value: wages[at]! })),
    { measure: 'serviceLevel', queue: 'chat', value: 0.9 / size, lower95: 0.88 / size, upper95: 0.92 / size },
    { measure: 'requiredHours', queue: 'chat', value: 301.7 * size },
    { measure: 'worstBacklog', queue: 'chat', value: null },
  ]
}

const planned: readonly PlannedScenario[] = [
  plannedSample('baseline', values(1, 0), {
    targets: [shareTarget(0.9, 0.85)],
    estimates: [prefix('', 300, 1_450_000)],
  }),
  plannedSample('double-11', values(1.5, 70_000), {
    targets: [
      { ...shareTarget(0.6, 0.85), verdict: 'missed' },
      { ...shareTarget(null, 0.8), queue: 'tickets' },
    ],
    estimates: [prefix('', 300, 1_450_000), prefix('×1.4', 400, 1_900_000), prefix('more', 450, 2_190_000)],
  }),
  // Called as a sheet of the workbook's own is.
  plannedSample('Summary', values(1.1, 0), { estimates: [prefix('', 300, 1_450_000), prefix('a', 330, 1_500_000)] }),
]

/** A comparison of three scenarios as the commands make it. */
export const sampleComparison = (language: Language): ComparisonOfPlan => ({
  comparison: compareScenarios(planned),
  facts: { week: '2026-11-09', weeks: 1, seed: 7, gap: 0.01, timeLimitSeconds: 60, replications: 30, serviceRounds: 1 },
  scenarios: [
    BASELINE,
    {
      ...scenarioSchema.parse({
        id: 'double-11',
        name: { 'zh-CN': '双11', en: 'Double 11' },
        description: 'constructor',
        source: 'a service resource plan',
        volume: [
          {
            factor: 1.4,
            queue: 'chat',
            from: '2026-11-10',
            to: '2026-11-12',
            window: [{ from: '20:00', to: '25:00' }],
          },
        ],
        levers: [{ kind: 'botDeflection', share: 0.35, historyShare: 0.1, queue: 'chat' }],
        hires: [{ count: 5, like: 'an', group: 'night', startsOn: '2026-11-02' }],
        absentEmployees: ['bo'],
        settings: [{ set: { 'queues.chat.concurrency': 3 } }],
      }),
      hash: 'f'.repeat(64),
    },
  ],
  settings: { queues: [], groups: [{ id: 'care', name: { 'zh-CN': '客服', en: 'Care' } }, { id: 'night' }] },
  language,
})
