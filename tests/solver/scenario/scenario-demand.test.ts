import { describe, expect, test } from 'vitest'
import type { Forecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon, localClocks } from '../../../solver/domain/horizon.ts'
import { scenarioSchema } from '../../../solver/domain/scenario.ts'
import { scenarioDemand } from '../../../solver/scenario/scenario-demand.ts'

const horizon = dayHorizon('2026-11-09', 7, 60, 'Asia/Shanghai')
const clocks = localClocks(horizon)

/** Ten contacts an hour from 9 to 24 o'clock, none at night. */
const mean = Float64Array.from(clocks, ({ minuteOfDay }) => (minuteOfDay >= 540 ? 10 : 0))
const queue = (queueId: string) => ({
  queueId,
  mean,
  quantiles: { p2_5: mean, p10: mean, p50: mean, p90: mean.map((each) => 1.5 * each), p97_5: mean },
  ahtSeconds: mean.map(() => 300),
})
const forecast: Forecast = { horizon, queues: [queue('chat'), queue('tickets')] }

const LIVE = { kind: 'livestream', title: 'Evening live', expectedSize: 400 }
const calendar = ['2026-11-10', '2026-11-12'].map((date) => {
  const startMs = Date.parse(`${date}T20:00+08:00`)
  return { ...LIVE, startMs, endMs: startMs + 3 * 3_600_000 }
})

const demand = (rest: object) => scenarioDemand(forecast, scenarioSchema.parse({ id: 'what-if', ...rest }), calendar)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)
const at = (date: string, hour: number) =>
  clocks.findIndex((clock) => clock.date === date && clock.minuteOfDay === hour * 60)
const ofDay = (values: Float64Array, date: string) =>
  sum([...values].filter((_, interval) => clocks[interval]!.date === date))

describe('factors', () => {
  test('act in the hours of their window, of the day on which the window begins', () => {
    const window = [{ from: '22:00', to: '25:00' }]
    const night = Float64Array.from(clocks, () => 10)
    const open = { horizon, queues: [{ ...queue('chat'), mean: night }] }
    const scenario = scenarioSchema.parse({
      id: 'x',
      volume: [{ from: '2026-11-10', to: '2026-11-10', window, factor: 3 }],
    })
    const [chat] = scenarioDemand(open, scenario, []).queues
    const changed = [...chat!.mean.keys()].filter((interval) => chat!.mean[interval] !== 10)
    expect(changed).toEqual([at('2026-11-10', 22), at('2026-11-10', 23), at('2026-11-11', 0)])
    expect(changed.map((interval) => chat!.mean[interval])).toEqual([30, 30, 30])
  })

  test('about a part of the contacts change the whole by that part', () => {
    const [chat, tickets] = demand({
      volume: [{ queue: 'chat', category: 'shade', ofContacts: 0.2, factor: 2 }],
    }).queues
    expect(chat!.mean[at('2026-11-11', 12)]).toBeCloseTo(12, 9)
    expect(chat!.quantiles.p90[at('2026-11-11', 12)]).toBeCloseTo(18, 9)
    expect(tickets!.mean).toEqual(mean)
  })

  test('multiply where several hold at once', () => {
    const volume = [{ factor: 2 }, { from: '2026-11-11', to: '2026-11-11', factor: 1.5 }]
    const [chat] = demand({ volume, aht: [{ factor: 0.5 }] }).queues
    expect([chat!.mean[at('2026-11-11', 12)], chat!.mean[at('2026-11-12', 12)]]).toEqual([30, 20])
    expect(chat!.ahtSeconds[0]).toBe(150)
  })
})

describe('a shock', () => {
  const shock = { event: 'Evening live', date: '2026-11-10', share: 0.3, contactsPerOrder: 0.5, queue: 'chat' }

  test('brings its contacts in the days after, each day half of the day before, by the hours of the day', () => {
    const [chat, tickets] = demand({ shocks: [{ ...shock, days: 2 }] }).queues
    // 400 orders, three in ten, one contact for two of them: 60, of which 40 the next day and 20 on the day after.
    expect(ofDay(chat!.mean, '2026-11-11')).toBeCloseTo(150 + 40, 9)
    expect(ofDay(chat!.mean, '2026-11-12')).toBeCloseTo(150 + 20, 9)
    expect(chat!.mean[at('2026-11-11', 3)]).toBe(0)
    expect(sum(tickets!.mean)).toBe(sum(mean))
  })

  test('adds alike to every quantile', () => {
    const [chat] = demand({ shocks: [{ ...shock, orders: 1000 }] }).queues
    const noon = at('2026-11-11', 12)
    expect(chat!.quantiles.p90[noon]! - 15).toBeCloseTo(chat!.mean[noon]! - 10, 9)
  })

  test('of every such event counts each of them', () => {
    const { date: _, ...each } = shock
    const [chat] = demand({ shocks: [{ ...each, days: 1 }] }).queues
    expect(sum(chat!.mean) - sum(mean)).toBeCloseTo(120, 9)
  })
})

describe('an outage', () => {
  const outage = { from: '2026-11-11T12:00', to: '2026-11-11T14:30', returning: 0.8, withinHours: 4 }

  test('keeps contacts away and brings a share of them later, fewer and fewer', () => {
    const [chat] = demand({ outages: [outage] }).queues
    expect([12, 13].map((hour) => chat!.mean[at('2026-11-11', hour)])).toEqual([0, 0])
    // 25 contacts are kept away; 20 come from 14:30 to 18:30.
    expect(sum(mean) - sum(chat!.mean)).toBeCloseTo(5, 9)
    const more = [14, 15, 16, 17, 18, 19].map((hour) => chat!.mean[at('2026-11-11', hour)]! - 10)
    expect(more[0]).toBeCloseTo(-5 + 20 * (1 - 0.875 ** 2), 9)
    expect(more[1]! > more[2]! && more[2]! > more[3]! && more[3]! > more[4]!).toBe(true)
    expect(more[5]).toBeCloseTo(0, 9)
  })

  test('concerns the queues that it names', () => {
    const [chat, tickets] = demand({ outages: [{ ...outage, queues: ['tickets'] }] }).queues
    expect(chat!.mean).toEqual(mean)
    expect(tickets!.mean).not.toEqual(mean)
  })

  test('whose contacts come back after the horizon leaves them to the next week', () => {
    const late = { ...outage, from: '2026-11-15T22:00', to: '2026-11-16T00:00' }
    expect(sum(mean) - sum(demand({ outages: [late] }).queues[0]!.mean)).toBeCloseTo(20, 9)
  })
})
