import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { type DeadlineClock, deadlineClock } from '../../../solver/domain/deadline-clock.ts'
import { dayHorizon, localClocks } from '../../../solver/domain/horizon.ts'
import { ticketQueueSchema } from '../../../solver/domain/queue.ts'
import { randomStream } from '../../../solver/domain/random.ts'
import type { Seat, SimulatedQueue, Simulation } from '../../../solver/simulate/simulation.ts'

const INTERVAL_MINUTES = 30
const INTERVALS_PER_DAY = 1440 / INTERVAL_MINUTES
const SHIFT_SECONDS = 8 * 3600
const OPENS = 8
const CLOSES = 24

/** Kinds of the queues in turn; one in four are tickets. */
const KINDS = ['phone', 'chat', 'chat', 'ticket'] as const

/**
 * A week of queues in 30-minute intervals with an evening peak, and people who work five days of it on two of the
 * queues: three instant queues and then one of tickets, in turn.
 */
export function busyWeek(agents: number, queues: number, contacts: number): Simulation {
  const horizon = dayHorizon('2026-11-09', 7, INTERVAL_MINUTES, 'Asia/Shanghai')
  const clocks = localClocks(horizon)
  const shape = clocks.map(({ minuteOfDay }) => {
    const hour = minuteOfDay / 60
    return hour < OPENS ? 0 : 1 + 2 * Math.exp(-(((hour - 21) / 1.5) ** 2))
  })
  const total = shape.reduce((sum, weight) => sum + weight, 0)
  const volume = Float64Array.from(shape, (weight) => (weight * contacts) / queues / total)
  const clock = deadlineClock(
    ticketQueueSchema.parse({
      id: 'tickets',
      channel: 'ticket',
      openHours: [{ from: '08:00', to: '24:00' }],
      ahtSeconds: 400,
      target: { finishWithinHours: 12 },
    }),
    horizon,
  )
  return {
    intervalSeconds: INTERVAL_MINUTES * 60,
    intervals: horizon.intervals,
    dayOfInterval: Int32Array.from(clocks, ({ day }) => day),
    queues: Array.from({ length: queues }, (_, number) => queueOf(number, volume, clock)),
    seats: Array.from({ length: agents }, (_, agent) => seatsOf(agent, queues)).flat(),
    lateness: { share: 0.05, meanSeconds: 600 },
  }
}

function queueOf(number: number, contacts: Float64Array, clock: DeadlineClock): SimulatedQueue {
  const kind = KINDS[number % KINDS.length]!
  const work = {
    key: [number],
    contacts,
    workSeconds: new Float64Array(contacts.length).fill(kind === 'chat' ? 480 : 240),
    handlingTimeVariation: 0.8,
    daySpread: new Float64Array(7).fill(0.1),
  }
  const open = Uint8Array.from(contacts, (volume) => (volume > 0 ? 1 : 0))
  if (kind === 'ticket') return { ...work, open, kind: 'deferred', clock, shares: [] }
  return {
    ...work,
    open,
    kind: 'instant',
    curve: kind === 'chat' ? capacityCurve(3, 2.16) : capacityCurve(1, 1),
    answerWithinSeconds: 30,
    meanPatienceSeconds: 240,
    patienceVariation: 1,
    rank: number,
    requiredAgents: contacts.map((volume) => Math.ceil((volume * 240) / (INTERVAL_MINUTES * 60))),
    shares: [{ kind: 'answeredWithin', seconds: 60 }],
  }
}

/** Five days in a row with a meal; later shifts more often, as the evening wants it. */
function seatsOf(agent: number, queues: number): Seat[] {
  const stream = randomStream(20_261_109, agent)
  const served = [agent % queues, (agent + 1) % queues]
  const firstDay = agent % 3
  return Array.from({ length: 5 }, (_, day): Seat => {
    const hour = OPENS + Math.floor((CLOSES - OPENS - 8 + 1) * Math.sqrt(stream.uniform()))
    const startsAt = ((firstDay + day) * INTERVALS_PER_DAY * INTERVAL_MINUTES + hour * 60) * 60
    const meal = startsAt + SHIFT_SECONDS / 2
    return {
      key: [agent, day],
      proficiency: Float64Array.from({ length: queues }, (_, queue) => (served.includes(queue) ? 1 : 0)),
      afterSeconds: new Float64Array(queues),
      startsAt,
      onPosition: [startsAt, meal, meal + 1800, startsAt + SHIFT_SECONDS],
      absenceRate: 0.05,
    }
  })
}
