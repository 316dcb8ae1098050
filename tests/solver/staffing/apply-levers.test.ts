import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Forecast, QueueForecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type Lever, leverSchema } from '../../../solver/domain/lever.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { applyLevers, leverEffects } from '../../../solver/staffing/apply-levers.ts'

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/levers.json'), 'utf8'))

const leverOf = (rest: object): Lever => leverSchema.parse(rest)

/** One figure for every interval of two days by the hour, the band from half to twice the mean. */
const queueOf = (queueId: string, contacts: number, ahtSeconds = 300, intervals = 48): QueueForecast => {
  const values = (value: number) => new Float64Array(intervals).fill(value)
  return {
    queueId,
    mean: values(contacts),
    quantiles: {
      p2_5: values(contacts * 0.5),
      p10: values(contacts * 0.7),
      p50: values(contacts),
      p90: values(contacts * 1.5),
      p97_5: values(contacts * 2),
    },
    ahtSeconds: values(ahtSeconds),
  }
}

const horizon = dayHorizon('2026-11-09', 2, 60, 'Asia/Shanghai')
const forecast: Forecast = {
  horizon,
  queues: [queueOf('chat', 100), queueOf('tickets', 20, 600), queueOf('senior', 4, 900)],
}
const withLevers = (...levers: object[]) => applyLevers(forecast, levers.map(leverOf)).queues
const by = (queues: readonly QueueForecast[], id: string) => queues.find(({ queueId }) => queueId === id)!

describe('bot deflection', () => {
  it.each(golden.deflection as { share: number; relativeAht: number; aht: number; load: number }[])(
    'leaves the harder part: %o',
    ({ share, relativeAht, aht, load }) => {
      const chat = by(withLevers({ kind: 'botDeflection', queue: 'chat', share, relativeAht }), 'chat')
      expect(chat.mean[0]! / 100).toBeCloseTo(1 - share, 12)
      expect(chat.ahtSeconds[0]! / 300).toBeCloseTo(aht, 2)
      expect((chat.mean[0]! * chat.ahtSeconds[0]!) / (100 * 300)).toBeCloseTo(load, 10)
    },
  )

  it('counts what is escalated and what bounces back', () => {
    const { contacts, contained, escalated, bouncedBack } = golden.containment
    const taken = contained + bouncedBack
    const bot = { kind: 'botDeflection', share: taken / contacts, bouncedBack: bouncedBack / taken, relativeAht: 0.5 }
    const chat = by(withLevers({ ...bot, queue: 'chat' }), 'chat')
    expect(chat.mean[0]! * (contacts / 100)).toBeCloseTo(escalated + bouncedBack, 9)
    // Those that bounce back are of the bot's kind, half as long; so the mean is taken over all but the contained.
    expect(chat.ahtSeconds[0]!).toBeCloseTo((300 * (contacts - 0.5 * contained)) / (escalated + bouncedBack), 9)
  })

  it('changes only its part of the contacts, on its dates, and the band with the mean', () => {
    const [chat] = withLevers({ kind: 'botDeflection', queue: 'chat', from: '2026-11-10', ofContacts: 0.2, share: 0.5 })
    expect(chat!.mean[23]).toBe(100)
    expect(chat!.mean[24]).toBeCloseTo(90, 12)
    expect(chat!.quantiles.p90[24]).toBeCloseTo(135, 12)
    expect(chat!.ahtSeconds[24]).toBeCloseTo(300, 12)
  })

  it('counts only what the history does not hold yet, and returns all of it while the bot is out', () => {
    const bot = { kind: 'botDeflection', queue: 'chat', relativeAht: 0.5, historyShare: 0.1, share: 0.4 }
    const outages = [
      { from: '2026-11-09T20:30', to: '2026-11-09T22:00' },
      { from: '2026-11-09T21:00', to: '2026-11-09T21:30' },
    ]
    const [chat] = withLevers({ ...bot, outages })
    expect(chat!.mean[19]).toBeCloseTo((100 * 0.6) / 0.9, 9)
    expect(chat!.mean[20]).toBeCloseTo((100 * 0.8) / 0.9, 9)
    expect(chat!.mean[21]).toBeCloseTo(100 / 0.9, 9)
    expect(chat!.ahtSeconds[21]).toBeCloseTo(300 * (0.9 / 0.95), 9)
    expect(chat!.mean[22]).toBeCloseTo((100 * 0.6) / 0.9, 9)
    // Outside its dates the bot is the one of the history, and can be out like it.
    const [later] = withLevers({ ...bot, from: '2026-11-10', outages })
    expect(later!.mean[19]).toBe(100)
    expect(later!.mean[21]).toBeCloseTo(100 / 0.9, 9)
  })

  it('is out for as long as the clock says on the days that it is changed', () => {
    const outOn = (day: string, from: string, to: string) => {
      const berlin = dayHorizon(day, 1, 30, 'Europe/Berlin')
      const bot = leverOf({
        kind: 'botDeflection',
        share: 0.5,
        outages: [{ from: `${day}T${from}`, to: `${day}T${to}` }],
      })
      const made = applyLevers({ horizon: berlin, queues: [queueOf('chat', 10, 300, berlin.intervals)] }, [bot])
      return [...made.queues[0]!.mean].flatMap((contacts, interval) => (contacts > 5 ? [interval] : []))
    }
    // 01:00 to 04:00 of summer time's first day is two hours, of its last day four.
    expect(outOn('2026-03-29', '01:00', '04:00')).toEqual([2, 3, 4, 5])
    expect(outOn('2026-10-25', '01:00', '04:00')).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('handling time', () => {
  const lookup = { kind: 'handlingTime', name: 'One-click lookup', queue: 'tickets', seconds: -180 }

  it('falls by the seconds on the share of contacts', () => {
    const tickets = by(withLevers({ ...lookup, share: 0.5, ofContacts: 0.5, to: '2026-11-09' }), 'tickets')
    expect(tickets.ahtSeconds[0]).toBeCloseTo(600 - 45, 12)
    expect(tickets.ahtSeconds[24]).toBe(600)
    expect(tickets.mean).toEqual(forecast.queues[1]!.mean)
  })

  it('never falls to nothing', () => {
    expect(() => withLevers({ ...lookup, queue: 'chat', from: '2026-11-10', seconds: -310 })).toThrow(
      new PlanningInputError({
        value: 'One-click lookup',
        problem: 'leaves contacts of queue "chat" -10 s of handling time on 2026-11-10, of 300 s',
        hint: 'Take off fewer seconds, or give the lever a smaller share of the contacts.',
      }),
    )
    expect(() => withLevers({ kind: 'handlingTime', queue: 'chat', seconds: -299.5 })).toThrow(/^"handlingTime" leaves/)
    expect(by(withLevers({ ...lookup, queue: 'chat', seconds: -299 }), 'chat').ahtSeconds[0]).toBe(1)
  })
})

describe('other levers', () => {
  it('self-service takes contacts away that history still has', () => {
    const lever = { kind: 'selfService', queue: 'chat', share: 0.4, historyShare: 0.2, ofContacts: 0.5 }
    expect(withLevers(lever)[0]!.mean[0]).toBeCloseTo((100 * 0.8) / 0.9, 10)
  })

  it.each(golden.repeats as { historyShare: number; share: number; contacts: number }[])(
    'repeats follow from the contacts before them: %o',
    ({ contacts, ...shares }) => {
      const [chat] = withLevers({ kind: 'repeatContacts', queue: 'chat', ...shares })
      expect(chat!.mean[0]! / 100).toBeCloseTo(contacts, 9)
      expect(chat!.ahtSeconds[0]).toBe(300)
    },
  )

  it('escalation adds to the other queue and leaves its own as it is', () => {
    const queues = withLevers({ kind: 'escalation', queue: 'chat', toQueue: 'senior', share: 0.05, historyShare: 0.02 })
    expect(by(queues, 'chat')).toEqual(forecast.queues[0])
    expect(by(queues, 'senior').mean[0]).toBeCloseTo(7, 12)
    expect(by(queues, 'senior').quantiles.p90[0]).toBeCloseTo(6 + 0.03 * 150, 12)
    expect(by(queues, 'senior').ahtSeconds).toEqual(forecast.queues[2]!.ahtSeconds)
  })

  it('fewer escalations than before empty the other queue at most', () => {
    const fewer = (historyShare: number) =>
      by(withLevers({ kind: 'escalation', queue: 'chat', toQueue: 'senior', share: 0, historyShare }), 'senior')
    expect(fewer(0.03).mean[0]).toBeCloseTo(1, 12)
    expect(fewer(0.03).quantiles.p90[0]).toBeCloseTo(1.5, 12)
    expect(fewer(0.5).mean[0]).toBe(0)
  })

  it('act in the order of the list', () => {
    const half = { kind: 'selfService', queue: 'chat', share: 0.5 }
    const up = { kind: 'escalation', queue: 'chat', toQueue: 'senior', share: 0.1 }
    expect(by(withLevers(half, up), 'senior').mean[0]).toBeCloseTo(9, 12)
    expect(by(withLevers(up, half), 'senior').mean[0]).toBeCloseTo(14, 12)
  })
})

it('tells what each lever does on top of those before it', () => {
  const levers = [
    { kind: 'selfService', queue: 'chat', share: 0.5, from: '2026-11-10' },
    { kind: 'escalation', queue: 'chat', toQueue: 'senior', share: 0.1 },
    { kind: 'handlingTime', seconds: 60 },
  ].map(leverOf)
  const told = leverEffects(forecast, levers).map((effect) => Object.values(effect))
  expect(told).toEqual([
    [0, 'chat', 4800, 3600, 300, 300],
    [1, 'chat', 3600, 3600, 300, 300],
    [1, 'senior', 192, 192 + 360, 900, 900],
    [2, 'chat', 3600, 3600, 300, 360],
    [2, 'tickets', 960, 960, 600, 660],
    [2, 'senior', 552, 552, 900, 960],
  ])
  const nobody = { horizon, queues: [queueOf('chat', 0)] }
  expect(leverEffects(nobody, levers.slice(0, 1))).toEqual([
    { lever: 0, queueId: 'chat', contactsBefore: 0, contactsAfter: 0, ahtSecondsBefore: null, ahtSecondsAfter: null },
  ])
})
