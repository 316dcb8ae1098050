import { z } from 'zod'

/**
 * What a planner's override does to the forecast of its span. `multiply` takes every interval times `value`; `add` and
 * `replace` mean contacts of the whole span, split over its intervals as the model splits them.
 */
export const OVERRIDE_KINDS = ['multiply', 'add', 'replace'] as const
export const overrideKindSchema = z.enum(OVERRIDE_KINDS)
export type OverrideKind = z.infer<typeof overrideKindSchema>

/** What a planner knows better than the model, kept apart from the model's numbers. Half-open `[startMs, endMs)`. */
export interface ForecastOverride {
  readonly id: string
  readonly queueId: string
  readonly startMs: number
  readonly endMs: number
  readonly kind: OverrideKind
  /** A factor for `multiply` (at least 0), contacts for `add` (may be negative) and `replace` (at least 0). */
  readonly value: number
  readonly author: string
  readonly reason: string
  /** Epoch milliseconds; overrides act one after another in this order, then by id. */
  readonly createdAtMs: number
}
