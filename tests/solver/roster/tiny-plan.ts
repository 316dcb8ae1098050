import type { Employee } from '../../../solver/domain/employee.ts'
import type { Forecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type PlanInputs, planSettingsSchema } from '../../../solver/domain/plan-inputs.ts'
import type { Requirement } from '../../../solver/domain/requirement-outputs.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import { rulesInForce } from '../../../solver/domain/rule-packs.ts'
import type { WorkRule } from '../../../solver/domain/work-rule.ts'
import { requirementFor } from '../../../solver/plan.ts'

export const TINY_WEEK = '2026-11-09'

/** A person by the little that matters; the rest is the same for all. */
export type Person = { id: string } & Partial<
  Pick<Employee, 'skills' | 'contractId' | 'hourlyCost' | 'restrictions' | 'roles' | 'hiredOn'>
>

/** A week of hours with a chat and a ticket queue, and what varies in it. */
export interface TinyPlan {
  readonly people: readonly Person[]
  /** Chat contacts in every open hour, by day of the week; the week repeats it when shorter. */
  readonly chats: readonly number[]
  readonly tickets: readonly number[]
  readonly rules?: readonly WorkRule[]
  readonly inputs?: Partial<PlanInputs>
  readonly templates?: readonly object[]
  readonly zone?: string
  readonly week?: string
  readonly days?: number
}

const SHORT_DAY = { id: 'short', startTimes: ['09:00', '11:00'], lengthMinutes: 240 }
const LONG_DAY = {
  id: 'long',
  startTimes: ['09:00'],
  lengthMinutes: 420,
  breaks: [{ kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 120, latestStartMinutes: 240 }],
}

function settingsOf({ templates = [LONG_DAY, SHORT_DAY], zone = 'Asia/Shanghai' }: TinyPlan) {
  const openHours = [{ from: '09:00', to: '16:00' }]
  const overtime = { overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 240 }
  return planSettingsSchema.parse({
    name: 'Tiny',
    zone,
    intervalMinutes: 60,
    currency: 'CNY',
    queues: [
      {
        id: 'chat',
        channel: 'chat',
        openHours,
        ahtSeconds: 300,
        target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
      },
      {
        id: 'tickets',
        channel: 'ticket',
        openHours,
        ahtSeconds: 600,
        target: { finishWithinHours: 6, deadlineClock: 'open' },
      },
    ],
    groups: [{ id: 'care' }],
    contracts: [
      { id: 'full', guaranteedMinutesPerWeek: 1200, ordinaryMinutesPerWeek: 1440, ...overtime },
      { id: 'hourly', guaranteedMinutesPerWeek: 0, ordinaryMinutesPerWeek: 960, ...overtime },
    ],
    shiftTemplates: templates,
  })
}

/** Inputs, requirement and the forecast that it is made from, which states the volumes as they are. */
export function tinyPlan(plan: TinyPlan): { inputs: PlanInputs; requirement: Requirement; forecast: Forecast } {
  const settings = settingsOf(plan)
  const inputs: PlanInputs = {
    settings,
    workRules: rulesInForce([], plan.rules ?? []),
    employees: plan.people
      .map(
        ({ id, ...rest }): Employee => ({
          id,
          name: id,
          group: 'care',
          skills: [{ queueId: 'chat', proficiency: 1 }],
          contractId: 'hourly',
          hourlyCost: 3000,
          restrictions: [],
          overtimeMinutesThisMonth: 0,
          ...rest,
        }),
      )
      .sort((a, b) => compareIds(a.id, b.id)),
    history: [],
    calendar: [],
    overrides: [],
    availability: [],
    previousRoster: [],
    inputHash: '',
    ...plan.inputs,
  }
  const forecast = tinyForecast(plan, settings)
  return { inputs, requirement: requirementFor(settings, forecast), forecast }
}

function tinyForecast(
  { chats, tickets, week = TINY_WEEK, days = 7 }: TinyPlan,
  settings: PlanInputs['settings'],
): Forecast {
  const horizon = dayHorizon(week, days, 60, settings.zone)
  const queues = settings.queues.map(({ id, ahtSeconds }) => {
    const byDay = id === 'chat' ? chats : tickets
    const mean = Float64Array.from({ length: horizon.intervals }, (_, interval) => {
      const hour = interval % 24
      return hour >= 9 && hour < 16 ? byDay[Math.floor(interval / 24) % byDay.length]! : 0
    })
    const quantiles = { p2_5: mean, p10: mean, p50: mean, p90: mean, p97_5: mean }
    return { queueId: id, mean, quantiles, ahtSeconds: new Float64Array(horizon.intervals).fill(ahtSeconds) }
  })
  return { horizon, queues }
}

export const BOTH = [
  { queueId: 'chat', proficiency: 1 },
  { queueId: 'tickets', proficiency: 0.9 },
]
export const TICKETS = [{ queueId: 'tickets', proficiency: 1 }]

export const SOFT: readonly WorkRule[] = [
  { id: 'guarantee', kind: 'guaranteedMinutes', severity: 'soft', penaltyPerUnit: 100, source: 'company' },
  { id: 'days-asked-for', kind: 'dayOffRequest', severity: 'soft', penaltyPerUnit: 5000, source: 'company' },
]
