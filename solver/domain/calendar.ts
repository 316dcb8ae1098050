/**
 * Something on the calendar that moves volume: a livestream, a sale, a holiday, a launch, an outage.
 * Half-open `[startMs, endMs)`, epoch milliseconds.
 */
export interface CalendarEvent {
  /** Free word of the user's; events of one kind are taken to act alike. */
  readonly kind: string
  readonly title: string
  readonly startMs: number
  readonly endMs: number
  /** Planner's figure of how big it will be, in any unit used alike for all events of the kind; 1 when not given. */
  readonly expectedSize: number
  /** Queue or product category that it concerns; absent means all. */
  readonly category?: string
}
