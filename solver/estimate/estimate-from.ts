import type { Forecast, QuantileName, QueueForecast } from '../domain/forecast-outputs.ts'
import { type Horizon, localClocks } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { isInSpan } from '../domain/target.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { applyLevers } from '../staffing/apply-levers.ts'
import type { StaffLoad } from '../staffing/instant-staffing.ts'
import { type Staffing, staffingFor } from '../staffing/requirement.ts'
import { demandOf, type EstimateBasis } from './estimate-basis.ts'
import { estimateFor, type WeekEstimate, weekShifts } from './estimate-week.ts'
import { rememberedStaffing } from './remembered-staffing.ts'
import type { EstimateShift } from './shift-shares.ts'
import type { TeamSort } from './team-sorts.ts'

/** More contacts taken by the bot; the parts as of the lever `botDeflection`. */
export interface DeflectionSlider {
  /** Share of contacts that the bot takes. */
  readonly share: number
  /** Share that it takes in the basis; 0 when absent. */
  readonly historyShare?: number
  /** Handling time of what it takes against the mean; 1 when absent. */
  readonly relativeAht?: number
  /** Of what it took, what comes to people after all; 0 when absent. */
  readonly bouncedBack?: number
  /** Absent means every queue. */
  readonly queueId?: string
}

/** What is changed against the basis; absent parts stand at their neutral position. */
export interface EstimateSliders {
  /** On all queues; neutral is 1. */
  readonly volumeFactor?: number
  /** On single queues besides, by queue id. */
  readonly volumeFactors?: Readonly<Record<string, number>>
  /** On the handling time of all queues; neutral is 1. */
  readonly ahtFactor?: number
  readonly deflection?: DeflectionSlider
  /** Unplanned shrinkage in place of the plan's, 0 to below 0.9. */
  readonly absence?: number
  /** On the volume of some local dates, both inclusive; neutral is 1. */
  readonly saleMultiplier?: { readonly factor: number; readonly from: string; readonly to: string }
  /** People more (less), by group: as its people are mixed today, and as many away. */
  readonly people?: Readonly<Record<string, number>>
}

/**
 * The estimate of a week (`estimateWeek`) with sliders moved: the requirement is made anew by the code that the plan is made
 * with, then covered. All sliders at their neutral positions give the basis's own estimate.
 * @throws PlanningInputError for a factor that is none, a share outside 0..1, or people added to a group without any
 */
export function estimateFrom(basis: EstimateBasis, sliders: EstimateSliders, engine: LpEngine): WeekEstimate {
  const staffing = staffingFrom(basis, sliders)
  const sorts = sortsWith(basis.sorts, sliders)
  return estimateFor(settingsWith(basis.settings, sliders), sorts, staffing, engine, keptOf(basis).shifts)
}

/** What has to be there, as `estimateFrom` covers it. @throws PlanningInputError as `estimateFrom` */
export function staffingFrom(basis: EstimateBasis, sliders: EstimateSliders): Staffing {
  refuse(sliders)
  return staffingFor(settingsWith(basis.settings, sliders), demandWith(basis, sliders), keptOf(basis).staff)
}

/** What outlives a move of a slider: the shifts, which hang on the basis alone, and agents of loads that come again. */
interface Kept {
  readonly shifts: readonly EstimateShift[]
  readonly staff: StaffLoad
}

function keptOf(basis: EstimateBasis): Kept {
  const kept = keptOfBasis.get(basis) ?? {
    shifts: weekShifts(basis.settings, basis.horizon),
    staff: rememberedStaffing(),
  }
  keptOfBasis.set(basis, kept)
  return kept
}

const keptOfBasis = new WeakMap<EstimateBasis, Kept>()

const settingsWith = (settings: PlanSettings, { absence }: EstimateSliders): PlanSettings =>
  absence === undefined ? settings : { ...settings, unplannedShrinkage: absence }

/** Levers first, then factors, in the order of a plan. */
function demandWith(basis: EstimateBasis, sliders: EstimateSliders): Forecast {
  const { volumeFactor = 1, volumeFactors = {}, ahtFactor = 1, saleMultiplier } = sliders
  const { horizon, queues } = deflected(demandOf(basis), sliders.deflection)
  const onDate = saleMultiplier ? saleFactors(horizon, saleMultiplier) : new Float64Array(horizon.intervals).fill(1)
  return {
    horizon,
    queues: queues.map((queue): QueueForecast => {
      const factor = volumeFactor * (volumeFactors[queue.queueId] ?? 1)
      const scaled = (values: Float64Array) => values.map((value, interval) => value * factor * onDate[interval]!)
      const levels = Object.entries(queue.quantiles).map(([level, values]) => [level, scaled(values)])
      return {
        queueId: queue.queueId,
        mean: scaled(queue.mean),
        quantiles: Object.fromEntries(levels) as Record<QuantileName, Float64Array>,
        // Where the basis has no handling time the queue's own holds, and must move as well.
        ahtSeconds: queue.ahtSeconds.map((aht) => (aht > 0 ? aht : ownAht(basis, queue.queueId)) * ahtFactor),
      }
    }),
  }
}

const saleFactors = (horizon: Horizon, sale: NonNullable<EstimateSliders['saleMultiplier']>): Float64Array =>
  Float64Array.from(localClocks(horizon), ({ date }) => (isInSpan(date, sale) ? sale.factor : 1))

const ownAht = ({ settings }: EstimateBasis, queueId: string): number =>
  settings.queues.find(({ id }) => id === queueId)?.ahtSeconds ?? 0

function deflected(demand: Forecast, slider: DeflectionSlider | undefined): Forecast {
  if (!slider) return demand
  const { share, historyShare = 0, relativeAht = 1, bouncedBack = 0, queueId } = slider
  const parts = { share, historyShare, relativeAht, bouncedBack, ...(queueId !== undefined && { queue: queueId }) }
  return applyLevers(demand, [{ kind: 'botDeflection', ofContacts: 1, outages: [], ...parts }])
}

/** People come and go as the group is mixed, in fractions of each sort. */
function sortsWith(sorts: readonly TeamSort[], { people = {} }: EstimateSliders): readonly TeamSort[] {
  const counts = new Map<string, number>()
  for (const { group, count } of sorts) counts.set(group, (counts.get(group) ?? 0) + count)
  for (const [group, change] of Object.entries(people)) {
    if (change > 0 && !counts.has(group)) throw new PlanningInputError(nobodyIn(group))
  }
  return sorts.map((sort) => {
    const change = people[sort.group] ?? 0
    const before = counts.get(sort.group)!
    return change === 0 ? sort : timesAsMany(sort, Math.max(0, before + change) / before)
  })
}

const timesAsMany = (sort: TeamSort, factor: number): TeamSort => ({
  ...sort,
  count: sort.count * factor,
  availableByDay: sort.availableByDay.map((people) => people * factor),
  guaranteedMinutes: sort.guaranteedMinutes.map((minutes) => minutes * factor),
})

const nobodyIn = (group: string) => ({
  value: group,
  problem: 'has nobody today, so that it is not known whom to add',
  hint: 'Add people to a group that has some, or plan a scenario that hires with their skills and contract.',
})

/** Factors are 0 to 100, shares 0 to below 1. */
function refuse({
  volumeFactor,
  volumeFactors = {},
  ahtFactor,
  deflection,
  absence,
  saleMultiplier,
}: EstimateSliders): void {
  const factors = { volumeFactor, ahtFactor, saleMultiplier: saleMultiplier?.factor, ...volumeFactors }
  const shares = { deflection: deflection?.share, absence }
  for (const [name, value = 1] of Object.entries(factors)) {
    if (!(value >= 0 && value <= 100)) throw new PlanningInputError(outside(name, value, 'a factor', '0 to 100'))
  }
  for (const [name, value = 0] of Object.entries(shares)) {
    if (!(value >= 0 && value < 0.9)) throw new PlanningInputError(outside(name, value, 'a share', '0 to below 0.9'))
  }
}

const outside = (name: string, value: number, what: string, range: string) => ({
  value: `${name} ${value}`,
  problem: `is not ${what}`,
  hint: `Give a number from ${range}.`,
})
