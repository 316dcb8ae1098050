import { horizonEnd, intervalMs } from '../../domain/horizon.ts'
import { inputsFor } from '../../domain/plan-inputs.ts'
import { compareIds, orderAssignments } from '../../domain/roster.ts'
import { refuseUnusable } from '../../simulate/simulate-options.ts'
import { intervalOf, restOfPlan } from '../rest-of-plan.ts'
import { callIns } from './call-in.ts'
import { type Candidate, toSuggestion } from './candidate.ts'
import type { Day } from './day.ts'
import { DaySimulation } from './day-simulation.ts'
import { extendShifts } from './extend-shift.ts'
import { clearlyAbove, type Problem, problemsOf } from './failing-spans.ts'
import { type Measured, measure } from './measure.ts'
import { moveActivities } from './move-activity.ts'
import { moveBreaks } from './move-break.ts'
import { openSkills } from './open-skill.ts'
import { botShares, callbacks, type OperationTrial, overflows } from './operations.ts'
import { inOrderOfUse, withoutDominated } from './rank.ts'
import { releaseCandidate } from './release-bundle.ts'
import { RuleTrial } from './rule-trial.ts'
import { mendingCandidate, type Screening } from './screen.ts'
import { type DayUnderWay, type SuggestOptions, termsOf } from './situation.ts'
import type { Suggestion } from './suggestion.ts'

/** Problems of a day that are looked at, the worst first. */
const MOST_PROBLEMS = 3
/** Contacts to simulate for one suggestion, and for finding out whether it is one: a limit that no machine changes. */
const MOST_CONTACTS = 120_000
const MOST_SCREENED_CONTACTS = 40_000
/** Replications of both, at least. */
const LEAST_REPLICATIONS = 6
const LEAST_SCREENED = 2
/** Candidates beyond those asked for that are simulated in full: some turn out to prove nothing. */
const SPARE = 2
/** Times as many contacts kept in time as another, by the few replications of the screening, to be better beyond doubt. */
const CLEARLY_BETTER = 1.3

/**
 * What can be done now about the rest of a day, the cheapest first.
 *
 * The rest of the day is simulated as it stands; where it misses a queue's target beyond doubt, something is looked for of
 * every kind of `SUGGESTION_KINDS`, one suggestion for all queues that fail at the same time, with as many people as it
 * takes. Each suggestion was simulated on the very contacts that the standing roster met, and tried on the rules of the
 * whole horizon: what breaks a hard rule more than the standing roster does is not there, nor what does not help with 95 %
 * confidence in the failing spans, or does not help all queues together on average. `releaseEarly` saves wages where
 * service stays above target. Nothing before `asOf` is changed, nor any pinned shift.
 *
 * Not looked at: a vendor's people who are not in the roster, since nobody knows how many there are or what they cost;
 * and targets beside the queues' main ones. Tickets due after `until` do not count as late; what is put off shows in
 * `openAtEnd`. Absence is drawn as of a shift to come, also of people who are known to be there.
 *
 * The same situation gives the same suggestions, unless it is stopped or `budgetMs` ends it: on a day that is too large
 * for the time, the worst problem and what costs nothing are looked at first.
 * @throws PlanningInputError for replications or a seed that cannot be used
 */
export function suggestActions(situation: DayUnderWay, options: SuggestOptions): Suggestion[] {
  refuseUnusable(options.replications, options.seed)
  const made = dayOf(situation, options)
  if (!made) return []
  const { day, simulation } = made
  const { isStopped } = day.terms
  const shown = clamp(MOST_CONTACTS / simulation.contacts, LEAST_REPLICATIONS, Math.max(2, options.replications))
  const base = simulation.runs({}).upTo(shown, isStopped)
  const screened = clamp(MOST_SCREENED_CONTACTS / simulation.contacts, LEAST_SCREENED, base.length)
  const { intervals } = simulation.horizon
  const isAbove = clearlyAbove(day.queues, base, intervals)
  const screening: Screening = { day, simulation, base, screened, isAbove }
  const measured = (one: Candidate): Measured => measure(day.queues, intervals, one.spans, base, one.runs.known)
  const told = (one: Candidate): Suggestion =>
    toSuggestion(
      one,
      measured(one),
      simulation,
      day.queues.map(({ id }) => id),
      situation.asOf,
    )

  const candidates = problemsOf(day.queues, base, intervals)
    .slice(0, MOST_PROBLEMS)
    .flatMap((problem) => candidatesFor(screening, problem))
  const release = day.terms.isSearchOver() ? undefined : releaseCandidate(screening)
  const byId = new Map([...candidates, ...(release ? [release] : [])].map((one) => [told(one).id, one]))
  const chosen = inOrderOfUse(withoutDominated([...byId.values()].map(told), CLEARLY_BETTER)).slice(
    0,
    options.most + SPARE,
  )
  for (const { id } of chosen) byId.get(id)!.runs.upTo(base.length, isStopped)
  const proved = chosen.map(({ id }) => byId.get(id)!).filter((one) => one === release || isProved(measured(one)))
  return inOrderOfUse(withoutDominated(proved.map(told))).slice(0, options.most)
}

/** A day that is overloaded elsewhere is too restless for the sum of all queues to be told as surely. */
const isProved = ({ lateAvoided, lateAvoidedInSpans }: Measured): boolean =>
  lateAvoidedInSpans.lower95 > 0 && lateAvoided.mean > 0

const clamp = (value: number, least: number, most: number): number =>
  Math.max(Math.min(least, most), Math.min(most, Math.floor(value)))

/** All kinds but `releaseEarly`; ends early when it is stopped. */
function candidatesFor(screening: Screening, problem: Problem): Candidate[] {
  const { day, simulation, isAbove } = screening
  const operation = (kind: Candidate['kind'], trial: OperationTrial | undefined): Candidate[] => {
    if (!trial) return []
    const { operations, variation } = trial
    return [{ kind, operations, spans: problem.spans, steps: [], runs: simulation.runs(variation) }]
  }
  const kinds: (() => (Candidate | undefined)[])[] = [
    () => [mendingCandidate(screening, problem, 'moveBreak', moveBreaks(day, problem))],
    () => [mendingCandidate(screening, problem, 'openSkill', openSkills(day, problem))],
    () => operation('overflow', overflows(day, problem)),
    () => [mendingCandidate(screening, problem, 'moveActivity', moveActivities(day, problem))],
    () => operation('callback', callbacks(day, simulation, problem, isAbove)),
    () => operation('botShare', botShares(day, simulation, problem)),
    () => [mendingCandidate(screening, problem, 'extendShift', extendShifts(day, problem))],
    () => [mendingCandidate(screening, problem, 'callIn', callIns(day, problem))],
  ]
  return kinds.flatMap((find) => {
    if (day.terms.isSearchOver()) return []
    return find().filter((one) => one !== undefined && isOfUse(screening, one)) as Candidate[]
  })
}

/** Whether the few replications of the screening speak for it. */
function isOfUse({ day, simulation, base, screened }: Screening, { spans, runs }: Candidate): boolean {
  const after = runs.upTo(screened, day.terms.isStopped)
  const { lateAvoided, lateAvoidedInSpans } = measure(day.queues, simulation.horizon.intervals, spans, base, after)
  return lateAvoided.mean > 0 && lateAvoidedInSpans.mean > 0
}

/** @returns undefined where nothing of the horizon is left to look at */
function dayOf(situation: DayUnderWay, options: SuggestOptions): { day: Day; simulation: DaySimulation } | undefined {
  const { requirement, forecast, asOf, until, backlog } = situation
  const { horizon } = requirement
  const from = Math.max(0, intervalOf(horizon, asOf))
  const to = Math.min(horizon.intervals, Math.ceil((until - horizon.startsAt) / intervalMs(horizon)))
  if (from >= to) return undefined
  const terms = termsOf(asOf, options)
  const given = inputsFor(situation.inputs, horizon)
  const inputs = { ...given, employees: given.employees.toSorted((a, b) => compareIds(a.id, b.id)) }
  const roster = { assignments: orderAssignments(situation.roster.assignments) }
  const rest = restOfPlan({ inputs, forecast, requirement, from, to, backlog })
  const simulation = new DaySimulation(rest, roster, options.seed)
  const end = horizonEnd(simulation.horizon)
  const open = roster.assignments.filter(
    ({ startMs, endMs, pinned }) => !pinned && endMs > terms.earliestMs && startMs < end,
  )
  const day: Day = {
    ...{ inputs, terms, horizon: simulation.horizon, queues: inputs.settings.queues },
    trial: new RuleTrial(inputs, horizon, roster),
    open: Map.groupBy(open, ({ employeeId }) => employeeId),
  }
  return { day, simulation }
}
