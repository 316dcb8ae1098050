import { describe, expect, it } from 'vitest'
import { simulateStaffing } from '../../../solver/simulate/simulate-staffing.ts'
import type { Simulation } from '../../../solver/simulate/simulation.ts'
import { Simulator } from '../../../solver/simulate/simulator.ts'
import { simulateLoneContacts } from '../../../solver/simulate/staffing-lone-contacts.ts'
import type { StaffingProfile } from '../../../solver/simulate/staffing-profile.ts'
import { staffedQueue } from '../../../solver/simulate/staffing-profile.ts'
import { simulateSharedContacts } from '../../../solver/simulate/staffing-shared-contacts.ts'
import { refusal } from './refusal.ts'

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

/** 4.2 arrivals and 0.5 services a minute, 12 agents, 20 s, 480 minutes from empty. */
const day = (rest: Partial<StaffingProfile> = {}): StaffingProfile => ({
  intervalMinutes: 480,
  volume: [2016],
  ahtSeconds: [120],
  agents: [12],
  answerWithinSeconds: 20,
  ...rest,
})

/**
 * Published output of the ContactCenters simulator (github.com/umontreal-simul/contactcenters, Apache-2.0, files MMC.res
 * and MMCAb.res), 1000 days; the intervals are its own 95 % confidence intervals. More days are simulated here: with as many, two right simulators
 * would disagree once in four times, since the published mean lies off the exact one.
 */
describe('a day of 480 minutes from empty', () => {
  it('is inside the published intervals for customers who wait', () => {
    const { serviceLevel, occupancy, abandoned } = simulateStaffing(day(), { replications: 4000, seed: 1 })
    // The published figures have three digits.
    expect(Number(serviceLevel.mean.toFixed(3))).toBeGreaterThanOrEqual(0.9)
    expect(serviceLevel.mean).toBeLessThanOrEqual(0.904)
    expect(Math.abs(occupancy - 0.695)).toBeLessThan(0.0025)
    expect(abandoned.mean).toBe(0)
  }, 120_000)

  it('is inside the published intervals for customers who give up', () => {
    const profile = day({ meanPatienceSeconds: 60 })
    const { abandoned, inTime, contacts } = simulateStaffing(profile, { replications: 4000, seed: 1 })
    expect(abandoned.mean).toBeGreaterThanOrEqual(57.66)
    expect(abandoned.mean).toBeLessThanOrEqual(59.56)
    expect(inTime.mean).toBeGreaterThanOrEqual(1903.785)
    expect(inTime.mean).toBeLessThanOrEqual(1908.231)
    expect(contacts.lower95 - 1).toBeLessThan(2016)
    expect(contacts.upper95 + 1).toBeGreaterThan(2016)
  }, 120_000)
})

/** Staffing that rises and falls, with more to do in the middle. */
const wave: StaffingProfile = {
  intervalMinutes: 30,
  volume: [20, 60, 120, 120, 40, 10, 60, 0],
  ahtSeconds: [300, 300, 240, 240, 300, 300, 300, 300],
  agents: [4, 10, 17, 17, 8, 3, 11, 2],
  answerWithinSeconds: 20,
  meanPatienceSeconds: 120,
}

describe('agents by interval', () => {
  it('serve the same contacts alike whether an agent could hold several or only one', () => {
    const queue = staffedQueue(wave, 1)
    const [lone, shared] = [simulateLoneContacts, simulateSharedContacts].map((simulate) => {
      let [contacts, inTime, abandoned, busySeconds, positionSeconds] = [0, 0, 0, 0, 0]
      for (let replication = 0; replication < 300; replication++) {
        const tally = simulate(queue, 1, replication)
        contacts += sum(tally.contacts)
        inTime += sum(tally.inTime)
        abandoned += sum(tally.abandoned)
        busySeconds += sum(tally.busySeconds)
        positionSeconds += sum(tally.positionSeconds)
      }
      return { contacts, inTime: inTime / contacts, abandoned: abandoned / contacts, busySeconds, positionSeconds }
    })
    expect(shared!.contacts).toBe(lone!.contacts)
    expect(Math.abs(shared!.inTime - lone!.inTime)).toBeLessThan(0.004)
    expect(Math.abs(shared!.abandoned - lone!.abandoned)).toBeLessThan(0.002)
    expect(Math.abs(shared!.busySeconds / lone!.busySeconds - 1)).toBeLessThan(0.002)
    expect(Math.abs(shared!.positionSeconds / lone!.positionSeconds - 1)).toBeLessThan(0.002)
  })

  it.each([
    ['one contact at a time', {}],
    ['three chats at a time', { concurrency: 3, concurrencyGain: 2.16, agents: [3, 6, 9, 9, 5, 2, 6, 2] }],
    ['regular times', { handlingTimeVariation: 0.5, patienceVariation: 0 }],
  ])(
    'agree with people on shifts: %s',
    (_, rest) => {
      const profile = { ...wave, ...rest }
      const replications = 300
      const { intervals } = simulateStaffing(profile, { replications, seed: 1 })
      const simulator = new Simulator(shiftsOf(profile))
      const [contacts, inTime] = [new Float64Array(8), new Float64Array(8)]
      for (let replication = 0; replication < replications; replication++) {
        const tally = simulator.run(2, replication)
        tally.contacts.forEach((count, interval) => {
          contacts[interval]! += count
          inTime[interval]! += tally.inTime[interval]!
        })
      }
      for (let interval = 0; interval < 7; interval++) {
        const half = (intervals.upper95[interval]! - intervals.lower95[interval]!) / 2
        const difference = inTime[interval]! / contacts[interval]! - intervals.serviceLevel[interval]!
        expect(Math.abs(difference)).toBeLessThan(2 * Math.SQRT2 * half + 0.004)
      }
      expect(intervals.serviceLevel[7]).toBeNaN()
    },
    60_000,
  )

  it('repeat themselves for a seed', () => {
    const run = (seed: number) => simulateStaffing(wave, { replications: 5, seed })
    expect(run(1)).toEqual(run(1))
    expect(run(1).serviceLevel).not.toEqual(run(2).serviceLevel)
  })

  it('name the worst interval that has contacts enough', () => {
    const { worstInterval, intervals } = simulateStaffing(wave, { replications: 50, seed: 1 })
    const least = Math.min(...intervals.serviceLevel.filter((share) => !Number.isNaN(share)))
    expect(worstInterval!.mean).toBe(least)
    expect(intervals.serviceLevel[worstInterval!.interval]).toBe(least)
  })
})

describe('limits', () => {
  const measures = (rest: Partial<StaffingProfile>) => simulateStaffing(day(rest), { replications: 20, seed: 1 })

  it.each([1, 3])('nobody is answered where nobody is, with %i at a time', (concurrency) => {
    const waiting = measures({ agents: [0], concurrency })
    expect(waiting.serviceLevel).toEqual({ mean: 0, lower95: 0, upper95: 0 })
    expect(waiting.abandonRate).toBe(0)
    // They have waited for four of the eight hours on average when it ends.
    expect(Math.abs(waiting.asaSeconds / 3600 - 4)).toBeLessThan(0.1)
    expect(measures({ agents: [0], concurrency, meanPatienceSeconds: 60 }).abandonRate).toBe(1)
  })

  it.each([1, 3])('an overload without patience ends, with %i at a time', (concurrency) => {
    const { serviceLevel, occupancy } = measures({ agents: [2], concurrency })
    expect(serviceLevel.mean).toBeLessThan(0.05)
    expect(occupancy).toBeGreaterThan(0.98)
    expect(occupancy).toBeLessThanOrEqual(1 + 1e-9)
  })

  it.each([1, 3])('who has no patience is answered at once or lost, with %i at a time', (concurrency) => {
    const { asaSeconds, abandonRate, serviceLevel } = measures({ meanPatienceSeconds: 0, concurrency, agents: [8] })
    expect(asaSeconds).toBe(0)
    expect(abandonRate + serviceLevel.mean).toBeCloseTo(1, 12)
    expect(abandonRate).toBeGreaterThan(0)
  })

  it('is Erlang loss for who has no patience', () => {
    // B(12, 8.4) = 0.0621 from B(n) = a B(n - 1) / (n + a B(n - 1)); a long day, so that the empty start hardly counts.
    let blocked = 1
    for (let agents = 1; agents <= 12; agents++) blocked = (8.4 * blocked) / (agents + 8.4 * blocked)
    const { abandonRate } = simulateStaffing(
      day({ meanPatienceSeconds: 0, handlingTimeVariation: 0.5, intervalMinutes: 48_000, volume: [201_600] }),
      { replications: 5, seed: 1 },
    )
    expect(Math.abs(abandonRate - blocked)).toBeLessThan(0.002)
  })

  it('has nothing to measure where nobody comes', () => {
    const { serviceLevel, worstInterval, occupancy } = measures({ volume: [0] })
    expect(serviceLevel.mean).toBeNaN()
    expect(worstInterval).toBeNull()
    expect(occupancy).toBe(0)
  })

  it.each([
    [{ ahtSeconds: [0] }, '"ahtSeconds 0" cannot be simulated (interval 1). Give a number above 0.'],
    [{ volume: [Number.NaN] }, '"volume NaN" cannot be simulated (interval 1). Give a number of 0 or more.'],
    [{ agents: [1.5] }, '"agents 1.5" is not a whole number (interval 1). Round the agents up.'],
    [
      { agents: [1, 2] },
      '"1, 2 and 1" are numbers of intervals that do not agree. Give volume, agents and handling time for every interval, and at least one interval.',
    ],
    [
      { concurrency: 9 },
      '"concurrency 9" is not a number of contacts that an agent can hold. Give a whole number from 1 to 6.',
    ],
    [
      { concurrency: 2, concurrencyGain: 3 },
      '"concurrencyGain 3" is not between 1 and the concurrency 2. Nobody works faster than one contact at a time, times the contacts held.',
    ],
    [
      { volume: [1e9] },
      '"20000000000 contacts" in 20 replications are more than can be simulated. Simulate at most 200000000 contacts: check the volumes or take fewer replications.',
    ],
  ] as const)('refuses %o', (rest, message) => {
    expect(() => measures(rest)).toThrow(refusal(message))
  })
})

/** The same staffing as people: whoever has come longest goes first. */
function shiftsOf(profile: StaffingProfile): Simulation {
  const queue = staffedQueue(profile, 1)
  const { intervals, intervalSeconds } = queue
  const shifts: [start: number, end: number][] = []
  const present: number[] = []
  queue.agents.forEach((agents, interval) => {
    const now = interval * intervalSeconds
    while (present.length > agents) shifts.push([present.shift()!, now])
    while (present.length < agents) present.push(now)
  })
  for (const start of present) shifts.push([start, intervals * intervalSeconds])
  return {
    intervalSeconds,
    intervals,
    dayOfInterval: new Int32Array(intervals),
    queues: [
      {
        kind: 'instant',
        key: [1],
        contacts: queue.volume,
        workSeconds: queue.workSeconds,
        handlingTimeVariation: queue.handlingTimeVariation,
        daySpread: Float64Array.of(0),
        open: new Uint8Array(intervals).fill(1),
        curve: queue.curve,
        answerWithinSeconds: queue.answerWithinSeconds,
        meanPatienceSeconds: queue.meanPatienceSeconds,
        patienceVariation: queue.patienceVariation,
        rank: 0,
        requiredAgents: new Float64Array(intervals),
        shares: [],
      },
    ],
    seats: shifts.map(([start, end], number) => ({
      key: [number],
      proficiency: Float64Array.of(1),
      afterSeconds: Float64Array.of(0),
      startsAt: start,
      onPosition: [start, end],
      absenceRate: 0,
    })),
  }
}
