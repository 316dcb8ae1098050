import type { Violation } from '../../domain/plan-outputs.ts'
import type { Assignment } from '../../domain/roster.ts'
import type { SuggestionKind } from '../../domain/suggestion-kind.ts'
import type { PersonShifts } from '../../rescore/roster-scorer.ts'
import type { Estimate } from '../../simulate/service-estimate.ts'

/** A shift as it was and as it would be; null where there is none. */
export interface ShiftChange {
  readonly employeeId: string
  readonly before: Assignment | null
  readonly after: Assignment | null
}

/** Half-open, epoch milliseconds. */
export interface QueueSpan {
  readonly queueId: string
  readonly startMs: number
  readonly endMs: number
}

/**
 * What is done without touching the roster. `overflow`: people of these groups take the queue's contacts at once, from
 * now until the end of what is looked at. `botShare`: the bot's share of the queue goes from one to the other in the span.
 * `callback`: a share of the contacts of the span is called back in the later span.
 */
export type Operation =
  | { readonly kind: 'overflow'; readonly queueId: string; readonly groups: readonly string[] }
  | ({ readonly kind: 'botShare'; readonly fromShare: number; readonly toShare: number } & QueueSpan)
  | ({
      readonly kind: 'callback'
      readonly share: number
      readonly backFromMs: number
      readonly backUntilMs: number
    } & QueueSpan)

/** Share of contacts in time before and after; NaN where none come. `change` is after less before, paired. */
export interface ShareChange {
  readonly before: number
  readonly after: number
  readonly change: Estimate
}

export interface QueueEffect {
  readonly queueId: string
  readonly target: number
  /** Over the queue's failing spans that are to be mended; null where it has none. */
  readonly span: ShareChange | null
  /** Over all that is looked at. */
  readonly rest: ShareChange
  /** Contacts fewer that are late over all that is looked at; below 0 where more are. */
  readonly lateAvoided: Estimate
  /** Contacts waiting at the end of what is looked at, means: of tickets, work that is put off. */
  readonly openAtEnd: { readonly before: number; readonly after: number }
}

/** Something to do now, simulated and checked; nothing of it lies before the moment it is told at. */
export interface Suggestion {
  /** The same for the same content. */
  readonly id: string
  readonly kind: SuggestionKind
  /** Where service fails that is to be mended; for `releaseEarly`, where people are let go. */
  readonly spans: readonly QueueSpan[]
  /** Ordered. */
  readonly people: readonly string[]
  readonly moves: readonly ShiftChange[]
  /** The people concerned with all their shifts of the horizon afterwards. */
  readonly changes: readonly PersonShifts[]
  readonly operations: readonly Operation[]
  /** Training that nobody finds another place for within the horizon. */
  readonly givenUp: readonly { readonly employeeId: string; readonly activityId: string }[]
  /** Change in wages as the checker counts them, minor currency units. */
  readonly cost: number
  /** Change in the price of soft rules, minor currency units. */
  readonly softCost: number
  /** Contacts fewer that are late in the failing spans, and of all queues over all that is looked at. */
  readonly lateAvoidedInSpans: Estimate
  readonly lateAvoided: Estimate
  /** Whether every span then reaches its queue's target. */
  readonly isMended: boolean
  /** Of the queues that fail, and of all others that change by more than half a point for the better. */
  readonly effects: readonly QueueEffect[]
  /** Of queues that change for the worse by more than half a point, or put off more work. */
  readonly harm: readonly QueueEffect[]
  /** Soft rules that are then broken and were not before, or more than before. */
  readonly softViolations: readonly Violation[]
  /** Minutes until the first of it takes effect. */
  readonly leadMinutes: number
  readonly replications: number
}
