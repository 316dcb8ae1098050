import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SimulatedInstantQueue, Simulation } from '../../../solver/simulate/simulation.ts'
import { Simulator } from '../../../solver/simulate/simulator.ts'
import { evaluateClasses, leastAgentsForClasses } from '../../../solver/staffing/priority-queue.ts'
import { evaluateQueue, leastAgents } from '../../../solver/staffing/queue-model.ts'
import points from '../../golden/priority-points.json' with { type: 'json' }

const inputError = (message: string) => expect.objectContaining({ name: 'PlanningInputError', message })
const classOf = (volume: number, priority: number, answerWithinSeconds = 20) => ({
  volume,
  priority,
  answerWithinSeconds,
})
const service = (agents: number, ahtSeconds = 180) => ({ intervalMinutes: 30, ahtSeconds, agents })

/** Two classes of 40 and 50 contacts a half hour, 180 s each, before 11 agents. */
function simulatedClasses(intervalSeconds: number): Simulation {
  const queue = (contacts: number, rank: number): SimulatedInstantQueue => ({
    kind: 'instant',
    key: [rank],
    contacts: Float64Array.of((contacts * intervalSeconds) / 1800),
    workSeconds: Float64Array.of(180),
    handlingTimeVariation: 1,
    daySpread: Float64Array.of(0),
    open: Uint8Array.of(1),
    curve: Float64Array.of(0, 1),
    answerWithinSeconds: 20,
    meanPatienceSeconds: Number.POSITIVE_INFINITY,
    patienceVariation: 1,
    rank,
    requiredAgents: Float64Array.of(0),
    shares: [],
  })
  const seats = Array.from({ length: 11 }, (_, number) => ({
    key: [number],
    proficiency: Float64Array.of(1, 1),
    afterSeconds: Float64Array.of(0, 0),
    startsAt: 0,
    onPosition: [0, intervalSeconds],
    absenceRate: 0,
  }))
  const queues = [queue(40, 0), queue(50, 1)]
  return { intervalSeconds, intervals: 1, dayOfInterval: Int32Array.of(0), queues, seats }
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const classes = fc.array(
  fc.record({
    volume: fc.oneof(fc.constant(0), number(0.01, 200)),
    priority: fc.integer({ min: 1, max: 4 }),
    answerWithinSeconds: number(0, 600),
  }),
  { minLength: 1, maxLength: 4 },
)
const agents = fc.integer({ min: 0, max: 120 })
const aht = number(20, 900)
const ROUNDING = 1e-8

describe('evaluateClasses', () => {
  it.each(points)('reproduces $agents agents, volumes $volumes', (point) => {
    const offered = point.volumes.map((volume, place) => classOf(volume, place + 1, point.answerWithinSeconds[place]))
    const measured = evaluateClasses(offered, service(point.agents, point.ahtSeconds))
    expect(point.classes.length).toBeGreaterThanOrEqual(2)
    for (const [place, expected] of point.classes.entries()) {
      expect(measured[place]!.pWait).toBeCloseTo(expected.pWait, 9)
      expect(measured[place]!.serviceLevel).toBeCloseTo(expected.serviceLevel, 9)
      expect(measured[place]!.asaSeconds).toBeCloseTo(expected.asaSeconds, 8)
    }
  })

  it('makes Erlang C of a single class, and of classes of one priority', () => {
    const { pWait, serviceLevel, asaSeconds } = evaluateQueue({
      volume: 100,
      intervalMinutes: 30,
      ahtSeconds: 180,
      answerWithinSeconds: 20,
      agents: 12,
    })
    const expected = { pWait, serviceLevel, asaSeconds }
    const measured = [
      ...evaluateClasses([classOf(100, 3)], service(12)),
      ...evaluateClasses([classOf(30, 2), classOf(70, 2)], service(12)),
    ]
    expect(measured.length).toBe(3)
    for (const one of measured)
      for (const [measure, value] of Object.entries(expected))
        expect(one[measure as keyof typeof expected]).toBeCloseTo(value, 9)
  })

  it('never catches up with the low class of an overload, and still answers the high one', () => {
    const [high, low] = evaluateClasses([classOf(50, 1), classOf(100, 2)], service(10))
    // All ten are always busy: a high contact waits for the next of them, 18 s in the mean, and for those before it.
    expect(high).toEqual({ pWait: 1, serviceLevel: 1 - Math.exp((-5 / 180) * 20), asaSeconds: expect.closeTo(36, 9) })
    expect(low).toEqual({ pWait: 1, serviceLevel: 0, asaSeconds: Number.POSITIVE_INFINITY })
  })

  it('agrees with itself at the edges: nobody there, no contacts, no time', () => {
    expect(evaluateClasses([classOf(5, 1)], service(0))).toEqual([
      { pWait: 1, serviceLevel: 0, asaSeconds: Number.POSITIVE_INFINITY },
    ])
    expect(evaluateClasses([classOf(0, 1)], service(3))).toEqual([{ pWait: 0, serviceLevel: 1, asaSeconds: 0 }])
    for (const { pWait, serviceLevel } of evaluateClasses([classOf(20, 1, 0), classOf(60, 2, 0)], service(10)))
      expect(serviceLevel).toBeCloseTo(1 - pWait, 12)
  })

  it('keeps the waiting that there is: over all contacts the mean wait is that of one line', () => {
    fc.assert(
      fc.property(classes, aht, fc.integer({ min: 1, max: 40 }), (offered, ahtSeconds, spare) => {
        const volume = offered.reduce((sum, one) => sum + one.volume, 0)
        const count = Math.floor((volume * ahtSeconds) / 1800) + spare
        const line = evaluateQueue({ ...service(count, ahtSeconds), volume, answerWithinSeconds: 20 })
        const waiting = evaluateClasses(offered, service(count, ahtSeconds)).reduce(
          (sum, { asaSeconds }, place) => sum + asaSeconds * offered[place]!.volume,
          0,
        )
        expect(Math.abs(waiting - line.asaSeconds * volume)).toBeLessThanOrEqual(ROUNDING * (1 + waiting))
      }),
      { numRuns: 300 },
    )
  })

  it('never answers a higher class later, nor anybody later with one agent more, and never says NaN', () => {
    fc.assert(
      fc.property(classes, aht, agents, number(0, 600), (offered, ahtSeconds, count, answerWithinSeconds) => {
        const alike = offered
          .filter(({ volume }) => volume > 0)
          .map((one) => ({ ...one, answerWithinSeconds }))
          .sort((a, b) => a.priority - b.priority)
        const measured = evaluateClasses(alike, service(count, ahtSeconds))
        const eased = evaluateClasses(alike, service(count + 1, ahtSeconds))
        measured.forEach((one, place) => {
          const lower = measured[place + 1] ?? one
          expect(one.serviceLevel).toBeGreaterThanOrEqual(0)
          expect(one.serviceLevel).toBeLessThanOrEqual(1)
          expect(one.asaSeconds).toBeGreaterThanOrEqual(0)
          expect(lower.serviceLevel).toBeLessThanOrEqual(1)
          expect(lower.asaSeconds).toBeGreaterThanOrEqual(one.asaSeconds * (1 - ROUNDING))
          expect(eased[place]!.serviceLevel).toBeGreaterThanOrEqual(one.serviceLevel - ROUNDING)
          expect(eased[place]!.asaSeconds).toBeLessThanOrEqual(one.asaSeconds * (1 + ROUNDING))
        })
      }),
      { numRuns: 500 },
    )
  })

  it('has a share in time whose missing part sums over thresholds to the mean wait', () => {
    const offered = (within: number) => [classOf(40, 1, within), classOf(50, 2, within)]
    const step = 1
    let waited = 0
    for (let within = step / 2; within < 3000; within += step)
      waited += step * (1 - evaluateClasses(offered(within), service(11))[1]!.serviceLevel)
    expect(waited).toBeCloseTo(evaluateClasses(offered(0), service(11))[1]!.asaSeconds, 2)
  })

  it('agrees with the simulator', () => {
    const simulator = new Simulator(simulatedClasses(10 * 36_000))
    const days = Array.from({ length: 16 }, (_, day) => simulator.run(5, day))
    const model = evaluateClasses([classOf(40, 1), classOf(50, 2)], service(11))
    for (const place of [0, 1]) {
      const levels = days.map(({ inTime, contacts }) => inTime[place]! / contacts[place]!)
      const mean = levels.reduce((sum, level) => sum + level, 0) / days.length
      const squares = levels.reduce((sum, level) => sum + (level - mean) ** 2, 0)
      const error = Math.sqrt(squares / (days.length * (days.length - 1)))
      expect(error).toBeLessThan(0.008)
      expect(Math.abs(mean - model[place]!.serviceLevel) / error).toBeLessThan(4)
    }
  }, 60_000)

  it('names what cannot be used, what is common only once', () => {
    const evaluate = () =>
      evaluateClasses([classOf(-1, Number.NaN), classOf(1, 2, -5)], {
        intervalMinutes: 30,
        ahtSeconds: 0,
        agents: -1,
      })
    expect(evaluate).toThrow(
      inputError(
        [
          '"-1" is not a volume. Give the contacts of the interval, 0 or more.',
          '"0" is not a handling time. Give seconds above 0, for example 180.',
          '"NaN" is not a priority. Give a number; 1 is answered first.',
          '"-5" is not an answer threshold. Give seconds, 0 or more, for example 20.',
          '"-1" is not a number of agents. Give a whole number from 0 to 100000.',
        ].join('\n'),
      ),
    )
  })
})

describe('leastAgentsForClasses', () => {
  const common = { intervalMinutes: 30, ahtSeconds: 180 }

  it('is what one line takes when the target is one and the same class', () => {
    const one = { ...classOf(100, 1), target: 0.8 }
    expect(leastAgentsForClasses([one], common)).toBe(leastAgents({ ...common, ...one }))
  })

  it('keeps a strict target of few without keeping it for all', () => {
    const vip = { ...classOf(10, 1, 10), target: 0.95 }
    const others = { ...classOf(190, 2, 60), target: 0.8 }
    const needed = leastAgentsForClasses([vip, others], common)
    const levels = (count: number) =>
      evaluateClasses([vip, others], { ...common, agents: count }).map(({ serviceLevel }) => serviceLevel)
    expect(levels(needed)[0]).toBeGreaterThanOrEqual(0.95)
    expect(levels(needed)[1]).toBeGreaterThanOrEqual(0.8)
    const [vipWithFewer, othersWithFewer] = levels(needed - 1)
    expect(vipWithFewer! < 0.95 || othersWithFewer! < 0.8).toBe(true)
    expect(needed).toBeLessThan(leastAgents({ ...common, ...vip, volume: 200 }))
  })

  it('keeps to an occupancy limit and needs nobody for nothing', () => {
    const calls = [{ ...classOf(100, 1), target: 0.1 }]
    expect(leastAgentsForClasses(calls, { ...common, maxOccupancy: 0.5 })).toBe(20)
    expect(leastAgentsForClasses([{ ...classOf(0, 1), target: 0.9 }], common)).toBe(0)
    expect(leastAgentsForClasses([], common)).toBe(0)
  })

  it('refuses a target that can never be promised', () => {
    expect(() => leastAgentsForClasses([{ ...classOf(1, 1), target: 1 }], common)).toThrow(
      inputError('"1" is a service level that can never be promised. Use a share below 1 such as 0.95.'),
    )
  })
})
