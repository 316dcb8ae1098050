import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'

/**
 * `open`: nothing stands against the roster; `below`: only what a named override passes; `shut`: what none does;
 * `unknown`: the run is of an earlier version, which had no gate.
 */
export type GateStand = 'open' | 'below' | 'shut' | 'unknown'

export function gateStand(gate: PlanReportReply['gate']): GateStand {
  if (!gate) return 'unknown'
  if (gate.blockers.length === 0) return 'open'
  return gate.blockers.every(({ overridable }) => overridable) ? 'below' : 'shut'
}
