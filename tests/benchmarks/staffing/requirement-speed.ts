import type { Forecast, QueueForecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type PlanSettings, planSettingsSchema } from '../../../solver/domain/plan-inputs.ts'
import type { Requirement } from '../../../solver/domain/requirement-outputs.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { benchmark } from '../bench-spec.ts'

interface Input {
  readonly settings: PlanSettings
  readonly forecast: Forecast
}

/** Made-up week of a shop: calls and chats from 2 to 75 erlangs, open around the clock, a livestream every evening. */
function madeUpWeek(queues: number): Input {
  const horizon = dayHorizon('2026-11-09', 7, 15, 'Asia/Shanghai')
  const settings = planSettingsSchema.parse({
    name: 'made up',
    zone: 'Asia/Shanghai',
    intervalMinutes: 15,
    currency: 'CNY',
    queues: Array.from({ length: queues }, (_, number) => ({
      id: `q${number}`,
      channel: number % 2 === 0 ? 'phone' : 'chat',
      openHours: [{ from: '00:00', to: '24:00' }],
      ahtSeconds: 180 + 60 * (number % 6),
      target: { serviceLevelTarget: 0.8, answerWithinSeconds: 30 },
      ...(number % 3 === 0 ? {} : { meanPatienceSeconds: 180 }),
      ...(number % 2 === 0 ? {} : { concurrency: 3, concurrencyGain: 2.2 }),
      maxOccupancy: number % 4 === 0 ? 1 : 0.9,
    })),
    groups: [{ id: 'all' }],
    contracts: [
      {
        id: 'c',
        guaranteedMinutesPerWeek: 0,
        ordinaryMinutesPerWeek: 2400,
        overtimePremium: 0.5,
        maxOvertimeMinutesPerWeek: 0,
      },
    ],
    shiftTemplates: [{ id: 't', startTimes: ['09:00'], lengthMinutes: 480 }],
  })
  const queueForecast = (number: number): QueueForecast => {
    const { id, ahtSeconds } = settings.queues[number]!
    const erlangs = 2 + number
    const mean = Float64Array.from({ length: horizon.intervals }, (_, interval) => {
      const hour = (interval % 96) / 4
      const shape = 0.55 + 0.45 * Math.sin(((hour - 8) / 12) * Math.PI) + (hour >= 20 && hour < 22 ? 2 : 0)
      return (erlangs * shape * 900) / ahtSeconds
    })
    const scaled = (factor: number) => mean.map((value) => value * factor)
    const quantiles = { p2_5: scaled(0.6), p10: scaled(0.8), p50: mean, p90: scaled(1.2), p97_5: scaled(1.4) }
    return { queueId: id, mean, quantiles, ahtSeconds: new Float64Array(horizon.intervals).fill(ahtSeconds) }
  }
  return { settings, forecast: { horizon, queues: settings.queues.map((_, number) => queueForecast(number)) } }
}

/** The requirement of a week: 20 queues at 15 minutes, by the same call as a plan makes. */
export const requirementSpeed = benchmark<Input, { requirement: Requirement; cpuSeconds: number }>({
  name: 'requirement-speed',
  what: 'requirement of a week of 672 intervals, seconds for all queues together',
  sizes: ['2', '20'],
  repeats: () => 5,
  build: async ({ size }) => madeUpWeek(Number(size)),
  phases: [
    {
      name: 'requirement',
      run: async ({ settings, forecast }) => {
        const startedAt = process.cpuUsage()
        const requirement = requirementFor(settings, forecast)
        const { user, system } = process.cpuUsage(startedAt)
        return { requirement, cpuSeconds: (user + system) / 1e6 }
      },
      validate: ({ requirement }, { settings }) => {
        requirement.queues.forEach((queue, number) => {
          if (queue.kind !== 'instant') throw new Error(`${queue.queueId} should be instant.`)
          const target = settings.queues[number]!.target.serviceLevelTarget
          const worst = Math.min(...queue.serviceLevel)
          if (!(worst >= target)) throw new Error(`${queue.queueId} promises ${worst} of ${target}.`)
        })
      },
      rows: ({ cpuSeconds }, { settings }) => [{ queues: settings.queues.length, intervals: 672, 'CPU s': cpuSeconds }],
    },
  ],
})
