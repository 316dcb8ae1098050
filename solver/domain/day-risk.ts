/** What can be wrong with a day, the gravest first. */
export const RISK_KINDS = [
  'nobodyPresent',
  'serviceAtRisk',
  'backlogAtRisk',
  'peopleMissing',
  'surprise',
  'overPlan',
  'underPlan',
  'feedSilent',
] as const
export type RiskKind = (typeof RISK_KINDS)[number]

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
}

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
