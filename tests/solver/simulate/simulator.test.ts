import { describe, expect, it } from 'vitest'
import type { SimulatedInstantQueue, Simulation } from '../../../solver/simulate/simulation.ts'
import { Simulator } from '../../../solver/simulate/simulator.ts'
import { evaluateQueue } from '../../../solver/staffing/queue-model.ts'

const DAY_SECONDS = 28_800

/** One queue of one interval, served by equal agents from start to end. */
function oneQueue(
  contacts: number,
  agents: number,
  queue: Partial<SimulatedInstantQueue>,
  seconds = DAY_SECONDS,
): Simulation {
  return {
    intervalSeconds: seconds,
    intervals: 1,
    dayOfInterval: Int32Array.of(0),
    queues: [
      {
        kind: 'instant',
        key: [1],
        handlingTimeVariation: 1,
        patienceVariation: 1,
        shares: [],
        contacts: Float64Array.of(contacts),
        workSeconds: Float64Array.of(120),
        daySpread: Float64Array.of(0),
        open: Uint8Array.of(1),
        curve: Float64Array.of(0, 1),
        answerWithinSeconds: 20,
        meanPatienceSeconds: Number.POSITIVE_INFINITY,
        rank: 0,
        requiredAgents: Float64Array.of(0),
        ...queue,
      },
    ],
    seats: Array.from({ length: agents }, (_, number) => ({
      key: [number],
      proficiency: Float64Array.of(1),
      afterSeconds: Float64Array.of(0),
      startsAt: 0,
      onPosition: [0, seconds],
      absenceRate: 0,
    })),
  }
}

interface Mean {
  readonly mean: number
  readonly standardError: number
}

/** Means of one day and their standard errors. */
function simulateDays(simulation: Simulation, days: number, seed: number) {
  const simulator = new Simulator(simulation)
  const tallies = Array.from({ length: days }, (_, day) => simulator.run(seed, day))
  const meanOf = (value: (tally: (typeof tallies)[number]) => number): Mean => {
    const mean = tallies.reduce((sum, tally) => sum + value(tally), 0) / days
    const squares = tallies.reduce((sum, tally) => sum + (value(tally) - mean) ** 2, 0)
    return { mean, standardError: Math.sqrt(squares / (days * (days - 1))) }
  }
  return {
    contacts: meanOf((tally) => tally.contacts[0]!),
    inTime: meanOf((tally) => tally.inTime[0]!),
    abandoned: meanOf((tally) => tally.abandoned[0]!),
    waitSeconds: meanOf((tally) => tally.waitSeconds[0]!),
    busySeconds: meanOf((tally) => tally.busySeconds[0]!),
    positionSeconds: meanOf((tally) => tally.positionSeconds[0]!),
  }
}

/** Within 3.5 standard errors: a right simulator misses this once in two thousand seeds. */
const expectNear = ({ mean, standardError }: Mean, exact: number) =>
  expect(Math.abs(mean - exact) / standardError).toBeLessThan(3.5)

/**
 * Published output of the ContactCenters simulator (github.com/umontreal-simul/contactcenters, Apache-2.0, files MMC.res
 * and MMCAb.res): 4.2 arrivals and 0.5 services a minute, 12 agents, 20 s, 480 minutes from empty, 1000 days; the
 * intervals are its own 95 % confidence intervals. The exact values are the solution of the same queue's Kolmogorov
 * equations from empty, step 0.002 min.
 */
describe('a day of 480 minutes from empty, 1000 times', () => {
  it('is inside the published intervals for customers who wait', () => {
    const day = simulateDays(oneQueue(4.2 * 480, 12, {}), 1000, 2)
    const serviceLevel = day.inTime.mean / day.contacts.mean
    expect(serviceLevel).toBeGreaterThanOrEqual(0.9)
    expect(serviceLevel).toBeLessThanOrEqual(0.904)
    expect(Math.abs(day.busySeconds.mean / day.positionSeconds.mean - 0.695)).toBeLessThan(0.002)
    expectNear(day.inTime, 1815.332)
    expectNear(day.busySeconds, 0.6969343 * 12 * DAY_SECONDS)
    expectNear(day.contacts, 2016)
  }, 60_000)

  it('is inside the published intervals for customers who give up', () => {
    const day = simulateDays(oneQueue(4.2 * 480, 12, { meanPatienceSeconds: 60 }), 1000, 2)
    expect(day.abandoned.mean).toBeGreaterThanOrEqual(57.66)
    expect(day.abandoned.mean).toBeLessThanOrEqual(59.56)
    expect(day.inTime.mean).toBeGreaterThanOrEqual(1903.8)
    expect(day.inTime.mean).toBeLessThanOrEqual(1908.2)
    expectNear(day.abandoned, 59.2366)
    expectNear(day.inTime, 1906.756)
  }, 60_000)
})

describe('simulator against the queueing model', () => {
  it('agrees on chats that share an agent', () => {
    const seconds = 10 * DAY_SECONDS
    const curve = Float64Array.of(0, 1, 2 ** (Math.log(2.16) / Math.log(3)), 2.16)
    const chats = { curve, workSeconds: Float64Array.of(480), answerWithinSeconds: 30, meanPatienceSeconds: 120 }
    const simulated = simulateDays(oneQueue((30 * seconds) / 480, 15, chats, seconds), 20, 1)
    const model = evaluateQueue({
      volume: (30 * seconds) / 480,
      intervalMinutes: seconds / 60,
      ahtSeconds: 480,
      agents: 15,
      answerWithinSeconds: 30,
      meanPatienceSeconds: 120,
      concurrency: 3,
      concurrencyGain: 2.16,
    })
    const contacts = simulated.contacts.mean
    expect(Math.abs(simulated.inTime.mean / contacts - model.serviceLevel)).toBeLessThan(0.012)
    expect(Math.abs(simulated.abandoned.mean / contacts - model.abandonRate)).toBeLessThan(0.006)
    expect(Math.abs(simulated.waitSeconds.mean / contacts - model.asaSeconds)).toBeLessThan(0.8)
    expect(Math.abs(simulated.busySeconds.mean / simulated.positionSeconds.mean - model.occupancy)).toBeLessThan(0.01)
  }, 60_000)
})
