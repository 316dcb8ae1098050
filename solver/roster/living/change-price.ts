import type { Employee } from '../../domain/employee.ts'
import type { Horizon } from '../../domain/horizon.ts'
import { type Assignment, assignmentPaidMinutes } from '../../domain/roster.ts'
import type { predictabilityPayOn } from '../../domain/rule-packs.ts'
import { binds } from '../limits/tour-scope.ts'
import type { ShiftOption } from '../shift-option.ts'

/** What a changed person-day costs. */
export interface ChangePrice {
  /** Minor currency units for each person-day. */
  readonly perPersonDay: number
  /** When the change is made, epoch milliseconds; absent means long before, when nothing is at short notice. */
  readonly madeAtMs?: number
  /** Days before a shift within which its change is at short notice. */
  readonly noticeDays: number
  /** Multiple of `perPersonDay` at short notice. */
  readonly shortNoticeFactor: number
  /** Laws on late changes of a published schedule, with whom they bind. */
  readonly latePay: ReturnType<typeof predictabilityPayOn>
}

const MS_PER_HOUR = 3_600_000

/** Cost of one person-day that differs, minor currency units: the plan's own price and what laws on late changes ask. */
export function changeCost(
  price: ChangePrice,
  horizon: Horizon,
  employee: Employee,
  from: Assignment | undefined,
  to: Assignment | ShiftOption | undefined,
): number {
  const startMs = Math.min(from?.startMs ?? Infinity, to?.startMs ?? Infinity)
  const hoursAhead = price.madeAtMs === undefined ? Infinity : (startMs - price.madeAtMs) / MS_PER_HOUR
  const isShort = hoursAhead < price.noticeDays * 24
  const plain = price.perPersonDay * (isShort ? price.shortNoticeFactor : 1)
  const weekAhead = price.madeAtMs === undefined ? Infinity : (horizon.startsAt - price.madeAtMs) / MS_PER_HOUR
  return price.latePay
    .filter(({ law, appliesTo }) => weekAhead < law.noticeHours && binds({ appliesTo }, employee))
    .filter(({ law }) => changedMinutes(from, to) > law.freeMinutes)
    .reduce((sum, { law }) => {
      const lost = Math.max(0, paidHours(from) - paidHours(to))
      const isLoss = lost > 0 && hoursAhead < law.lostHoursNoticeHours
      return sum + employee.hourlyCost * (isLoss ? law.lostHoursShare * lost : law.hoursPerChange)
    }, plain)
}

const paidHours = (shift: Assignment | ShiftOption | undefined): number =>
  shift === undefined ? 0 : ('paidMinutes' in shift ? shift.paidMinutes : assignmentPaidMinutes(shift)) / 60

/** The longer of what the start and the end move by; of a shift added or taken away its length. */
function changedMinutes(from: Assignment | undefined, to: Assignment | ShiftOption | undefined): number {
  if (from && to) return Math.max(Math.abs(from.startMs - to.startMs), Math.abs(from.endMs - to.endMs)) / 60_000
  const shift = from ?? to
  return shift ? (shift.endMs - shift.startMs) / 60_000 : 0
}
