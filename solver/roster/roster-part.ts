import { randomStream } from '../domain/random.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Assignment } from '../domain/roster.ts'
import { zonesOfPeople } from '../domain/site.ts'
import { elasticCells } from './elastic-cells.ts'
import { type FoundRoster, improveRoster } from './improve-roster.ts'
import type { TourContext } from './limits/tour-context.ts'
import { tourPerson } from './limits/tour-person.ts'
import { preferringPerson } from './living/roster-preferences.ts'
import { nameShifts } from './name-shifts.ts'
import { highestPrice, priceAscent, type Stand } from './price-ascent.ts'
import { rosterBound } from './roster-bound.ts'
import type { ScheduledPart, ScheduleOptions } from './scheduled-roster.ts'
import type { ServicePrices } from './service-prices.ts'
import { type StaffModel, staffModel } from './staff-model.ts'
import type { StaffPart } from './staff-parts.ts'
import { StaffPricer } from './staff-pricer.ts'
import { TeamCover } from './team-cover.ts'
import { TourSearch } from './tour-search.ts'

/** A part of the staff with the bound proved for it and a first roster. */
export interface PartBound {
  readonly context: TourContext
  readonly part: StaffPart
  readonly model: StaffModel
  readonly pricer: StaffPricer
  readonly people: number
  readonly prices: ServicePrices
  /** When deferred work is done at the prices. */
  readonly work: Float64Array
  /** Minor currency units, guaranteed wages left out. */
  readonly bound: number
  readonly first: FoundRoster
}

/** People who answer prices for all others of their skills and contract: more of them tell more of leave and history. */
const STANDS_OF_A_SORT = 8
/** Answers of an ascent for a week, all people together; a pass of fewer is cheaper, and there are more of them. */
const ANSWERS = 40_000
const FEWEST_PASSES = 100
const MOST_PASSES = 300
/** A first ascent is a rough one, so that there is a roster soon; of few people it is as long as any. */
const FIRST_ANSWERS = 3000
const FEWEST_FIRST_PASSES = 30

const passesFor = (stands: readonly Stand[], answers: number, fewest: number): number =>
  Math.round(Math.min(MOST_PASSES, Math.max(fewest, answers / Math.max(1, stands.length))))

/** Rough multipliers and the roster that they lead to, worked out in full however little time there is. */
export function openPart(
  context: TourContext,
  requirement: Requirement,
  part: StaffPart,
  options: Pick<ScheduleOptions, 'seed' | 'preferences'>,
): PartBound {
  const { horizon, options: shifts } = context
  const people = part.employees.map((employee) => {
    const person = tourPerson(context, employee, part.groupOf.get(employee.id)!)
    return options.preferences
      ? preferringPerson(person, { preferences: options.preferences, horizon, options: shifts, employee })
      : person
  })
  const model = staffModel(context, context.inputs, requirement, part, people)
  const pricer = new StaffPricer(model.problem)
  const stands = standsFor({ context, part }, options.seed)
  const passes = passesFor(stands, FIRST_ANSWERS, FEWEST_FIRST_PASSES)
  const ascent = { stands, passes, isOutOfTime: () => false }
  const { prices, work } = priceAscent(model, pricer, ascent)!
  // Where nobody is wanted no prices at all prove more, and where nobody is there the highest do.
  const highest = prices.map((_, cell) =>
    highestPrice(model, Math.floor(cell / horizon.intervals), cell % horizon.intervals),
  )
  const candidates = [prices, new Float64Array(prices.length), ...(people.length === 0 ? [highest] : [])].map(
    (each) => ({
      prices: each,
      bound: rosterBound(model, each, pricer),
    }),
  )
  const best = candidates.reduce((a, b) => (b.bound > a.bound ? b : a))
  const bounded = { ...{ context, part, model, pricer, work }, people: people.length, ...best }
  // Without a clock there always is one.
  const isLarge = isLargeTeam(model)
  const first = improveRoster(emptySearch(bounded), {
    ...{ prices: best.prices, work },
    mostPasses: isLarge ? 0 : 1,
    mostAsked: isLarge ? FIRST_ASKED_OF_MANY * people.length : Math.max(LEAST_ASKED, FIRST_ASKED * people.length),
    order: seededOrder(people.length, options.seed),
    next: randomStream(options.seed, 1).uniform,
    goodEnough: -Infinity,
    isOutOfTime: () => false,
    onProgress: () => {},
  })!
  return { ...bounded, first }
}

/** Times that everybody is asked for a first roster: once at every price, and once more as deferred work is planned. */
const FIRST_ASKED = 9
/** In small teams a few more cost next to nothing. */
const LEAST_ASKED = 400
/** In large ones there are no prices between. */
const FIRST_ASKED_OF_MANY = 2
/** Person-weeks above which a roster is about as good after one pass as others after several: one matters less. */
const LARGE_TEAM = 400
const isLargeTeam = ({ problem }: StaffModel): boolean => (problem.people.length * problem.days) / 7 > LARGE_TEAM

/** The same with the multipliers of a long ascent, where these prove more. */
export function boundPart(opened: PartBound, options: Pick<ScheduleOptions, 'seed' | 'isOutOfTime'>): PartBound {
  const { model, pricer } = opened
  const stands = standsFor(opened, options.seed)
  const passes = passesFor(stands, (ANSWERS * 7) / Math.max(7, model.problem.days), FEWEST_PASSES)
  if (passes === passesFor(stands, FIRST_ANSWERS, FEWEST_FIRST_PASSES)) return opened
  const found = priceAscent(model, pricer, { stands, passes, isOutOfTime: options.isOutOfTime })
  if (!found) return opened
  const bound = rosterBound(model, found.prices, pricer)
  return bound > opened.bound ? { ...opened, ...found, bound } : { ...opened, work: found.work }
}

/** People in seeded order, of every sort at most so many, each for an equal part of the sort. */
function standsFor({ context, part }: Pick<PartBound, 'context' | 'part'>, seed: number): Stand[] {
  const { employees, groupOf } = part
  const zoneOf = zonesOfPeople(context.inputs)
  const order = seededOrder(employees.length, seed)
  const sorts = Map.groupBy(order, (person) => {
    const { id, contractId } = employees[person]!
    return `${groupOf.get(id)} ${contractId} ${zoneOf(id)}`
  })
  const weightOf = new Map(
    [...sorts.values()].flatMap((people) => {
      const stands = people.slice(0, STANDS_OF_A_SORT)
      return stands.map((person) => [person, people.length / stands.length] as const)
    }),
  )
  return order.flatMap((person) => (weightOf.has(person) ? [{ person, weight: weightOf.get(person)! }] : []))
}

/** 0 .. count - 1, shuffled. */
function seededOrder(count: number, seed: number): number[] {
  const { uniform } = randomStream(seed)
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1))
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}

interface RosterPartOptions extends Pick<ScheduleOptions, 'seed' | 'isOutOfTime'> {
  /** Minor currency units above the bound at which the roster is good enough. */
  readonly spare: number
  readonly onProgress: (fraction: number, cost: number) => void
}

/** People asked in a search, for each of the part: more in small teams, where every asking is cheap. */
const ASKED_EACH_OF_FEW = 300
const ASKED_EACH_OF_MANY = 40
const ASKED_IN_ALL = 20_000
const mostAsked = (people: number): number =>
  Math.max(ASKED_EACH_OF_MANY * people, Math.min(ASKED_IN_ALL, ASKED_EACH_OF_FEW * people))

/** Named shifts with breaks for one part. */
export function rosterPart(part: PartBound, options: RosterPartOptions): Omit<ScheduledPart, 'queues'> {
  const { prices, work, bound, people, first } = part
  const goodEnough = bound + options.spare
  options.onProgress(0, first.cost - first.unmet)
  const search = {
    ...{ prices, work, goodEnough },
    order: seededOrder(people, options.seed),
    next: randomStream(options.seed, 1).uniform,
    mostAsked: mostAsked(people),
    mostPasses: isLargeTeam(part.model) ? 1 : Infinity,
    isOutOfTime: options.isOutOfTime,
    onProgress: ({ fraction, cost }: { fraction: number; cost: number }) => options.onProgress(fraction, cost),
  }
  const refined = options.isOutOfTime() ? null : improveRoster(emptySearch(part), search)
  const found = refined && refined.cost < first.cost ? refined : first
  const assignments: Assignment[] = nameShifts(part.context, part.part, found.people)
  return { bound, people, prices, assignments, cost: found.cost - found.unmet }
}

const emptySearch = ({ model, pricer, context, part }: Omit<PartBound, 'first'>): TourSearch =>
  new TourSearch(model, elasticCells(model), pricer, new TeamCover(context, part.employees))
