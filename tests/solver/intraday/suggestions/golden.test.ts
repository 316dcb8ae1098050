import { describe, expect, test } from 'vitest'
import type { PlacedActivity } from '../../../../solver/domain/roster.ts'
import { at, line, mealAt, named, only, shiftOf, suggest } from './day-sample.ts'

/** Contacts an hour in office hours. */
const steady = (perHour: number) => (_: string, hour: number) => (hour >= 9 && hour < 17 ? perHour : 0)

describe('moveBreak', () => {
  const sample = {
    volume: steady(100),
    roster: named(12).map((id, index) => shiftOf(id, 9, 8, { templateId: 'day', breaks: mealAt(index < 9 ? 12 : 14) })),
  }

  test('meals that leave the line to three people at noon are spread, at no cost', () => {
    const { isMended, cost, softCost, moves, effects, harm, people } = only(sample, 'moveBreak')
    expect({ isMended, cost, softCost, harm }).toEqual({ isMended: true, cost: 0, softCost: 0, harm: [] })
    expect(effects[0]!.span!.before).toBeLessThan(0.5)
    expect(effects[0]!.span!.after).toBeGreaterThan(0.8)
    expect(effects[0]!.span!.change.lower95).toBeGreaterThan(0.3)
    expect(people.length).toBeGreaterThan(2)
    for (const { before, after } of moves) {
      expect({ ...after, breaks: [] }).toEqual({ ...before, breaks: [] })
      expect(after!.breaks[0]!.startMs).not.toBe(at(12))
      expect(after!.breaks[0]!.startMs).toBeGreaterThanOrEqual(at(11))
      expect(after!.breaks[0]!.startMs).toBeLessThanOrEqual(at(15))
    }
  })

  test('a meal that has begun, or begins before anybody can be told, stays', () => {
    const late = { ...sample, asOfHour: 11.9 }
    expect(suggest(late).filter(({ kind }) => kind === 'moveBreak')).toEqual([])
  })

  test('pinned shifts stay', () => {
    const pinned = { ...sample, roster: sample.roster.map((shift) => ({ ...shift, pinned: true })) }
    expect(suggest(pinned).flatMap(({ moves }) => moves.filter(({ before }) => before !== null))).toEqual([])
  })
})

describe('moveActivity', () => {
  const training: PlacedActivity = { activityId: 'training', startMs: at(12), endMs: at(14) }
  const sample = {
    volume: (_: string, hour: number) => (hour >= 9 && hour < 14 ? 100 : hour >= 14 && hour < 17 ? 40 : 0),
    roster: named(10).map((id, index) => shiftOf(id, 9, 8, index < 6 ? { activities: [training] } : {})),
    settings: { activities: [{ id: 'training', minutes: 120, maxTogether: 6, employees: named(6) }] },
  }

  test('training at the busy hour is moved to the quiet afternoon, and not lost', () => {
    const { isMended, cost, moves, givenUp } = only(sample, 'moveActivity')
    expect({ isMended, cost, givenUp }).toEqual({ isMended: true, cost: 0, givenUp: [] })
    for (const { after } of moves) {
      expect(after!.activities).toHaveLength(1)
      expect(after!.activities![0]!.startMs).toBeGreaterThanOrEqual(at(13.5))
    }
  })

  test('where the day has no other place, it goes to a later shift of the person, else it is told as given up', () => {
    const settings = {
      activities: [{ id: 'training', minutes: 120, maxTogether: 6, employees: named(6), from: '12:00', to: '14:00' }],
    }
    const nextDay = [shiftOf('a00', 33, 8), shiftOf('a01', 33, 8)]
    const { moves, givenUp, softViolations } = only(
      { ...sample, settings, roster: [...sample.roster, ...nextDay] },
      'moveActivity',
    )
    const later = moves.filter(({ after }) => after!.startMs === at(33))
    expect(later.every(({ after }) => after!.activities![0]!.startMs === at(36))).toBe(true)
    const lost = givenUp.map(({ employeeId }) => employeeId)
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.filter((id) => id === 'a00' || id === 'a01')).toEqual([])
    expect(softViolations.map(({ ruleId, employeeId }) => [ruleId, employeeId])).toEqual(
      lost.map((id) => ['activityOnce', id]),
    )
  })
})

describe('extendShift', () => {
  const sample = {
    volume: (_: string, hour: number) => (hour >= 9 && hour < 19 ? 100 : 0),
    roster: [...named(9).map((id) => shiftOf(id, 9, 8)), shiftOf('z0', 9, 10, { templateId: 'long' })],
  }

  test('shifts under way take a longer template, at ordinary pay here', () => {
    const { isMended, cost, moves, people, leadMinutes } = only(sample, 'extendShift')
    expect(isMended).toBe(true)
    expect(cost).toBe(people.length * 2 * 3000)
    expect(leadMinutes).toBe(7 * 60)
    for (const { before, after } of moves) {
      expect(after).toEqual({ ...before, templateId: 'long', endMs: at(19) })
    }
  })

  test('hours beyond the ordinary ones are paid with the premium', () => {
    const settings = {
      contracts: [
        {
          ...{ id: 'hourly', guaranteedMinutesPerWeek: 0, ordinaryMinutesPerWeek: 480 },
          ...{ overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 480 },
        },
      ],
    }
    const { cost, people } = only({ ...sample, settings }, 'extendShift')
    expect(cost).toBe(people.length * 2 * 4500)
  })

  test('a hard rule that forbids it keeps everybody from it', () => {
    const settings = {
      workRules: [{ id: 'eight', kind: 'maxMinutesPerPeriod', period: 'day', maxMinutes: 480, source: 'test' }],
    }
    expect(suggest({ ...sample, settings }).filter(({ kind }) => kind === 'extendShift')).toEqual([])
  })

  test('where no template is longer there is no longer shift to be had', () => {
    const settings = { shiftTemplates: [{ id: 'plain', startTimes: ['09:00'], lengthMinutes: 480 }] }
    const free = { ...sample, settings, roster: sample.roster.slice(0, 9) }
    expect(suggest(free).filter(({ kind }) => kind === 'extendShift')).toEqual([])
  })
})

describe('callIn', () => {
  const sample = {
    volume: (_: string, hour: number) => (hour >= 9 && hour < 15 ? 60 : hour >= 15 && hour < 19 ? 100 : 0),
    roster: [
      ...named(5).map((id) => shiftOf(id, 9, 8)),
      ...named(4, 'e').map((id) => shiftOf(id, 15, 4, { templateId: 'late' })),
    ],
    others: named(8, 'o'),
    settings: {
      shiftTemplates: [
        { id: 'plain', startTimes: ['09:00'], lengthMinutes: 480 },
        { id: 'late', startTimes: ['15:00'], lengthMinutes: 240 },
      ],
    },
  }

  test('people who are off get a shift that can still begin', () => {
    const { isMended, cost, moves, people, leadMinutes } = only(sample, 'callIn')
    expect(isMended).toBe(true)
    expect(people.every((id) => id.startsWith('o'))).toBe(true)
    expect(cost).toBe(people.length * 4 * 3000)
    expect(leadMinutes).toBe(300)
    for (const { before, after } of moves) {
      expect(before).toBeNull()
      expect([after!.templateId, after!.startMs, after!.queueIds]).toEqual(['late', at(15), ['phone']])
    }
  })

  test('nobody with time off is called, and nobody without notice', () => {
    const availability = sample.others.map((employeeId) => ({
      ...{ employeeId, kind: 'timeOff' as const },
      ...{ startMs: at(0), endMs: at(24) },
    }))
    const isCalled = (found: ReturnType<typeof suggest>) => found.some(({ kind }) => kind === 'callIn')
    expect(isCalled(suggest({ ...sample, availability }))).toBe(false)
    expect(isCalled(suggest(sample, { callInMinutes: 301 }))).toBe(false)
    expect(isCalled(suggest(sample, { callInMinutes: 300 }))).toBe(true)
  })

  test('somebody on call whose stand-by has not begun works in its place', () => {
    const standBy = { id: 'stand-by', startTimes: ['14:00'], lengthMinutes: 360, onCall: true }
    const settings = { shiftTemplates: [...sample.settings.shiftTemplates, standBy] }
    const onCall = named(8, 'o').map((id) => shiftOf(id, 14, 6, { templateId: 'stand-by', onCall: true }))
    const { moves, isMended } = only({ ...sample, settings, roster: [...sample.roster, ...onCall] }, 'callIn')
    expect(isMended).toBe(true)
    expect(moves.filter(({ after }) => after === null).length).toBe(moves.length / 2)
  })
})

describe('openSkill', () => {
  const sample = {
    queues: [line(), line({ id: 'mail-line' })],
    volume: (id: string, hour: number) => (hour >= 9 && hour < 17 ? (id === 'phone' ? 100 : 10) : 0),
    roster: [
      ...named(5).map((id) => shiftOf(id, 9, 8)),
      ...named(8, 'm').map((id) => shiftOf(id, 9, 8, { queueIds: ['mail-line'] })),
    ],
  }

  test('people with the skill who serve another queue get it added', () => {
    const { isMended, cost, moves, people } = only(sample, 'openSkill')
    expect({ isMended, cost }).toEqual({ isMended: true, cost: 0 })
    expect(people.every((id) => id.startsWith('m'))).toBe(true)
    for (const { before, after } of moves) expect(after).toEqual({ ...before, queueIds: ['mail-line', 'phone'] })
  })

  test('what the other queue loses is told', () => {
    const busy = {
      ...sample,
      volume: (id: string, hour: number) => (id === 'phone' ? 2 : 0.85) * sample.volume('phone', hour),
    }
    const harmed = suggest(busy)
      .filter(({ kind }) => kind === 'openSkill')
      .flatMap(({ harm }) => harm)
    expect(harmed.map(({ queueId }) => queueId)).toEqual(['mail-line'])
    expect(harmed[0]!.rest.change.upper95).toBeLessThan(0)
  })
})

test('overflow: the other group takes the calls at once, a setting and no change of the roster', () => {
  const { isMended, operations, moves, cost, leadMinutes } = only(
    {
      queues: [line({ overflow: [{ group: 'back', afterSeconds: 90 }] })],
      volume: steady(100),
      roster: [...named(4).map((id) => shiftOf(id, 9, 8)), ...named(6, 'b').map((id) => shiftOf(id, 9, 8))],
      person: (id) => ({ group: id.startsWith('b') ? 'back' : 'care' }),
      settings: { groups: [{ id: 'care' }, { id: 'back' }] },
    },
    'overflow',
  )
  expect({ isMended, moves, cost, leadMinutes }).toEqual({ isMended: true, moves: [], cost: 0, leadMinutes: 0 })
  expect(operations).toEqual([{ kind: 'overflow', queueId: 'phone', groups: ['back'] }])
})

describe('botShare', () => {
  const sample = {
    volume: steady(100),
    roster: named(6).map((id) => shiftOf(id, 9, 8)),
    settings: { levers: [{ kind: 'botDeflection', share: 0.3, bouncedBack: 0.2 }] },
  }

  test('a bot that the plan has takes a step more while the line fails', () => {
    const { operations, lateAvoided, moves } = only(sample, 'botShare', { botShareStep: 0.1 })
    expect(moves).toEqual([])
    expect(operations).toEqual([
      { kind: 'botShare', queueId: 'phone', fromShare: 0.3, toShare: 0.4, startMs: at(10), endMs: at(17) },
    ])
    expect(lateAvoided.lower95).toBeGreaterThan(20)
  })

  test('there is no bot where the plan has none', () => {
    expect(suggest({ ...sample, settings: {} }).filter(({ kind }) => kind === 'botShare')).toEqual([])
  })
})

test('callback: contacts of the failing hours are called back in a later quiet span', () => {
  const { operations, lateAvoided } = only(
    {
      volume: (_, hour) => (hour >= 9 && hour < 12 ? 110 : hour >= 12 && hour < 17 ? 40 : 0),
      roster: named(6).map((id) => shiftOf(id, 9, 8)),
    },
    'callback',
  )
  expect(operations).toMatchObject([{ kind: 'callback', queueId: 'phone', share: 0.2, startMs: at(10) }])
  const [operation] = operations
  expect(operation!.kind === 'callback' && operation!.backFromMs >= at(12)).toBe(true)
  expect(lateAvoided.lower95).toBeGreaterThan(5)
})

describe('releaseEarly', () => {
  const sample = {
    volume: (_: string, hour: number) => (hour >= 9 && hour < 13 ? 100 : hour >= 13 && hour < 17 ? 30 : 0),
    roster: named(12).map((id) => shiftOf(id, 9, 8)),
  }

  test('is all there is to do on a day with people to spare, and leaves the line at its target', () => {
    const found = suggest(sample)
    expect(found.map(({ kind }) => kind)).toEqual(['releaseEarly'])
    const { cost, people, moves, spans, leadMinutes } = found[0]!
    expect(people.length).toBeGreaterThan(2)
    expect(people.length).toBeLessThan(11)
    expect(cost).toBe(-people.length * 3 * 3000)
    expect(leadMinutes).toBe(240)
    expect(spans).toEqual([{ queueId: 'phone', startMs: at(14), endMs: at(17) }])
    for (const { before, after } of moves) expect(after).toEqual({ ...before, templateId: 'short', endMs: at(14) })
  })

  test('is not told where the hours are paid all the same', () => {
    const settings = {
      contracts: [
        {
          ...{ id: 'hourly', guaranteedMinutesPerWeek: 2400, ordinaryMinutesPerWeek: 2400 },
          ...{ overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 0 },
        },
      ],
    }
    expect(suggest({ ...sample, settings })).toEqual([])
  })
})

test('where nothing helps nothing is suggested', () => {
  const roster = named(3).map((id) => shiftOf(id, 9, 8))
  expect(
    suggest({
      volume: steady(200),
      roster,
      settings: { shiftTemplates: [{ id: 'plain', startTimes: ['09:00'], lengthMinutes: 480 }] },
    }),
  ).toEqual([])
})

test('after the end of what is looked at there is nothing to do', () => {
  const roster = named(3).map((id) => shiftOf(id, 9, 8))
  expect(suggest({ volume: steady(200), roster, asOfHour: 18, untilHour: 18 })).toEqual([])
  expect(suggest({ volume: steady(200), roster, asOfHour: 60, untilHour: 70 })).toEqual([])
})

describe('ending early', () => {
  const sample = {
    volume: steady(100),
    roster: named(12).map((id, index) => shiftOf(id, 9, 8, { templateId: 'day', breaks: mealAt(index < 9 ? 12 : 14) })),
  }

  test('when it is stopped at once it comes back at once, with nothing', () => {
    expect(suggest(sample, { isStopped: () => true })).toEqual([])
  })

  test('when its time is up it gives what it has by then', () => {
    let asked = 0
    const ended = suggest(sample, { now: () => asked++, budgetMs: 40 })
    const inFull = suggest(sample)
    expect(asked).toBeLessThan(60)
    expect(ended.length).toBeLessThanOrEqual(inFull.length)
    expect(
      ended.every(({ lateAvoidedInSpans, kind }) => kind === 'releaseEarly' || lateAvoidedInSpans.lower95 > 0),
    ).toBe(true)
  })
})

test('free ones come first, and what keeps less in time for as much or more is left out', () => {
  const found = suggest({
    volume: (_, hour) => (hour >= 9 && hour < 17 ? 100 : 0),
    roster: named(12).map((id, index) => shiftOf(id, 9, 8, { templateId: 'day', breaks: mealAt(index < 9 ? 12 : 14) })),
    others: named(6, 'o'),
    settings: {
      shiftTemplates: [
        {
          id: 'day',
          startTimes: ['09:00'],
          lengthMinutes: 480,
          breaks: [{ kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 120, latestStartMinutes: 360 }],
        },
        { id: 'noon', startTimes: ['12:00'], lengthMinutes: 120 },
      ],
    },
  })
  expect(found[0]!.kind).toBe('moveBreak')
  const prices = found.filter(({ kind }) => kind !== 'releaseEarly').map(({ cost, softCost }) => cost + softCost)
  expect(prices).toEqual(prices.toSorted((a, b) => a - b))
  const more = found.slice(1).filter(({ kind }) => kind === 'callIn')
  expect(more.every(({ lateAvoided }) => lateAvoided.mean >= found[0]!.lateAvoided.mean)).toBe(true)
})
