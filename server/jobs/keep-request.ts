import { dayHorizon } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { predictabilityPayOn } from '../../solver/domain/rule-packs.ts'
import type { ChangePrice } from '../../solver/roster/living/change-price.ts'
import type { KeptRoster } from '../../solver/roster/living/kept-roster.ts'
import type { Locks } from '../../solver/roster/living/locks.ts'
import { parseRoster } from '../imports/roster-csv.ts'

/** A roster to go on from, as it is asked for. */
export interface KeepRequest {
  /** Name and text of the roster's file. */
  readonly file: string
  readonly text: string
  /** Shifts of the roster that are nobody's, and so not in the text; none when absent. */
  readonly openShifts?: number
  readonly locks: Locks
  readonly releaseLocks: boolean
  readonly frontier: boolean
  /** Price of a changed person-day, minor currency units; absent means that of some hours of work. */
  readonly changeCost?: number
  /** Local date on which the change is made; absent means long before. */
  readonly today?: string
  readonly noticeDays: number
}

/** Where nothing is said a changed person-day costs as much as so many hours of work. */
const USUAL_HOURS = 2
const SHORT_NOTICE_FACTOR = 2

/**
 * @param inputs with everybody whom the roster may name in them
 * @throws PlanningInputError when the roster or the day cannot be read
 */
export function keptRoster(inputs: PlanInputs, request: KeepRequest, week: string): KeptRoster {
  const { file, text, locks, releaseLocks, frontier } = request
  return {
    roster: parseRoster(file, text, inputs),
    locks,
    releaseLocks,
    frontier,
    price: priceOf(inputs, request, week),
  }
}

function priceOf({ employees, settings }: PlanInputs, request: KeepRequest, week: string): ChangePrice {
  const rates = employees.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0)
  const { today, noticeDays, changeCost = Math.round((USUAL_HOURS * rates) / Math.max(1, employees.length)) } = request
  return {
    perPersonDay: changeCost,
    noticeDays,
    shortNoticeFactor: SHORT_NOTICE_FACTOR,
    latePay: predictabilityPayOn(today ?? week, settings.rulePacks),
    ...(today !== undefined && { madeAtMs: dayHorizon(today, 1, settings.intervalMinutes, settings.zone).startsAt }),
  }
}
