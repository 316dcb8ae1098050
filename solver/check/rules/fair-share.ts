import type { WorkRuleOf } from '../../domain/work-rule.ts'
import type { LocalDays } from '../local-days.ts'
import { balanceOf, type PersonHorizon, type WorkedShift } from '../person-horizon.ts'
import type { Found, TeamCheck } from './rule-check.ts'

type FairShare = WorkRuleOf<'fairShare'>

/** Hair's breadth by which a share of whole shifts may miss the whole number in floating point. */
const TINY = 1e-9

/**
 * Shifts of the sort that a person may have in the horizon:
 * `ceil(allowancePerWeek * weeks - (own balance - mean balance of those bound in the group))`, at least 0.
 */
export const fairShare: TeamCheck<'fairShare'> = (rule, { people }, isBound) => {
  const bound = people.filter(isBound)
  const means = meanBalances(rule, bound)
  return bound.flatMap((person) => beyondFairShare(rule, person, means))
}

/** @param means of the balances of those bound, by group */
export function beyondFairShare(
  rule: FairShare,
  { employee, shifts, days }: PersonHorizon,
  means: ReadonlyMap<string, number>,
): Found[] {
  const ahead = balanceOf(employee, rule.of) - means.get(employee.group)!
  const allowance = Math.max(0, Math.ceil(rule.allowancePerWeek * days.weeks - ahead - TINY))
  const count = shifts.filter((shift) => isShared(shift, rule, days)).length
  if (count <= allowance) return []
  const at = days.dateOf(0)
  const message = `${employee.id} works ${count} ${rule.of} from ${at} on; ${allowance} are a fair share.`
  return [{ employeeId: employee.id, at, size: count - allowance, unit: 'shifts', message }]
}

/** Mean balance of each group's people. */
export function meanBalances(rule: FairShare, bound: readonly Pick<PersonHorizon, 'employee'>[]): Map<string, number> {
  const byGroup = Map.groupBy(bound, ({ employee }) => employee.group)
  return new Map(
    [...byGroup].map(([group, members]) => [
      group,
      members.reduce((sum, { employee }) => sum + balanceOf(employee, rule.of), 0) / members.length,
    ]),
  )
}

function isShared(shift: WorkedShift, rule: FairShare, days: LocalDays): boolean {
  if (shift.day < 0 || shift.day >= days.count) return false
  if (rule.of === 'weekends') return days.weekdayOf(shift.day) >= 6
  if (rule.of === 'holidays') return rule.dates.includes(days.dateOf(shift.day))
  // A shift that begins after midnight belongs to the evening before as well.
  return [shift.day - 1, shift.day].some(
    (day) => shift.endMs > days.instantOf(day, rule.from!) && shift.startMs < days.instantOf(day, rule.to!),
  )
}
