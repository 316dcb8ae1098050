import { type RosteringTeam, rosteringTeam, type TeamSize } from '../../scenarios/generate/rostering-team.ts'
import { checkRoster, hardViolations } from '../../solver/check/check-roster.ts'
import type { Forecast } from '../../solver/domain/forecast-outputs.ts'
import { intervalMs, localClocks } from '../../solver/domain/horizon.ts'
import type { Violation } from '../../solver/domain/plan-outputs.ts'
import { orderAssignments, type Roster } from '../../solver/domain/roster.ts'
import { intervalOf, restOfPlan, simulateRest } from '../../solver/intraday/rest-of-plan.ts'
import type { DayUnderWay } from '../../solver/intraday/suggestions/situation.ts'
import { suggestActions } from '../../solver/intraday/suggestions/suggest-actions.ts'
import type { Suggestion } from '../../solver/intraday/suggestions/suggestion.ts'
import { benchmark } from './bench-spec.ts'
import { handMadeRoster } from './rescore-speed.ts'

const SEED = 1
const FRESH_SEED = 20_261_109
const REPLICATIONS = 12
const MOST = 8

const sizes: Readonly<Record<string, Omit<TeamSize, 'seed'>>> = {
  '60 people, 1 week': { people: 60, weeks: 1, skills: 3, templates: 20 },
  '300 people, 4 weeks': { people: 300, weeks: 4, skills: 6, templates: 30 },
}

interface Input {
  readonly size: string
  readonly situation: DayUnderWay
}

interface Output {
  readonly suggestions: readonly Suggestion[]
  readonly cpuSeconds: number
}

/** The first Wednesday, at ten in the morning: more comes in than was planned, most of all in the evening. */
function busyWednesday(team: RosteringTeam): DayUnderWay {
  const { inputs, requirement } = team
  const { horizon } = requirement
  const clocks = localClocks(horizon)
  const from = clocks.findIndex(({ weekday, minuteOfDay }) => weekday === 3 && minuteOfDay === 600)
  const to = clocks.findIndex(({ weekday }) => weekday === 4)
  const queues = requirement.queues.map(({ queueId, volume, ahtSeconds }) => {
    const mean = volume.map((contacts, interval) => contacts * (clocks[interval]!.minuteOfDay >= 1080 ? 1.25 : 1.05))
    return { queueId, mean, ahtSeconds, quantiles: { p2_5: mean, p10: mean, p50: mean, p90: mean, p97_5: mean } }
  })
  const forecast: Forecast = { horizon, queues }
  const backlog = new Map(
    requirement.queues.flatMap((queue) =>
      queue.kind === 'deferred' ? [[queue.queueId, Math.round(8 * queue.volume[from]!)] as const] : [],
    ),
  )
  const at = (interval: number) => horizon.startsAt + interval * intervalMs(horizon)
  return { inputs, requirement, forecast, backlog, asOf: at(from), until: at(to), roster: handMadeRoster(team) }
}

const rosterAfter = (roster: Roster, { changes }: Suggestion): Roster => {
  const changed = new Set(changes.map(({ employeeId }) => employeeId))
  const kept = roster.assignments.filter(({ employeeId }) => !changed.has(employeeId))
  return { assignments: orderAssignments([...kept, ...changes.flatMap(({ assignments }) => assignments)]) }
}

/** Sizes of broken hard rules, by rule and person. */
function hardSizes(violations: readonly Violation[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { ruleId, employeeId = '', size } of violations) {
    const key = `${ruleId} ${employeeId}`
    sizes.set(key, (sizes.get(key) ?? 0) + size)
  }
  return sizes
}

function refuseBroken({ inputs, requirement, roster }: DayUnderWay, suggestions: readonly Suggestion[]): void {
  const standing = checkRoster(inputs, requirement, roster)
  const before = hardSizes(hardViolations(standing))
  for (const suggestion of suggestions.filter(({ changes }) => changes.length > 0)) {
    const check = checkRoster(inputs, requirement, rosterAfter(roster, suggestion))
    for (const [key, size] of hardSizes(hardViolations(check)))
      if (size > (before.get(key) ?? 0) + 1e-6) throw new Error(`${suggestion.id} breaks ${key} by ${size}.`)
    const cost = check.costs.wages - standing.costs.wages
    if (Math.abs(cost - suggestion.cost) > 1) throw new Error(`${suggestion.id} costs ${cost}, not ${suggestion.cost}.`)
  }
}

/** With contacts, luck and absence that no suggestion was chosen by, the roster alone must keep more in time where it failed. */
function refuseUseless(situation: DayUnderWay, suggestions: readonly Suggestion[]): void {
  const { horizon } = situation.requirement
  const [from, to] = [intervalOf(horizon, situation.asOf), intervalOf(horizon, situation.until)]
  const rest = restOfPlan({ ...situation, from, to })
  const serviceOf = (roster: Roster) =>
    simulateRest(rest, roster, { replications: 6, seed: FRESH_SEED }).intervals.map((queue) => ({
      queueId: queue.queueId,
      late: queue.contacts.map((count, interval) => (count > 0 ? count * (1 - queue.serviceLevel[interval]!) : 0)),
    }))
  const before = serviceOf(situation.roster)
  for (const suggestion of suggestions) {
    if (suggestion.operations.length > 0 || suggestion.kind === 'releaseEarly') continue
    const late = (service: typeof before) =>
      suggestion.spans.reduce((sum, { queueId, startMs, endMs }) => {
        const [first, end] = [startMs, endMs].map((instant) => intervalOf(rest.forecast.horizon, instant))
        const own = service.find((queue) => queue.queueId === queueId)!.late.subarray(first, end)
        return own.reduce((all, count) => all + count, sum)
      }, 0)
    const saved = late(before) - late(serviceOf(rosterAfter(situation.roster, suggestion)))
    if (!(saved > 0)) throw new Error(`${suggestion.id} keeps ${saved} contacts in time with a fresh seed.`)
  }
}

export const suggestionsSpeed = benchmark<Input, Output>({
  name: 'suggestions-speed',
  what: 'what can be done now about the rest of a busy day, each found, checked and simulated',
  sizes: Object.keys(sizes) as [string, ...string[]],
  repeats: () => 3,
  build: async ({ size }) => ({ size, situation: busyWednesday(rosteringTeam({ ...sizes[size]!, seed: 1 })) }),
  phases: [
    { name: 'in full', options: {} },
    { name: 'in 4 s', options: { budgetMs: 4000, now: () => performance.now() } },
  ].map(({ name, options }) => ({
    name,
    run: async ({ situation }) => {
      const before = process.threadCpuUsage()
      const asked = { seed: SEED, replications: REPLICATIONS, most: MOST, ...options }
      const suggestions = suggestActions(situation, asked)
      const { user, system } = process.threadCpuUsage(before)
      return { suggestions, cpuSeconds: (user + system) / 1e6 }
    },
    validate: ({ suggestions }, { situation }) => {
      // How much is found in a time hangs on the machine; in full, there is something for people to do.
      if (name === 'in full' && !suggestions.some(({ changes }) => changes.length > 0))
        throw new Error('Nobody is asked to do anything.')
      refuseBroken(situation, suggestions)
      refuseUseless(situation, suggestions)
    },
    rows: ({ suggestions, cpuSeconds }, { size }) => [
      {
        ...{ size, phase: name, suggestions: suggestions.length, 'cpu s': cpuSeconds },
        kinds: suggestions.map(({ kind }) => kind).join(' '),
      },
    ],
  })),
})
