import { queueCurve } from '../domain/capacity-curve.ts'
import { daySpread } from '../domain/day-spread.ts'
import { deadlineClock, openIntervals } from '../domain/deadline-clock.ts'
import type { Forecast, QueueForecast } from '../domain/forecast-outputs.ts'
import { localClocks } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { inInstantOrder, isInstant, type Queue } from '../domain/queue.ts'
import { textNumber } from '../domain/random.ts'
import type { QueueRequirement, Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import { botShareOf } from './bot-share.ts'
import { judgedDeferred, judgedInstant } from './judged-targets.ts'
import { rosterSeats } from './roster-seats.ts'
import type { SimulatedQueue, Simulation } from './simulation.ts'

const SECONDS_PER_HOUR = 3600
const SECONDS_PER_WEEK = 168 * SECONDS_PER_HOUR

/**
 * A roster as the simulator sees it. Instant contacts arrive only while their queue is open, tickets at any time.
 * Shifts of the previous roster that reach into the horizon count as well.
 */
export function rosterSimulation(
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  roster: Roster,
): Simulation {
  const { horizon } = forecast
  const { queues, simulation } = inputs.settings
  const { lateness, botOutages } = simulation ?? {}
  const dayOfInterval = Int32Array.from(localClocks(horizon), ({ day }) => day)
  const rankById = new Map(inInstantOrder(queues.filter(isInstant)).map(({ id }, rank) => [id, rank]))
  return {
    intervalSeconds: horizon.intervalMinutes * 60,
    intervals: horizon.intervals,
    dayOfInterval,
    queues: queues.map((queue) => simulatedQueue(queue, inputs, forecast, requirement, dayOfInterval, rankById)),
    seats: rosterSeats(inputs, horizon, roster),
    lateness: lateness && { share: lateness.share, meanSeconds: lateness.meanMinutes * 60 },
    botOutages: botOutages && {
      perSecond: botOutages.perWeek / SECONDS_PER_WEEK,
      meanSeconds: botOutages.meanHours * SECONDS_PER_HOUR,
    },
  }
}

function simulatedQueue(
  queue: Queue,
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  dayOfInterval: Int32Array,
  rankById: ReadonlyMap<string, number>,
): SimulatedQueue {
  const { horizon } = forecast
  const [expected, needed] = ofQueue(queue.id, forecast, requirement)
  const open = openIntervals(queue, horizon)
  const arrives = (interval: number) => !isInstant(queue) || open[interval] === 1
  const contacts = expected.mean.map((mean, interval) => (arrives(interval) ? mean : 0))
  const workSeconds = expected.ahtSeconds.map((aht) => (aht > 0 ? aht : queue.ahtSeconds))
  const bot = inputs.settings.simulation?.botOutages && botShareOf(inputs.settings.levers, queue.id, horizon)
  const work = {
    key: [textNumber(queue.id)],
    contacts,
    workSeconds,
    handlingTimeVariation: isInstant(queue) ? queue.handlingTimeVariation : 1,
    daySpread: daySpread(expected, dayOfInterval, arrives),
    botShare: bot?.share,
    botWorkSeconds: bot?.relativeWork.map((relative, interval) => relative * workSeconds[interval]!),
    open,
  }
  if (!isInstant(queue)) {
    const clock = deadlineClock(queue, horizon)
    const { shares } = judgedDeferred(queue, horizon)
    return { ...work, kind: 'deferred', clock, openingBacklog: queue.openingBacklog, shares }
  }
  return {
    ...work,
    kind: 'instant',
    curve: queueCurve(queue),
    answerWithinSeconds: queue.target.answerWithinSeconds,
    meanPatienceSeconds: queue.meanPatienceSeconds ?? Number.POSITIVE_INFINITY,
    patienceVariation: queue.patienceVariation,
    rank: rankById.get(queue.id)!,
    requiredAgents: needed.kind === 'instant' ? needed.requiredAgents : new Float64Array(horizon.intervals),
    shares: judgedInstant(queue, horizon, meanWork(contacts, workSeconds)).shares,
  }
}

function ofQueue(id: string, forecast: Forecast, requirement: Requirement): [QueueForecast, QueueRequirement] {
  const expected = forecast.queues.find(({ queueId }) => queueId === id)
  const needed = requirement.queues.find(({ queueId }) => queueId === id)
  if (expected && needed) return [expected, needed]
  throw new PlanningInputError({
    value: id,
    problem: `has no ${expected ? 'requirement' : 'forecast'}`,
    hint: 'Make the forecast and the requirement from the same plan as the roster.',
  })
}

/** Mean handling time of a contact, seconds; of any interval where none is expected. */
function meanWork(contacts: Float64Array, workSeconds: Float64Array): number {
  const total = contacts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return workSeconds[0]!
  return contacts.reduce((sum, count, interval) => sum + count * workSeconds[interval]!, 0) / total
}
