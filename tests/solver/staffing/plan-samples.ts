import { type Forecast, QUANTILES, type QuantileName } from '../../../solver/domain/forecast-outputs.ts'
import type { Horizon } from '../../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import { type PlanSettings, planSettingsSchema } from '../../../solver/domain/plan-inputs.ts'

const MONDAY = Date.UTC(2026, 10, 9)

/** Days from Monday 2026-11-09 in UTC, by the hour unless said otherwise. */
export const horizonOf = (days: number, intervalMinutes = 60): Horizon => ({
  startsAt: MONDAY,
  intervals: (days * 1440) / intervalMinutes,
  intervalMinutes,
  zone: 'UTC',
})

const allDay = [{ from: '00:00', to: '24:00' }]

export const phone = (rest: object = {}) => ({
  id: 'phone',
  channel: 'phone',
  openHours: allDay,
  ahtSeconds: 180,
  target: { serviceLevelTarget: 0.8, answerWithinSeconds: 20 },
  ...rest,
})

export const chat = (rest: object = {}) => ({
  id: 'chat',
  channel: 'chat',
  openHours: allDay,
  ahtSeconds: 480,
  concurrency: 3,
  concurrencyGain: 2.16,
  target: { serviceLevelTarget: 0.9, answerWithinSeconds: 30 },
  ...rest,
})

export const tickets = (rest: object = {}) => ({
  id: 'tickets',
  channel: 'ticket',
  openHours: allDay,
  ahtSeconds: 600,
  target: { finishWithinHours: 4, deadlineClock: 'calendar' },
  ...rest,
})

export const settingsOf = (queues: readonly object[], rest: object = {}): PlanSettings =>
  planSettingsSchema.parse({
    name: 'Sample',
    zone: 'UTC',
    intervalMinutes: 60,
    currency: 'CNY',
    queues,
    groups: [{ id: 'care' }],
    contracts: [
      {
        id: 'hourly',
        guaranteedMinutesPerWeek: 0,
        ordinaryMinutesPerWeek: 2400,
        overtimePremium: 0.5,
        maxOvertimeMinutesPerWeek: 0,
      },
    ],
    shiftTemplates: [{ id: 'day', startTimes: ['09:00'], lengthMinutes: 480 }],
    ...rest,
  })

/** A forecast with the given means; the quantiles are `mean * factor` of each name, the mean itself where not given. */
export function forecastOf(
  horizon: Horizon,
  settings: PlanSettings,
  meanOf: (queueId: string, interval: number) => number,
  factors: Partial<Record<QuantileName, number>> = {},
): Forecast {
  const queues = settings.queues.map(({ id, ahtSeconds }) => {
    const mean = Float64Array.from({ length: horizon.intervals }, (_, interval) => meanOf(id, interval))
    const quantiles = Object.fromEntries(
      QUANTILES.map(([name]) => [name, mean.map((contacts) => contacts * (factors[name] ?? 1))]),
    ) as Record<QuantileName, Float64Array>
    return { queueId: id, mean, quantiles, ahtSeconds: new Float64Array(horizon.intervals).fill(ahtSeconds) }
  })
  return { horizon, queues }
}

/** Inputs with one employee for each id, each with all of the skills given. */
export const inputsOf = (
  settings: PlanSettings,
  skills: Readonly<Record<string, readonly { queueId: string; proficiency: number }[]>>,
): PlanInputs => ({
  settings,
  workRules: [],
  employees: Object.entries(skills).map(([id, own]) => ({
    id,
    name: id,
    group: 'care',
    skills: own,
    contractId: 'hourly',
    hourlyCost: 3000,
    restrictions: [],
    overtimeMinutesThisMonth: 0,
  })),
  history: [],
  calendar: [],
  overrides: [],
  availability: [],
  previousRoster: [],
  inputHash: '',
})
