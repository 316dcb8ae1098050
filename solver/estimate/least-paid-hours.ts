import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { compareIds } from '../domain/roster.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { type CoverClass, coverClasses, type SkillShare } from './cover-team.ts'
import { type BlockNeed, blockNeeds, blocksOf } from './need-blocks.ts'
import { estimateShifts } from './shift-shares.ts'
import { solveCover } from './solve-cover.ts'
import { teamSorts } from './team-sorts.ts'

/** Paid time of one group. */
export interface GroupMinutes {
  readonly groupId: string
  readonly minutes: number
}

export interface LeastPaidHours {
  /** Every group of the plan that has people, in the order of the ids. */
  readonly groups: readonly GroupMinutes[]
  /** What no number of such people can cover, since nobody has the skill or no shift reaches it; by queue, above 0 only. */
  readonly uncovered: readonly { readonly queueId: string; readonly agentHours: number }[]
}

/**
 * Least paid time of shifts that covers a requirement with as many people as it takes, of the kinds that the plan has
 * today: the same groups, contracts' shifts, skill sets and proficiencies. Instant queues get their `scheduledAgents` in
 * every hour (the mean over its intervals), work that may wait is done by its due time.
 *
 * A covering relaxation, so that whole rosters take more: people and shifts may be fractions; nobody has weekly hours, days
 * off or rest; breaks lie where they hurt least; those present in an hour may be any of their class (a group's people
 * who may work the same shifts), so that who is there may change during a shift. Of several mixes of groups with the least
 * time any one may come, always the same.
 * @returns minutes by group, for all weeks of the requirement together
 */
export function leastPaidHours(inputs: PlanInputs, requirement: Requirement, engine: LpEngine): LeastPaidHours {
  const { horizon } = requirement
  const { settings } = inputs
  const blocks = blocksOf(horizon)
  const needs = blockNeeds(requirement, settings, blocks)
    .map((need) => withoutChoice(need, blocks.hours))
    .sort((a, b) => compareIds(a.queueId, b.queueId))
  const shifts = estimateShifts(settings, horizon, blocks)
  const classes = coverClasses(settings, blocks, teamSorts(inputs, horizon), shifts).map(withoutLimits)
  const solved = solveCover({ needs, classes }, blocks.hours, engine)
  const minutes = new Map(classes.map(({ groupId }) => [groupId, 0]))
  for (const { classes: own, cover, values } of solved) {
    for (const [index, { groupId, shifts }] of own.entries()) {
      const worked = shifts.reduce(
        (sum, { paidMinutes }, shift) => sum + paidMinutes * values[cover.shiftColumns[index]![shift]!]!,
        0,
      )
      minutes.set(groupId, minutes.get(groupId)! + worked)
    }
  }
  return {
    groups: [...minutes].map(([groupId, total]) => ({ groupId, minutes: total })),
    uncovered: solved.flatMap((part) => uncoveredOf(part, blocks.hours)),
  }
}

/** Minutes of pay that an hour of a missing agent counts for: more than any number of people with long shifts cost. */
const MINUTES_FOR_AN_HOUR = 1e5
/** Agent-hours below it are rounding errors of an engine. */
const SMALL = 1e-3

const withoutChoice = (need: BlockNeed, hours: Float64Array): BlockNeed => ({
  ...need,
  prices: hours.map((each) => each * MINUTES_FOR_AN_HOUR),
})

/** As many people as it takes, each minute at the price of a minute; who knows no more than another is not needed. */
function withoutLimits(own: CoverClass): CoverClass {
  const skillShares = own.skillShares
    .filter((share) => !own.skillShares.some((other) => other !== share && knowsMore(other, share)))
    .map((share): SkillShare => ({ ...share, people: Infinity, positionHours: Infinity }))
  return {
    ...own,
    ...{ skillShares, personDays: Infinity },
    peopleByDay: own.peopleByDay.map(() => Infinity),
    bands: own.bands.map(() => [{ minutes: Infinity, costPerMinute: 1, isOvertime: false }]),
  }
}

/** Whether one skill set is as good on every queue of another; no two are equal. */
const knowsMore = ({ skills }: SkillShare, other: SkillShare): boolean =>
  other.skills.every(({ queueId, proficiency }) =>
    skills.some((skill) => skill.queueId === queueId && skill.proficiency >= proficiency),
  )

function uncoveredOf({ needs, cover, values }: ReturnType<typeof solveCover>[number], hours: Float64Array) {
  return needs.flatMap(({ queueId, kind }, queue) => {
    const unmet = cover.unmetColumns[queue]!
    const lacking = Array.from(unmet, (column, block) => (column < 0 ? 0 : values[column]! * hours[block]!))
    // Overdue work stays so until it is done: the most at any time, not the sum, is what people are missing for.
    const agentHours = kind === 'instant' ? lacking.reduce((sum, each) => sum + each, 0) : Math.max(...lacking)
    return agentHours > SMALL ? [{ queueId, agentHours }] : []
  })
}
