import type { HeadcountProblem, ProblemGroup, WorkTerms } from './headcount-problem.ts'
import type { HeadcountTime } from './headcount-time.ts'
import { newHiresLeft } from './survival.ts'

/** What people give and cost; arrays are `[week]` unless they say otherwise. */
export interface Supply {
  /** Persons at the periods' bounds, before what begins on that day, `[period + 1]`. */
  readonly headsAtBounds: Float64Array
  /** Persons in the middle of the week. */
  readonly heads: Float64Array
  /** Hours for shifts out of guaranteed ones, in hours of a trained person. */
  readonly hours: Float64Array
  /** Most hours beyond those, in hours of a trained person. */
  readonly flexible: Float64Array
  readonly overtime: Float64Array
  /** Pay of guaranteed hours, and of what new people on flexible hours are paid while they learn. */
  readonly wages: Float64Array
}

export function emptySupply({ periods, weeks }: HeadcountTime): Supply {
  const perWeek = () => new Float64Array(weeks.length)
  return {
    headsAtBounds: new Float64Array(periods.length + 1),
    heads: perWeek(),
    hours: perWeek(),
    flexible: perWeek(),
    overtime: perWeek(),
    wages: perWeek(),
  }
}

/** A person's way through the plan. */
interface Way {
  readonly terms: WorkTerms
  readonly proficiency: number
  /** Share of the people left on a day, and how fast one of them then is. */
  readonly leftOn: (day: number) => number
  readonly speedOn: (day: number) => number
}

/** Adds so many people of a kind; fewer than none takes them away. */
function addPeople(supply: Supply, time: HeadcountTime, present: readonly number[], people: number, way: Way): void {
  const { terms, proficiency, leftOn, speedOn } = way
  time.bounds.forEach((day, bound) => {
    supply.headsAtBounds[bound]! += people * leftOn(day)
  })
  time.weeks.forEach(({ firstDay }, week) => {
    const heads = people * leftOn(firstDay + 3.5)
    if (heads === 0) return
    const speed = speedOn(firstDay + 3.5)
    const useful = Math.max(0, speed) * proficiency
    supply.heads[week]! += heads
    supply.hours[week]! += heads * terms.guaranteedHours * present[week]! * speed * proficiency
    supply.flexible[week]! += heads * terms.flexibleHours * useful
    supply.overtime[week]! += heads * terms.overtimeHours * useful
    const learning = terms.flexibleHours * Math.max(0, 1 - speed)
    supply.wages[week]! += heads * (terms.guaranteedHours + learning) * terms.hourlyCost
  })
}

/** Of a new hire: what looking after him costs is taken off his own speed, for as long as the ramp lasts. */
const newSpeed = (ramp: readonly number[], mentorLoss: number, days: number): number => {
  const speed = ramp[Math.floor(days / 7)]
  return speed === undefined ? 1 : speed - mentorLoss
}

function newWay(
  { survival, ramp, mentorLoss }: ProblemGroup,
  startDay: number,
  terms: WorkTerms,
  proficiency = 1,
): Way {
  return {
    terms,
    proficiency,
    // On the first day itself nobody has yet begun: what begins on a bound belongs to the period after it.
    leftOn: (day) => (day <= startDay ? 0 : newHiresLeft(survival, day - startDay)),
    speedOn: (day) => newSpeed(ramp, mentorLoss, day - startDay),
  }
}

const oldLeft =
  ({ survival }: ProblemGroup, firstDay: number) =>
  (day: number) =>
    Math.exp(-survival.hazard * Math.max(0, day - firstDay))

/** Whoever is there when the plan begins is there for certain; from then on the share that stays counts. */
function thereOn(way: Way, firstDay: number): Way {
  const there = way.leftOn(firstDay + 0.5)
  return { ...way, leftOn: (day) => (day <= firstDay ? 1 : Math.min(1, way.leftOn(day) / there)) }
}

/** Today's people, those whose first day is known, and booked classes. */
export function givenSupply(problem: HeadcountProblem, group: ProblemGroup): Supply {
  const { time } = problem
  const supply = emptySupply(time)
  const firstDay = time.bounds[0]!
  for (const { people, startDay, terms, proficiency } of group.cohorts) {
    const way =
      startDay === undefined
        ? { terms, proficiency, leftOn: oldLeft(group, firstDay), speedOn: () => 1 }
        : newWay(group, startDay, terms, proficiency)
    addPeople(
      supply,
      time,
      group.present,
      people,
      startDay !== undefined && startDay <= firstDay ? thereOn(way, firstDay) : way,
    )
  }
  group.bookedHires.forEach((people, period) => {
    if (people > 0)
      addPeople(supply, time, group.present, people, newWay(group, time.classDays[period]!, group.newTerms))
  })
  return supply
}

/** One person hired for a period's class. */
export function hireSupply({ time }: HeadcountProblem, group: ProblemGroup, period: number): Supply {
  const supply = emptySupply(time)
  addPeople(supply, time, group.present, 1, newWay(group, time.classDays[period]!, group.newTerms))
  return supply
}

/**
 * One person of `from` who goes to `to` on a period's class day: trained people go, and take their terms along.
 * @returns what the one group loses, below 0, and the other gains
 */
export function transferSupply(
  { time }: HeadcountProblem,
  from: ProblemGroup,
  to: ProblemGroup,
  ramp: readonly number[],
  period: number,
): { readonly lost: Supply; readonly gained: Supply } {
  const start = time.classDays[period]!
  const leftOn = (survival: ProblemGroup['survival']) => (day: number) =>
    day <= start ? 0 : Math.exp(-survival.hazard * (day - start))
  const [lost, gained] = [emptySupply(time), emptySupply(time)]
  const way = { terms: from.newTerms, proficiency: 1 }
  addPeople(lost, time, from.present, -1, { ...way, leftOn: leftOn(from.survival), speedOn: () => 1 })
  addPeople(gained, time, to.present, 1, {
    ...way,
    leftOn: leftOn(to.survival),
    speedOn: (day) => newSpeed(ramp, 0, day - start),
  })
  return { lost, gained }
}
