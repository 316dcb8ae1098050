import { dayOf } from '../../solver/headcount/days.ts'
import type { HeadcountProblem, Need, ProblemGroup } from '../../solver/headcount/headcount-problem.ts'
import { headcountTime } from '../../solver/headcount/headcount-time.ts'
import { survivalOf } from '../../solver/headcount/survival.ts'
import { uniform } from './random.ts'

export interface GeneratedHeadcount {
  readonly groups: number
  readonly months: number
  readonly seed: number
  /** Neighbours of a ring share a queue and exchange people, so that nothing can be decided apart; else groups are alone. */
  readonly areJoined: boolean
}

const FULL_TIME = { contractId: 'full-time', guaranteedHours: 40, flexibleHours: 0, overtimeHours: 8 }

/**
 * A headcount problem of groups of 15 to 60 people whose work grows by a tenth a year, with a sale four times a year that
 * takes half as many again: 4 % leave a month, classes of 4 to 15, overtime, temporary staff booked by the month, one
 * outsourcer. Every number comes from the seed.
 */
export function generatedHeadcount({ groups, months, seed, areJoined }: GeneratedHeadcount): HeadcountProblem {
  const next = uniform(seed)
  const time = headcountTime({ from: '2027-01', months, grain: 'month' }, 1)
  const people = Array.from({ length: groups }, () => 15 + Math.floor(45 * next()))
  const indices = people.map((_, index) => index)
  const needs = people.flatMap((count, group): Need[] => {
    const own = { queueIds: [`queue-${group + 1}`], groups: [group], ...work(0.9 * count, time.weeks.length, next) }
    const both = [group, (group + 1) % groups].sort((a, b) => a - b)
    if (!areJoined || groups < 3) return [own]
    return [own, { queueIds: [`common-${group + 1}`], groups: both, ...work(0.1 * count, time.weeks.length, next) }]
  })
  return {
    time,
    decidedDay: dayOf('2026-12-01'),
    groups: people.map((count, index) => group(index, count, time.weeks.length, next)),
    needs,
    externals: [
      {
        id: 'temps',
        kind: 'temporary',
        groups: indices,
        costPerHour: 3600,
        leadWeeks: 3,
        minPeople: 0,
        maxPeople: 8,
        hoursPerWeek: 40,
        speed: 0.7,
        isThere: time.weeks.map(() => true),
      },
      {
        id: 'outsourcer',
        kind: 'outsourced',
        groups: indices,
        costPerHour: 6500,
        leadWeeks: 6,
        minPeople: 0,
        maxPeople: 10,
        hoursPerWeek: 40,
        speed: 0.8,
        isThere: time.weeks.map(() => true),
      },
    ],
    transfers: areJoined
      ? indices.map((from) => ({
          from,
          to: (from + 1) % groups,
          costPerPerson: 200_000,
          maxPerPeriod: 3,
          ramp: [0, 0.5, 0.8],
        }))
      : [],
    budget: {},
    standardHoursPerWeek: 40,
  }
}

/** Hours a week of the work of so many people. */
function work(people: number, weeks: number, next: () => number): Pick<Need, 'hours' | 'shortCosts'> {
  const phase = Math.floor(13 * next())
  const hours = Array.from({ length: weeks }, (_, week) => {
    const isSale = (week + phase) % 13 === 0
    return 36 * people * 1.1 ** (week / 52) * (isSale ? 1.5 : 1) * (0.95 + 0.1 * next())
  })
  return { hours: [hours], shortCosts: [20_000] }
}

function group(index: number, count: number, weeks: number, next: () => number): ProblemGroup {
  const hourlyCost = 3000 + Math.floor(1500 * next())
  const terms = { ...FULL_TIME, hourlyCost }
  return {
    groupId: `group-${String(index + 1).padStart(2, '0')}`,
    cohorts: [{ people: count, terms, proficiency: 1 }],
    bookedHires: [],
    newTerms: terms,
    hiring: { leadWeeks: 5, classMin: 4, classMax: 15, maxClassesPerPeriod: 2, costPerHire: 500_000 },
    survival: survivalOf({ rate: 0.04, per: 'month', newHireRate: 0.08, newHireMonths: 3, trainingDropOut: 0.1 }, 3),
    ramp: [0, 0, 0, 0.4, 0.5, 0.6, 0.75, 0.85],
    mentorLoss: 0.1,
    present: Array.from({ length: weeks }, () => 0.88),
    flexibleCost: hourlyCost,
    overtimeCost: 1.5 * hourlyCost,
    maxOvertimeHoursPerMonth: 36,
  }
}
