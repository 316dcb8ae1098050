import type { EstimatedPrefix, MeasuredValue, PlannedScenario } from '../../../solver/domain/comparison.ts'

/** A planned scenario with the parts that tests look at. */
export const plannedSample = (
  scenario: string,
  values: readonly MeasuredValue[],
  more: Partial<PlannedScenario> = {},
): PlannedScenario => ({
  ...{ scenario, values, settings: [], targets: [], estimates: [] },
  proof: {
    ...{ termination: 'feasible', limit: 'gap', inputHash: '0'.repeat(64) },
    ...{ versions: { tideline: '1.2.3' }, currency: 'CNY', seconds: 1.5 },
  },
  ...more,
})

export const prefix = (key: string, scheduledHours: number, cost: number): EstimatedPrefix => ({
  ...{ key, scheduledHours, cost },
  kind: 'volume',
  label: key,
})

export const shareTarget = (mean: number | null, asked: number): PlannedScenario['targets'][number] => ({
  ...{ queue: 'chat', unit: 'share', kind: 'answeredWithin', within: 30, asked, over: 'week' },
  ...{ mean, lower95: mean, upper95: mean, verdict: 'met', preset: null },
})
