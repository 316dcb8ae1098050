import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { turnsCurve } from '../../../solver/domain/chat-turns.ts'
import { blockingProbability, evaluateQueue, leastAgents, MAX_AGENTS } from '../../../solver/staffing/queue-model.ts'
import points from '../../golden/staffing-points.json' with { type: 'json' }

const table = (name: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url)), { columns: true })

/** A load in erlangs, in half hours. */
const load = (erlangs: number, ahtSeconds: number, answerWithinSeconds = 20) => ({
  volume: (erlangs * 1800) / ahtSeconds,
  intervalMinutes: 30,
  ahtSeconds,
  answerWithinSeconds,
})

const inputError = (message: string) => expect.objectContaining({ name: 'PlanningInputError', message })

describe('evaluateQueue', () => {
  const reference = table('erlang-reference.csv')
  it('has all the reference rows', () => {
    expect(reference.length).toBe(31)
  })

  it.each(reference)('reproduces the reference $model, $erlangs erlangs, $agents agents', (row) => {
    const measured = evaluateQueue({
      ...load(Number(row.erlangs), Number(row.aht_s), Number(row.threshold_s)),
      agents: Number(row.agents),
      meanPatienceSeconds: row.patience_s ? Number(row.patience_s) : undefined,
    })
    expect(Math.abs(measured.pWait - Number(row.p_wait))).toBeLessThan(1e-6)
    expect(Math.abs(measured.serviceLevel - Number(row.service_level))).toBeLessThan(1e-6)
    expect(Math.abs(measured.asaSeconds - Number(row.mean_wait_s))).toBeLessThan(1e-6)
    expect(Math.abs(measured.occupancy - Number(row.occupancy))).toBeLessThan(1e-6)
    expect(Math.abs(measured.abandonRate - Number(row.p_abandon || 0))).toBeLessThan(1e-6)
  })

  it.each(table('erlang-published.csv'))('reproduces $source, $agents agents, to the digits printed', (row) => {
    const measured = evaluateQueue({
      volume: Number(row.calls),
      intervalMinutes: Number(row.interval_s) / 60,
      ahtSeconds: Number(row.aht_s),
      answerWithinSeconds: Number(row.threshold_s),
      agents: Number(row.agents),
      meanPatienceSeconds: row.patience_s ? Number(row.patience_s) : undefined,
    })
    const printed: [string, number][] = [
      [row.p_wait!, measured.pWait],
      [row.service_level!, measured.serviceLevel],
      [row.asa_s!, measured.asaSeconds],
      [row.occupancy!, measured.occupancy],
      [row.p_abandon!, measured.abandonRate],
    ]
    const given = printed.filter(([text]) => text !== '')
    expect(given.length).toBeGreaterThanOrEqual(3)
    for (const [text, value] of given) {
      const digits = text.split('.')[1]?.length ?? 0
      // Some of the sources cut digits off instead of rounding, and one wait (4.19514 s) was computed less finely than
      // its digits say: the 60-digit reference above has 4.19512.
      expect(Math.abs(value - Number(text))).toBeLessThanOrEqual(2 * 10 ** -Math.min(digits, 8))
    }
  })

  it.each(points.erlangC)('gives Erlang C of $erlangs erlangs and $agents agents', ({ erlangs, agents, pWait }) => {
    expect(evaluateQueue({ ...load(erlangs, 180), agents }).pWait).toBeCloseTo(pWait, 8)
  })

  it.each(reference)('gives Erlang B of $erlangs erlangs and $agents agents', (row) => {
    const blocking = blockingProbability(Number(row.erlangs), Number(row.agents))
    expect(Math.abs(blocking - Number(row.erlangB))).toBeLessThan(1e-11)
  })

  it('agrees with Erlang B: when waiting customers leave at once, those who wait are those blocked', () => {
    expect(points.erlangB.length).toBeGreaterThan(0)
    for (const { erlangs, agents, blocking } of points.erlangB) {
      const measured = evaluateQueue({ ...load(erlangs, 180), agents, meanPatienceSeconds: 1e-7 })
      expect(measured.abandonRate).toBeCloseTo(blocking, 8)
      expect(blockingProbability(erlangs, agents)).toBeCloseTo(blocking, 8)
    }
  })

  it('blocks nobody where nobody comes and everybody where nobody is', () => {
    expect(blockingProbability(0, 3)).toBe(0)
    expect(blockingProbability(3, 0)).toBe(1)
    expect(blockingProbability(1e-300, 100_000)).toBe(0)
  })

  it.each(points.thousands)('stays exact with $agents agents and $erlangs erlangs', (point) => {
    const measured = evaluateQueue({
      ...load(point.erlangs, point.ahtSeconds, point.answerWithinSeconds),
      agents: point.agents,
      meanPatienceSeconds: point.meanPatienceSeconds,
    })
    expect(Math.abs(blockingProbability(point.erlangs, point.agents) - point.blocking)).toBeLessThan(1e-9)
    for (const measure of ['pWait', 'serviceLevel', 'asaSeconds', 'abandonRate'] as const)
      expect(Math.abs(measured[measure] - point[measure])).toBeLessThan(1e-8)
  })

  it.each(points.halfinWhitt)('tends to the limit of Halfin and Whitt at beta %d', (beta, pWait) => {
    const agents = 100_000
    const measured = evaluateQueue({ ...load(agents - beta! * Math.sqrt(agents), 180), agents })
    expect(Math.abs(measured.pWait - pWait!)).toBeLessThan(0.002)
  })

  it.each(points.serviceLevelOf24Erlangs)('serves 24 erlangs with $agents agents', ({ agents, serviceLevel }) => {
    expect(evaluateQueue({ ...load(24, 240), agents }).serviceLevel).toBeCloseTo(serviceLevel, 6)
  })

  it('reproduces the example of Garnett, Mandelbaum and Reiman', () => {
    const calls = { ...load(48, 60), agents: 50 }
    const impatient = evaluateQueue({ ...calls, meanPatienceSeconds: 120 })
    expect(impatient.pWait).toBeCloseTo(points.garnett.pWait, 5)
    expect(impatient.abandonRate).toBeCloseTo(points.garnett.abandonRate, 5)
    expect(impatient.asaSeconds).toBeCloseTo(points.garnett.asaSeconds, 2)
    expect(impatient.occupancy).toBeCloseTo(points.garnett.occupancy, 3)
    const patient = evaluateQueue(calls)
    expect(patient.pWait).toBeCloseTo(points.garnettWithoutPatience.pWait, 4)
    expect(patient.asaSeconds).toBeCloseTo(points.garnettWithoutPatience.asaSeconds, 2)
    const { p90Seconds } = points.garnettWithoutPatience
    const within = (answerWithinSeconds: number) => evaluateQueue({ ...calls, answerWithinSeconds }).serviceLevel
    expect(within(p90Seconds - 0.05)).toBeLessThan(0.9)
    expect(within(p90Seconds + 0.05)).toBeGreaterThan(0.9)
  })

  it('says that a queue which never empties serves nobody in time', () => {
    expect(evaluateQueue({ ...load(10, 180), agents: 10 })).toEqual({
      pWait: 1,
      serviceLevel: 0,
      asaSeconds: Number.POSITIVE_INFINITY,
      occupancy: 1,
      abandonRate: 0,
      offeredErlangs: 10,
    })
  })

  it('lets everyone give up where nobody is', () => {
    const measured = evaluateQueue({ ...load(1, 180), agents: 0, meanPatienceSeconds: 90 })
    expect(measured).toMatchObject({ pWait: 1, serviceLevel: 0, asaSeconds: 90, abandonRate: 1, occupancy: 0 })
  })

  it('stays finite in deep overload and with thousands of agents', () => {
    const overload = evaluateQueue({ ...load(100_000, 180), agents: 5000, meanPatienceSeconds: 60 })
    expect(overload.abandonRate).toBeCloseTo(0.95, 6)
    expect(overload.asaSeconds).toBeCloseTo(57, 4)
    expect(overload.serviceLevel).toBeLessThan(1e-9)
    const balanced = evaluateQueue({ ...load(10_000, 180), agents: 10_000, meanPatienceSeconds: 60 })
    expect(balanced.pWait).toBeGreaterThan(0.3)
    expect(balanced.pWait).toBeLessThan(0.6)
  })

  it('goes over into the queue of endless patience', () => {
    const patient = evaluateQueue({ ...load(10, 180), agents: 12 })
    const nearly = evaluateQueue({ ...load(10, 180), agents: 12, meanPatienceSeconds: 1e9 })
    expect(nearly.serviceLevel).toBeCloseTo(patient.serviceLevel, 5)
    expect(nearly.asaSeconds).toBeCloseTo(patient.asaSeconds, 3)
  })

  it('refuses figures that cannot be used, all of them at once', () => {
    const evaluate = () =>
      evaluateQueue({
        volume: -3,
        intervalMinutes: 0,
        ahtSeconds: Number.NaN,
        answerWithinSeconds: -1,
        meanPatienceSeconds: 0,
        concurrency: 2,
        concurrencyGain: 2.5,
        agents: 1.5,
      })
    expect(evaluate).toThrow(
      inputError(
        [
          '"-3" is not a volume. Give the contacts of the interval, 0 or more.',
          '"0" is not an interval length. Give minutes above 0, for example 30.',
          '"NaN" is not a handling time. Give seconds above 0, for example 180.',
          '"-1" is not an answer threshold. Give seconds, 0 or more, for example 20.',
          '"0" is not a mean patience. Give seconds above 0, or leave it out if nobody gives up.',
          '"2.5" is not a concurrency gain. Give a number from 1 to 2.',
          '"1.5" is not a number of agents. Give a whole number from 0 to 100000.',
        ].join('\n'),
      ),
    )
  })
})

describe('leastAgents', () => {
  const { patient, patience300, ahtSeconds } = points.leastAgents8020

  it.each(patient)('needs for %d erlangs at 80/20: %d agents', (erlangs, agents) => {
    expect(leastAgents({ ...load(erlangs!, ahtSeconds), target: 0.8 })).toBe(agents)
  })

  it.each(patience300)('needs for %d erlangs at 80/20 with patience: %d agents', (erlangs, agents) => {
    expect(leastAgents({ ...load(erlangs!, ahtSeconds), target: 0.8, meanPatienceSeconds: 300 })).toBe(agents)
  })

  it.each(points.chat)('staffs chats with gain $concurrencyGain by the capacity curve', (chat) => {
    const { concurrency, concurrencyGain } = chat
    const chats = { ...load(30, 480, 30), target: 0.9 }
    expect(leastAgents({ ...chats, concurrency, concurrencyGain })).toBe(chat.agents)
    expect(leastAgents({ ...load(30 / concurrencyGain, 480 / concurrencyGain, 30), target: 0.9 })).toBe(chat.oneAtATime)
  })

  it('staffs chats by a curve given in place of the gain', () => {
    const chats = { ...load(30, 480, 30), target: 0.9 }
    const curve = capacityCurve(3, 2.16)
    expect(leastAgents({ ...chats, curve })).toBe(leastAgents({ ...chats, concurrency: 3, concurrencyGain: 2.16 }))
    // Agents whose customers take twice as long as themselves, exactly: 1, 9/5 and 45/19 chats at a time.
    const exact = Float64Array.of(0, 1, 9 / 5, 45 / 19)
    const turns = turnsCurve(3, { replySeconds: 30, customerSeconds: 60 })
    expect(leastAgents({ ...chats, curve: turns })).toBe(leastAgents({ ...chats, curve: exact }))
    expect(leastAgents({ ...chats, curve: turns })).toBeLessThan(leastAgents({ ...chats, curve }))
  })

  it('refuses a curve with which more agents could serve worse', () => {
    const staff =
      (...curve: number[]) =>
      () =>
        leastAgents({ ...load(10, 180), target: 0.8, curve: Float64Array.from(curve) })
    const hint =
      'Start with 0 and 1, and let every further contact add something from 0 to what the one before it added.'
    for (const curve of [
      [0, 2],
      [0.5, 1],
      [0, 1, 2.5],
      [0, 1, 0.9],
      [0, 1, 1.2, 1.9],
      [0, 1, Number.NaN],
    ])
      expect(staff(...curve)).toThrow(inputError(`"${curve.join(', ')}" is not a capacity curve. ${hint}`))
    for (const curve of [[0], [0, 1, 1, 1, 1, 1, 1, 1]])
      expect(staff(...curve)).toThrow(
        inputError(`"${curve.length - 1}" is not a concurrency. Give a capacity curve for 1 to 6 contacts held.`),
      )
  })

  it('gives the same answer from any guess', () => {
    const calls = { ...load(10, 180), target: 0.8 }
    for (const guess of [0, 1, 5, 13, 14, 15, 40, 5000]) expect(leastAgents(calls, guess)).toBe(14)
  })

  it('keeps to an occupancy limit', () => {
    expect(leastAgents({ ...load(10, 180, 19.8), target: 0.8, maxOccupancy: 0.7 })).toBe(15)
  })

  it('needs nobody for nothing', () => {
    expect(leastAgents({ ...load(0, 180), target: 0.999 })).toBe(0)
  })

  it('refuses targets that cannot be promised or read', () => {
    const staff = (target: number, maxOccupancy?: number) => () =>
      leastAgents({ ...load(10, 180), target, maxOccupancy })
    expect(staff(1)).toThrow(
      inputError('"1" is a service level that can never be promised. Use a share below 1 such as 0.95.'),
    )
    expect(staff(80)).toThrow(
      inputError('"80" is a service level that can never be promised. Use a share below 1 such as 0.95.'),
    )
    expect(staff(Number.NaN)).toThrow(
      inputError('"NaN" is not a service level target. Use a share above 0 and below 1 such as 0.8.'),
    )
    expect(staff(0.8, 0)).toThrow(
      inputError('"0" is not an occupancy limit. Use a share above 0, at most 1, such as 0.85.'),
    )
  })

  it('says when no sane number of agents is enough', () => {
    expect(() => leastAgents({ ...load(2 * MAX_AGENTS, 180), target: 0.8 })).toThrow(
      inputError(
        '"200000 agents of pure work" cannot be served to the target by 100000 agents. ' +
          'Check the volume, the handling time and the occupancy limit; they may be in the wrong unit.',
      ),
    )
  })
})
