/** What can be wrong with a day, the gravest first. */
export const RISK_KINDS = [
  'nobodyPresent',
  'serviceAtRisk',
  'backlogAtRisk',
  'peopleMissing',
  'botShareDropped',
  'surprise',
  'overPlan',
  'underPlan',
  'feedSilent',
] as const
export type RiskKind = (typeof RISK_KINDS)[number]
/** What is foretold of the hours ahead, seldom alike at two looks; others are seen while they last. */
export const FORETOLD_KINDS: ReadonlySet<RiskKind> = new Set(['serviceAtRisk', 'backlogAtRisk'])

/** Something that may go wrong. Of a kind and queue there is one at a time: the worst. */
export interface Risk {
  readonly kind: RiskKind
  readonly queueId: string
  /** Epoch milliseconds; from now on where it is under way. */
  readonly startMs: number
  readonly endMs: number
  /** Grave enough to be told; else only enough to keep one that was told. */
  readonly isGrave: boolean
  /** The figure that says so, and what it is held against: shares, people, or times the plan; see `RISK_KINDS`. */
  readonly value: number
  readonly limit: number
  /** Of `botShareDropped`: contacts an hour that come to people because of it. */
  readonly extraContacts?: number
}

/** From where on a risk is grave enough to be told; a laxer limit never tells of more. */
export interface RiskLimits {
  /** Below the target of service or tickets by so much, a share. */
  readonly belowTarget: number
  /** Of the day's contacts over or under plan, beyond doubt, a share. */
  readonly beyondPlan: number
  /** People missing on position: so many, and so large a share of those scheduled. */
  readonly missingPeople: number
  readonly missingShare: number
  /** Of the contacts that the bot settles, under its usual part by so much, a share. */
  readonly botShareDrop: number
  /** Looked ahead for. */
  readonly aheadMinutes: number
}

export const RISK_LIMITS: RiskLimits = {
  ...{ belowTarget: 0.04, beyondPlan: 0.1, missingPeople: 2, missingShare: 0.1, botShareDrop: 0.1 },
  aheadMinutes: 240,
}

/** What nobody acknowledges climbs a step after each of these waits, milliseconds; the first is before the second step. */
export const LADDER_WAITS_MS: readonly number[] = [10 * 60_000, 10 * 60_000, 10 * 60_000]

/** A risk that was told. Times are epoch milliseconds. */
export interface Alert {
  readonly kind: RiskKind
  readonly queueId: string
  readonly raisedMs: number
  /** Last seen, if only as grave as keeps it. */
  readonly seenMs: number
  /** As it was last seen. */
  readonly risk: Risk
  readonly acknowledgedMs: number | null
  readonly mutedUntilMs: number | null
  /** Steps of the ladder that it has climbed: 0 when it is raised. */
  readonly step: number
  /** Of the last step. */
  readonly stepMs: number
}

export interface AlertChange {
  readonly what: 'raised' | 'escalated' | 'cleared'
  readonly alert: Alert
}
