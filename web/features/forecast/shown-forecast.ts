import type { ForecastContent, Override, QueueSnapshot } from '../../../server/contracts/forecast.ts'
import {
  type Forecast,
  QUANTILES,
  type QuantileName,
  type QueueForecast,
} from '../../../solver/domain/forecast-outputs.ts'
import type { ForecastOverride } from '../../../solver/domain/forecast-override.ts'
import type { Horizon } from '../../../solver/domain/horizon.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import { applyOverrides } from '../../../solver/forecast/apply-overrides.ts'

/** The model's own numbers as the solver knows them, so that the page overrides them with the server's code. */
export function modelForecast(content: ForecastContent): Forecast {
  const horizon: Horizon = {
    startsAt: Date.parse(content.starts[0] ?? ''),
    intervals: content.starts.length,
    intervalMinutes: content.intervalMinutes,
    zone: content.zone,
  }
  return { horizon, queues: content.queues.map(queueForecast) }
}

const queueForecast = (queue: QueueSnapshot): QueueForecast => ({
  queueId: queue.queueId,
  mean: Float64Array.from(queue.mean),
  quantiles: Object.fromEntries(QUANTILES.map(([name]) => [name, Float64Array.from(queue[name])])) as Record<
    QuantileName,
    Float64Array
  >,
  ahtSeconds: Float64Array.from(queue.ahtSeconds, (seconds) => seconds ?? Number.NaN),
})

/** What an override asks for, without who asked when: also an override that is only being tried. */
export type OverrideFacts = Pick<Override, 'queueId' | 'start' | 'end' | 'kind' | 'value'>

/** Those saved, in the order in which they act. */
export const inForce = <Saved extends Override>(overrides: readonly Saved[]): Saved[] =>
  overrides.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || compareIds(a.id, b.id))

const domainOverride = ({ queueId, start, end, kind, value }: OverrideFacts): ForecastOverride => ({
  id: '',
  queueId,
  startMs: Date.parse(start),
  endMs: Date.parse(end),
  kind,
  value,
  author: '',
  reason: '',
  createdAtMs: 0,
})

/** The forecast with overrides on top; `overrides` act in the order given. */
export const overriddenForecast = (model: Forecast, overrides: readonly OverrideFacts[]): Forecast =>
  applyOverrides(model, overrides.map(domainOverride))

/** What one override adds to (or takes off) the numbers that it found, contacts, `[interval]`. */
export interface OverrideStep<Facts extends OverrideFacts> {
  readonly override: Facts
  readonly added: Float64Array
}

/** The overrides one after another, each with its own effect; they sum to what all of them do together. */
export function overrideSteps<Facts extends OverrideFacts>(
  model: Forecast,
  overrides: readonly Facts[],
): OverrideStep<Facts>[] {
  let current = model
  return overrides.map((override) => {
    const before = meanOf(current, override.queueId)
    current = overriddenForecast(current, [override])
    return { override, added: meanOf(current, override.queueId).map((mean, at) => mean - (before[at] ?? 0)) }
  })
}

/** Mean contacts of a queue, `[interval]`; nothing for a queue that the forecast does not have. */
export const meanOf = ({ queues }: Forecast, queueId: string): Float64Array =>
  queues.find((queue) => queue.queueId === queueId)?.mean ?? new Float64Array()
