import type { Alert, AlertChange, Risk, RiskKind } from '../domain/day-risk.ts'

/** A risk that is not seen for so long is over: a calm quarter of an hour often is chance. */
const CLEARED_AFTER_MS = 60 * 60_000
/** Nobody said that they have seen it for so long: it goes a step up. */
export const ESCALATED_AFTER_MS = 10 * 60_000
export const MOST_STEPS = 3
/** What says nothing about the hours ahead needs nobody woken. */
const NEVER_ESCALATED: ReadonlySet<RiskKind> = new Set(['underPlan', 'overPlan', 'surprise'])

/**
 * How the alerts of a plan stand after another look. Of each kind and queue at most one is open, so that nobody is flooded:
 * it is raised when the risk is grave, stays as long as the risk is seen at all, and is over when it was not seen for an
 * hour. One that nobody acknowledges goes a step up every ten minutes, unless it is muted.
 * @param open those that are not over
 * @returns all that are open now or were just cleared, and what changed
 */
export function nextAlerts(
  open: readonly Alert[],
  risks: readonly Risk[],
  nowMs: number,
): { readonly open: readonly Alert[]; readonly changes: readonly AlertChange[] } {
  const riskOf = new Map(risks.map((risk) => [keyOf(risk), risk]))
  const known = new Set(open.map(keyOf))
  const changes: AlertChange[] = []
  const kept = open.flatMap((alert): Alert[] => {
    const risk = riskOf.get(keyOf(alert))
    if (!risk && nowMs - alert.seenMs >= CLEARED_AFTER_MS) {
      changes.push({ what: 'cleared', alert })
      return []
    }
    const seen = risk ? { ...alert, risk, seenMs: nowMs } : alert
    if (!isDue(seen, nowMs)) return [seen]
    const escalated = { ...seen, step: seen.step + 1, stepMs: nowMs }
    changes.push({ what: 'escalated', alert: escalated })
    return [escalated]
  })
  const raised = risks
    .filter((risk) => risk.isGrave && !known.has(keyOf(risk)))
    .map(
      (risk): Alert => ({
        ...{ kind: risk.kind, queueId: risk.queueId, risk, raisedMs: nowMs, seenMs: nowMs },
        ...{ acknowledgedMs: null, mutedUntilMs: null, step: 0, stepMs: nowMs },
      }),
    )
  return {
    open: [...kept, ...raised],
    changes: [...changes, ...raised.map((alert) => ({ what: 'raised' as const, alert }))],
  }
}

const keyOf = ({ kind, queueId }: { readonly kind: RiskKind; readonly queueId: string }): string => `${kind} ${queueId}`

function isDue({ kind, acknowledgedMs, mutedUntilMs, step, stepMs }: Alert, nowMs: number): boolean {
  if (acknowledgedMs !== null || step >= MOST_STEPS || NEVER_ESCALATED.has(kind)) return false
  if (mutedUntilMs !== null && mutedUntilMs > nowMs) return false
  return nowMs - stepMs >= ESCALATED_AFTER_MS
}
