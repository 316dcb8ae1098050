import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import type { QuantileName } from '../../../solver/domain/forecast-outputs.ts'
import type { Horizon } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'

/** What a method is shown: nothing of the horizon but its calendar. */
export interface ForecastTask {
  readonly history: QueueHistory
  readonly calendar: readonly CalendarEvent[]
  readonly horizon: Horizon
}

/** Contacts, `[interval]` of the horizon. */
export interface MethodForecast {
  readonly mean: Float64Array
  readonly quantiles: Readonly<Record<QuantileName, Float64Array>>
}

export interface ForecastMethod {
  readonly name: string
  /** As tables name it. */
  readonly title: string
  /** Loads what the method needs, so that loading is not timed. */
  readonly prepare: () => Promise<(task: ForecastTask) => MethodForecast>
}
