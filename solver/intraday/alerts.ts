import {
  type Alert,
  type AlertChange,
  FORETOLD_KINDS,
  LADDER_WAITS_MS,
  type Risk,
  type RiskKind,
} from '../domain/day-risk.ts'

const MS_PER_HOUR = 3_600_000
/** A risk that is not seen for so long is over: a calm quarter of an hour often is chance. */
const CLEARED_AFTER_MS = MS_PER_HOUR
/** What was foretold of the next four hours may come until they are through. */
const FORETOLD_CLEARED_AFTER_MS = 4 * MS_PER_HOUR
const clearedAfterMs = (kind: RiskKind): number =>
  FORETOLD_KINDS.has(kind) ? FORETOLD_CLEARED_AFTER_MS : CLEARED_AFTER_MS
/** What says nothing about the hours ahead needs nobody woken. */
const NEVER_ESCALATED: ReadonlySet<RiskKind> = new Set(['underPlan', 'overPlan', 'surprise'])

/** How alerts climb. */
export interface Ladder {
  /** As `LADDER_WAITS_MS`. */
  readonly waitsMs: readonly number[]
  /** Whether those of a kind are to climb no step now, because nobody would be told. */
  readonly isQuiet: (kind: RiskKind) => boolean
}

const LADDER: Ladder = { waitsMs: LADDER_WAITS_MS, isQuiet: () => false }

/**
 * How the alerts of a plan stand after another look. Of each kind and queue at most one is open, so that nobody is flooded:
 * it is raised when the risk is grave, stays as long as the risk is seen at all, and is over when it was not seen for a
 * while. One that is seen, and that nobody acknowledges, goes a step up after each wait of the ladder, unless it is muted.
 * @param open those that are not over
 * @returns all that are open now or were just cleared, and what changed
 */
export function nextAlerts(
  open: readonly Alert[],
  risks: readonly Risk[],
  nowMs: number,
  ladder: Ladder = LADDER,
): { readonly open: readonly Alert[]; readonly changes: readonly AlertChange[] } {
  const riskOf = new Map(risks.map((risk) => [keyOf(risk), risk]))
  const known = new Set(open.map(keyOf))
  const changes: AlertChange[] = []
  const kept = open.flatMap((alert): Alert[] => {
    const risk = riskOf.get(keyOf(alert))
    if (!risk) {
      if (nowMs - alert.seenMs < clearedAfterMs(alert.kind)) return [alert]
      changes.push({ what: 'cleared', alert })
      return []
    }
    const seen = { ...alert, risk, seenMs: nowMs }
    if (!isDue(seen, nowMs, ladder)) return [seen]
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

function isDue(
  { kind, acknowledgedMs, mutedUntilMs, step, stepMs }: Alert,
  nowMs: number,
  { waitsMs, isQuiet }: Ladder,
): boolean {
  const waitMs = waitsMs[step]
  if (acknowledgedMs !== null || waitMs === undefined || NEVER_ESCALATED.has(kind)) return false
  if ((mutedUntilMs !== null && mutedUntilMs > nowMs) || isQuiet(kind)) return false
  return nowMs - stepMs >= waitMs
}
