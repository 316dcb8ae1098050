import { describe, expect, it } from 'vitest'
import type { Assignment, PlacedBreak } from '../../../solver/domain/roster.ts'
import { chat, phone, tickets } from '../staffing/plan-samples.ts'
import { at, office, people, shift, simulate } from './roster-sample.ts'

describe('simulateRoster', () => {
  const calls = {
    queues: [phone()],
    volume: () => 60,
    roster: people(6).map((id) => shift(id, 0, 24, ['phone'])),
  }

  it('repeats itself for a seed and differs for another', () => {
    expect(simulate(calls)).toEqual(simulate(calls))
    expect(simulate(calls)[0]!.mean).not.toBe(simulate({ ...calls, seed: 2 })[0]!.mean)
  })

  it('says what was promised and how often it was kept', () => {
    const [level] = simulate(calls)
    expect(level).toMatchObject({ queue: 'phone', target: '80 % in 20 s', targetShare: 0.8, abandonRate: 0 })
    // Erlang C gives 0.93 for six agents and three erlangs.
    expect(level!.lower95).toBeLessThan(level!.mean)
    expect(level!.mean).toBeGreaterThan(0.85)
    expect(level!.mean).toBeLessThan(0.99)
    expect(Math.abs(level!.contacts - 1440)).toBeLessThan(60)
    expect(level!.occupancy).toBeCloseTo(0.5, 1)
    expect(level!.worstInterval!.mean).toBeLessThan(level!.mean)
  })

  it('serves nobody where nobody is', () => {
    const [level] = simulate({ ...calls, roster: [] })
    expect(level).toMatchObject({ mean: 0, lower95: 0, upper95: 0, occupancy: 0 })
    expect(level!.asaSeconds).toBeGreaterThan(3600)
  })

  it('has nothing to miss without contacts', () => {
    const [level] = simulate({ ...calls, volume: () => 0 })
    expect(level).toMatchObject({
      mean: 1,
      lower95: 1,
      upper95: 1,
      worstInterval: null,
      contacts: 0,
      abandonRate: 0,
      asaSeconds: 0,
      occupancy: 0,
    })
  })

  it('takes breaks off and names the interval that suffers', () => {
    const meal: PlacedBreak = { kind: 'meal', paid: false, startMs: at(12), endMs: at(13) }
    const [level] = simulate({ ...calls, roster: people(6).map((id) => shift(id, 0, 24, ['phone'], [meal])) })
    expect(level!.worstInterval).toMatchObject({ start: '2026-11-09T12:00+00:00' })
    expect(level!.worstInterval!.mean).toBeLessThan(0.1)
  })

  it('counts shifts of the previous roster that reach into the horizon', () => {
    const night = { queues: [phone({ openHours: [{ from: '00:00', to: '05:00' }] })], volume: () => 60, roster: [] }
    expect(simulate(night)[0]!.mean).toBe(0)
    const previousRoster = people(8).map((id) => shift(id, -3, 6, ['phone']))
    expect(simulate({ ...night, previousRoster })[0]!.mean).toBeGreaterThan(0.9)
  })

  it('loses contacts that wait after closing when nobody is left', () => {
    const evening = { queues: [phone({ openHours: office })], volume: () => 40 }
    const [level] = simulate({ ...evening, roster: people(4).map((id) => shift(id, 9, 16, ['phone'])) })
    expect(level!.contacts).toBeLessThan(8 * 40 * 1.1)
    expect(level!.abandonRate).toBeCloseTo(1 / 8, 1)
    const [longer] = simulate({ ...evening, roster: people(4).map((id) => shift(id, 9, 18, ['phone'])) })
    expect(longer!.abandonRate).toBe(0)
  })

  it('serves the dearer queue first', () => {
    const [cheap, dear] = simulate({
      queues: [phone({ id: 'cheap', understaffingCostPerHour: 1 }), phone({ id: 'dear', understaffingCostPerHour: 2 })],
      volume: () => 60,
      roster: people(6).map((id) => shift(id, 0, 24, ['cheap', 'dear'])),
    })
    expect(dear!.mean).toBeGreaterThan(cheap!.mean + 0.2)
  })

  it('is slower with people who are', () => {
    expect(simulate({ ...calls, proficiency: 0.6 })[0]!.mean).toBeLessThan(simulate(calls)[0]!.mean - 0.1)
  })

  it('misses the people who stay away', () => {
    const absent = simulate({ ...calls, settings: { unplannedShrinkage: 0.3 }, replications: 40 })[0]!
    expect(absent.mean).toBeLessThan(simulate(calls)[0]!.mean - 0.05)
  })

  it('keeps the mean volume and spreads the days when the forecast is unsure', () => {
    const unsure = simulate({ ...calls, quantiles: { p10: 0.5, p90: 1.5 }, replications: 200 })[0]!
    const sure = simulate({ ...calls, replications: 200 })[0]!
    expect(Math.abs(unsure.contacts - 1440) / 1440).toBeLessThan(0.1)
    expect(unsure.upper95 - unsure.lower95).toBeGreaterThan(3 * (sure.upper95 - sure.lower95))
    expect(unsure.mean).toBeLessThan(sure.mean)
  })

  it('refuses replications and seeds that are none', () => {
    const message = (problem: string) => expect.objectContaining({ name: 'PlanningInputError', message: problem })
    expect(() => simulate({ ...calls, replications: 0 })).toThrow(
      message(
        '"0" is not a number of replications. Give a whole number of 1 or more; 20 say where the service level lies.',
      ),
    )
    expect(() => simulate({ ...calls, seed: 0.5 })).toThrow(message('"0.5" is not a seed. Give a whole number.'))
  })
})

describe('tickets in the simulation', () => {
  const desk = {
    queues: [tickets({ openHours: office, target: { finishWithinHours: 4, deadlineClock: 'open' } })],
    volume: (_: string, interval: number) => (interval >= 9 && interval < 17 ? 12 : 0),
  }

  it('are finished in time by enough people and late by too few', () => {
    const by = (count: number) =>
      simulate({ ...desk, roster: people(count).map((id) => shift(id, 9, 17, ['tickets'])) })[0]!
    expect(by(4)).toMatchObject({ target: '95 % finished in 4 h of open hours', targetShare: 0.95, abandonRate: 0 })
    // Not all: yesterday's first tickets fall due minutes after opening.
    expect(by(4).mean).toBeGreaterThan(0.95)
    expect(by(1).mean).toBeLessThan(0.7)
  })

  it('count those waiting at the start, and only those due within the horizon', () => {
    const stated = { ...desk, queues: [tickets({ openingBacklog: 30 })], volume: () => 0, roster: [] }
    expect(simulate(stated)[0]).toMatchObject({ contacts: 30, mean: 0 })
    // The last four hours' arrivals are due tomorrow, those of four hours of the day before today.
    const steady = simulate({ queues: [tickets()], volume: () => 10, roster: [], replications: 40 })[0]!
    expect(Math.abs(steady.contacts - 240)).toBeLessThan(10)
    const fresh = simulate({
      queues: [tickets({ openingBacklog: 0 })],
      volume: () => 10,
      roster: [],
      replications: 40,
    })[0]!
    expect(Math.abs(fresh.contacts - 200)).toBeLessThan(10)
  })

  it('do not take from instant work what it needs', () => {
    const both = ['phone', 'tickets']
    const calls = (roster: Assignment[]) =>
      simulate({
        queues: [phone(), tickets()],
        volume: (id) => (id === 'phone' ? 60 : 3),
        roster,
        replications: 20,
      })
    const apart = calls(people(5).map((id) => shift(id, 0, 24, ['phone'])))
    const shared = calls(people(5).map((id) => shift(id, 0, 24, both)))
    expect(shared[0]!.mean).toBeCloseTo(apart[0]!.mean, 1)
    // Two of the five are idle on average and could finish all tickets; the phone needs them at hand.
    expect(shared[1]!.mean).toBe(0)
    const plenty = calls(people(12).map((id) => shift(id, 0, 24, both)))
    expect(plenty[0]!.mean).toBeGreaterThan(0.99)
    expect(plenty[1]!.mean).toBeGreaterThan(0.95)
  })

  it('are interrupted by chats and taken up again', () => {
    const levels = simulate({
      queues: [chat(), tickets({ ahtSeconds: 3000 })],
      volume: (id) => (id === 'chat' ? 20 : 1),
      roster: people(8).map((id) => shift(id, 0, 24, ['chat', 'tickets'])),
    })
    expect(levels[0]!.mean).toBeGreaterThan(0.99)
    expect(levels[1]!.mean).toBeGreaterThan(0.9)
  })
})
