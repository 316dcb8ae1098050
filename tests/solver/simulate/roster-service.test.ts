import { describe, expect, it } from 'vitest'
import type { Assignment, PlacedBreak } from '../../../solver/domain/roster.ts'
import { prepareSimulation } from '../../../solver/simulate/simulate-roster.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { chat, forecastOf, inputsOf, phone, settingsOf, tickets } from '../staffing/plan-samples.ts'
import { refusal } from './refusal.ts'
import { at, horizon, office, people, serviceOf, shift, simulate } from './roster-sample.ts'

describe('who answers which contact', () => {
  const shared = (rest: object) => ({
    queues: [
      phone({ id: 'plain', understaffingCostPerHour: 9 }),
      phone({ id: 'vip', understaffingCostPerHour: 1, ...rest }),
    ],
    volume: () => 60,
    roster: people(6).map((id) => shift(id, 0, 24, ['plain', 'vip'])),
  })

  it('priority goes before price', () => {
    const [plain, vip] = simulate(shared({ priority: 1 }))
    expect(vip!.mean).toBeGreaterThan(plain!.mean + 0.2)
    const [dear, cheap] = simulate(shared({}))
    expect(dear!.mean).toBeGreaterThan(cheap!.mean + 0.2)
  })

  const overflowing = (afterSeconds: number | undefined) => ({
    queues: [
      phone({
        overflow: afterSeconds === undefined ? [] : [{ group: 'back', afterSeconds }],
        target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
      }),
    ],
    volume: () => 60,
    roster: ['p0', 'p1', 'b0', 'b1', 'b2', 'b3'].map((id) => shift(id, 0, 24, ['phone'])),
    groups: { b0: 'back', b1: 'back', b2: 'back', b3: 'back' },
    settings: { groups: [{ id: 'care' }, { id: 'back' }] },
    replications: 20,
  })

  it('another group helps once a contact has waited, not before', () => {
    const [at, after, late] = [undefined, 30, 90].map((seconds) => simulate(overflowing(seconds))[0]!)
    expect(at!.mean).toBeGreaterThan(0.9)
    // Two of their own cannot serve three erlangs, so most wait until the others may help, and are helped then.
    expect(after!.mean).toBeGreaterThan(0.85)
    expect(after!.asaSeconds).toBeGreaterThan(at!.asaSeconds + 10)
    expect(late!.mean).toBeLessThan(0.6)
    expect(late!.asaSeconds).toBeLessThan(120)
  })
})

describe('what chance brings', () => {
  const calls = {
    queues: [phone()],
    volume: () => 60,
    roster: people(5).map((id) => shift(id, 0, 24, ['phone'])),
    replications: 40,
  }

  it('is worse with handling times that vary more', () => {
    const [constant, exponential, wild] = [0, 1, 3].map(
      (handlingTimeVariation) => simulate({ ...calls, queues: [phone({ handlingTimeVariation })] })[0]!,
    )
    expect(constant!.asaSeconds).toBeLessThan(exponential!.asaSeconds)
    expect(wild!.asaSeconds).toBeGreaterThan(exponential!.asaSeconds)
    for (const { occupancy } of [constant!, wild!]) expect(occupancy).toBeCloseTo(0.6, 1)
  })

  it('people who come late are missed in their first hour', () => {
    const lateness = { share: 1, meanMinutes: 60 }
    const service = serviceOf({ ...calls, settings: { simulation: { lateness } } }).intervals[0]!
    const punctual = serviceOf(calls).intervals[0]!
    expect(service.serviceLevel[0]).toBeLessThan(punctual.serviceLevel[0]! - 0.3)
    expect(Math.abs(service.serviceLevel[20]! - punctual.serviceLevel[20]!)).toBeLessThan(0.05)
    expect(service.contacts).toEqual(punctual.contacts)
  })

  it('contacts of a bot that is out come on top, and the others stay as they are', () => {
    const levers = [{ kind: 'botDeflection', share: 0.5, bouncedBack: 0.2 }]
    const contacts = (simulation: object | undefined) =>
      simulate({ ...calls, settings: { levers, ...(simulation && { simulation }) }, replications: 200 })[0]!.contacts
    // 0.4 of all are kept away, two thirds of what comes; a bot that fails once in 24 h for 12 h is out a third of the time.
    const more = contacts({ botOutages: { perWeek: 7, meanHours: 12 } }) / contacts(undefined)
    expect(Math.abs(more - (1 + 2 / 9))).toBeLessThan(0.06)
  })
})

describe('targets', () => {
  const targets = [
    { kind: 'answeredWithin', share: 0.99, seconds: 60, over: 'week' },
    { kind: 'answeredWithin', share: 0.5, seconds: 60, over: 'interval' },
    { kind: 'meanResponse', seconds: 30, over: 'day' },
    { kind: 'presence', agents: 6 },
    { kind: 'presence', agents: 7 },
  ]
  const meal: PlacedBreak = { kind: 'meal', paid: false, startMs: at(12), endMs: at(13) }

  it('are judged over their span, with its start and a verdict', () => {
    const roster = people(6).map((id) => shift(id, 0, 24, ['phone']))
    const outcomes = serviceOf({ queues: [phone({ targets })], volume: () => 60, roster }).targets
    expect(outcomes.map(({ kind, over, unit, within, at: start }) => [kind, over, unit, within, start])).toEqual([
      ['answeredWithin', 'week', 'share', 20, null],
      ['answeredWithin', 'week', 'share', 60, null],
      ['answeredWithin', 'interval', 'share', 60, expect.stringMatching(/^2026-11-09T/)],
      ['meanResponse', 'day', 'seconds', null, '2026-11-09T00:00+00:00'],
      ['presence', 'interval', 'agents', null, '2026-11-09T00:00+00:00'],
      ['presence', 'interval', 'agents', null, '2026-11-09T00:00+00:00'],
    ])
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['met', 'missed', 'met', 'met', 'met', 'missed'])
    expect(outcomes[1]!.mean).toBeGreaterThan(outcomes[0]!.mean)
    expect(outcomes[4]).toMatchObject({ mean: 6, lower95: 6, upper95: 6 })
  })

  it('name the worst interval where it counts, and leave the others out', () => {
    const roster = people(6).map((id) => shift(id, 0, 24, ['phone'], [meal]))
    const judged = (window: object[]) =>
      serviceOf({
        queues: [phone({ targets: [{ kind: 'answeredWithin', share: 0.9, seconds: 60, over: 'interval', window }] })],
        volume: () => 60,
        roster,
      }).targets[1]!
    expect(judged([{ from: '09:00', to: '17:00' }])).toMatchObject({ at: '2026-11-09T12:00+00:00', verdict: 'missed' })
    expect(judged([{ from: '15:00', to: '17:00' }])).toMatchObject({ verdict: 'met' })
  })

  it('count the later replies of a chat by what else its agent holds', () => {
    const turns = { replySeconds: 60, customerSeconds: 60 }
    const replied = { kind: 'repliedWithin', share: 0.5, seconds: 60 }
    const judged = (agents: number) =>
      serviceOf({
        queues: [chat({ turns, targets: [replied] })],
        volume: () => 20,
        roster: people(agents).map((id) => shift(id, 0, 24, ['chat'])),
      }).targets[1]!.mean
    // An agent with a single chat replies within its mean time in 1 - 1/e of cases; one with three less often.
    expect(judged(40)).toBeGreaterThan(0.63)
    expect(judged(40)).toBeLessThan(0.75)
    expect(judged(2)).toBeLessThan(judged(40) - 0.1)
  })

  it('tell further deadlines of tickets apart', () => {
    const further = [
      { kind: 'finishedWithin', share: 0.9, hours: 1 },
      { kind: 'finishedWithin', share: 0.9, hours: 20 },
    ]
    const [main, soon, late] = serviceOf({
      queues: [tickets({ targets: further, openingBacklog: 0 })],
      volume: (_, interval) => (interval < 4 ? 30 : 0),
      roster: people(2).map((id) => shift(id, 0, 24, ['tickets'])),
    }).targets
    expect(soon!.mean).toBeLessThan(main!.mean)
    expect(main!.mean).toBeLessThan(late!.mean)
    expect(late).toMatchObject({ kind: 'finishedWithin', within: 20, verdict: 'met', mean: 1 })
  })
})

describe('service by interval', () => {
  it('shows occupancy, backlog and the age of the oldest, and nothing where nothing is', () => {
    const [service] = serviceOf({
      queues: [phone({ openHours: office })],
      volume: () => 60,
      roster: people(2).map((id) => shift(id, 9, 16, ['phone'])),
    }).intervals
    // Two agents for three erlangs: all busy, and a third of what came is left behind, the oldest for a third of the time.
    expect(service!.occupancy[12]).toBeCloseTo(1, 2)
    expect(Math.abs(service!.backlog[12]! - 80)).toBeLessThan(20)
    expect(Math.abs(service!.backlogAgeHours[12]! - 4 / 3)).toBeLessThan(0.4)
    expect(service!.occupancy[3]).toBeNaN()
    expect(service!.serviceLevel[3]).toBeNaN()
    expect(service!.asaSeconds[3]).toBeNaN()
    expect([service!.contacts[3], service!.backlog[3], service!.backlog[17]]).toEqual([0, 0, 0])
    expect(service!.abandonRate[15]).toBeGreaterThan(0.5)
  })

  it('refuses more contacts than can be simulated, and names their queue', () => {
    const settings = settingsOf([phone(), chat()])
    const few = forecastOf(horizon, settings, () => 10)
    const need = requirementFor(settings, few)
    const prepare = (chats: number, replications: number) => () => {
      const forecast = forecastOf(horizon, settings, (id) => (id === 'chat' ? chats : 10))
      prepareSimulation(inputsOf(settings, {}), forecast, need, { assignments: [] }, { replications, seed: 1 })
    }
    expect(prepare(80_000, 50)).not.toThrow()
    expect(prepare(80_000, 1000)).toThrow(
      refusal(
        '"chat" has 1920000 of the 1920240 contacts of the horizon, which in 1000 replications are too many to simulate. Simulate at most 52 replications.',
      ),
    )
    expect(prepare(800_000, 1)).toThrow(
      refusal(
        '"chat" has 19200000 of the 19200240 contacts of the horizon, which are more than can be simulated. At most 4000000 can be: check the volumes of the queue.',
      ),
    )
  })

  it('has people at an activity away as on a break, and those who stand by not there at all', () => {
    const of = (...roster: readonly Assignment[]) =>
      serviceOf({ queues: [phone()], volume: () => 20, roster: [...roster] })
    const away = { startMs: at(10), endMs: at(12) }
    const [p0, p1] = ['p0', 'p1'].map((id) => shift(id, 0, 24, ['phone']))
    const onBreak = { ...p0!, breaks: [{ kind: 'rest' as const, paid: true, ...away }] }
    const training = of({ ...p0!, activities: [{ activityId: 'training', ...away }] })
    expect(training).toEqual(of(onBreak))
    expect(training).not.toEqual(of(p0!))
    expect(of(p0!, { ...p1!, onCall: true })).toEqual(of(p0!))
  })

  it('leaves people without a skill for their queues out', () => {
    const nobody = { queues: [phone()], volume: () => 60, roster: [shift('p0', 0, 24, [])] }
    const { levels, intervals } = serviceOf(nobody)
    expect(levels[0]).toMatchObject({ mean: 0, occupancy: 0 })
    expect(intervals[0]!.occupancy[0]).toBeNaN()
  })
})
