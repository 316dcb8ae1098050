import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Violation } from '../../../solver/domain/plan-outputs.ts'
import { overrideFaults, publishGate } from '../../../solver/domain/publish-gate.ts'
import { TARGET_VERDICTS, type TargetOutcome, type TargetVerdict } from '../../../solver/domain/service-outputs.ts'

const QUEUES = ['chat', 'phone', 'tickets']

const outcome = (queue: string, verdict: TargetVerdict, rest: Partial<TargetOutcome> = {}): TargetOutcome => ({
  ...{ queue, unit: 'share', kind: 'answeredWithin', within: 30, asked: 0.8, over: 'week' },
  ...{ mean: 0.79, lower95: 0.77, upper95: 0.81, at: null, verdict, preset: null },
  ...rest,
})

const violation = (rest: Partial<Violation> = {}): Violation => ({
  ...{ ruleId: 'rest', ruleKind: 'restBetweenShifts', severity: 'hard', at: '2026-11-10T08:00+08:00' },
  ...{ size: 60, unit: 'minutes', message: 'Bo rests 1 h too little' },
  ...rest,
})

const met = QUEUES.map((queue) => outcome(queue, 'met'))
const evidence = (rest: Partial<Parameters<typeof publishGate>[0]> = {}) => ({
  ...{ violations: [], targets: met, serviceLevels: QUEUES.map((queue) => ({ queue, contacts: 100 })) },
  ...rest,
})
const idsOf = (rest: Parameters<typeof evidence>[0]) =>
  publishGate(evidence(rest), QUEUES).blockers.map(({ id, overridable }) => [id, overridable])

describe('publishGate', () => {
  it('lets a roster pass that keeps every hard rule and every target', () => {
    const soft = violation({ severity: 'soft' })
    expect(publishGate(evidence({ violations: [soft] }), QUEUES)).toEqual({ publishable: true, blockers: [] })
  })

  it('names targets that are missed or not proved, which may be overridden', () => {
    const tight = outcome('phone', 'unproven', { within: 15, preset: 'tmall', over: 'day' })
    expect(idsOf({ targets: [...met, tight, outcome('chat', 'missed')] })).toEqual([
      ['targetMissed:chat:answeredWithin:30:0.8:week', true],
      ['targetUnproven:phone:answeredWithin:15:0.8:day:tmall', true],
    ])
  })

  it('names each broken hard rule once, which nobody may override', () => {
    const later = violation({ at: '2026-11-12T08:00+08:00', message: 'An rests 2 h too little' })
    const { publishable, blockers } = publishGate(evidence({ violations: [later, violation()] }), QUEUES)
    expect(publishable).toBe(false)
    expect(blockers).toEqual([
      {
        ...{ kind: 'brokenRule', id: 'brokenRule:rest', overridable: false, ruleId: 'rest', count: 2 },
        message: 'Bo rests 1 h too little',
      },
    ])
  })

  it('takes a queue of which no target was simulated for not proved, unless nobody comes', () => {
    expect(idsOf({ targets: [] })).toEqual(QUEUES.map((queue) => [`nothingProved:${queue}`, false]))
    const levels = [
      { queue: 'chat', contacts: 0 },
      { queue: 'phone', contacts: 1 },
    ]
    expect(idsOf({ targets: [], serviceLevels: levels })).toEqual([
      ['nothingProved:phone', false],
      ['nothingProved:tickets', false],
    ])
  })

  it('tells apart targets that differ in their hours alone', () => {
    const evening = outcome('chat', 'missed', { mean: 0.5 })
    expect(idsOf({ targets: [...met, outcome('chat', 'missed'), evening] })).toEqual([
      ['targetMissed:chat:answeredWithin:30:0.8:week', true],
      ['targetMissed:chat:answeredWithin:30:0.8:week#2', true],
    ])
  })
})

describe('overrideFaults', () => {
  const { blockers } = publishGate(
    evidence({ violations: [violation()], targets: [...met, outcome('chat', 'missed'), outcome('phone', 'unproven')] }),
    QUEUES,
  )
  const [rule, chat, phone] = blockers.map(({ id }) => id) as [string, string, string]
  const faults = (named: readonly string[], of = blockers) => {
    const { final, unnamed, unknown } = overrideFaults(of, named)
    return { final: final.map(({ id }) => id), unnamed: unnamed.map(({ id }) => id), unknown }
  }

  it('finds what is left unnamed, what nobody may override and what does not stand against the roster', () => {
    expect(faults([chat])).toEqual({ final: [rule], unnamed: [phone], unknown: [] })
    expect(faults([chat, phone, 'targetMissed:other'])).toMatchObject({ unnamed: [], unknown: ['targetMissed:other'] })
    // A broken rule is not overridden by naming it.
    expect(faults([chat, phone, rule])).toEqual({ final: [rule], unnamed: [], unknown: [rule] })
  })

  it('finds nothing when all that may be overridden is named, in any order and more than once', () => {
    const targets = blockers.filter(({ overridable }) => overridable)
    expect(faults([phone, chat, phone], targets)).toEqual({ final: [], unnamed: [], unknown: [] })
  })
})

describe('laws of the gate', () => {
  const anyNumber = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN))
  const anyOutcome = fc
    .record({
      queue: fc.constantFrom(...QUEUES),
      verdict: fc.constantFrom(...TARGET_VERDICTS),
      within: fc.constantFrom(null, 15, 30),
      over: fc.constantFrom('week' as const, 'day' as const),
      ...{ mean: anyNumber, lower95: anyNumber, upper95: anyNumber },
      preset: fc.constantFrom(null, 'tmall'),
    })
    .map(({ queue, verdict, ...rest }) => outcome(queue, verdict, rest))
  const anyViolation = fc
    .record({
      ruleId: fc.constantFrom('rest', 'hours'),
      severity: fc.constantFrom('hard' as const, 'soft' as const),
      at: fc.constantFrom('2026-11-10T08:00+08:00', '2026-11-11T08:00+08:00'),
      message: fc.constantFrom('one', 'two'),
    })
    .map(violation)
  const anyEvidence = fc.record({
    violations: fc.array(anyViolation, { maxLength: 6 }),
    targets: fc.array(anyOutcome, { maxLength: 10 }),
    serviceLevels: fc
      .tuple(...QUEUES.map(() => fc.constantFrom(0, 5)))
      .map((contacts) => QUEUES.map((queue, number) => ({ queue, contacts: contacts[number]! }))),
  })

  it('the order of the evidence never matters', () => {
    const shuffledTwice = anyEvidence.chain((given) =>
      fc.record({
        given: fc.constant(given),
        shuffled: fc.record({
          violations: fc.shuffledSubarray(given.violations, { minLength: given.violations.length }),
          targets: fc.shuffledSubarray(given.targets, { minLength: given.targets.length }),
          serviceLevels: fc.shuffledSubarray(given.serviceLevels, { minLength: given.serviceLevels.length }),
        }),
        queues: fc.shuffledSubarray(QUEUES, { minLength: QUEUES.length }),
      }),
    )
    fc.assert(
      fc.property(shuffledTwice, ({ given, shuffled, queues }) => {
        expect(publishGate(shuffled, queues)).toEqual(publishGate(given, QUEUES))
      }),
    )
  })

  it('one thing more against a roster never makes it publishable, nor an override sufficient', () => {
    const against = fc.oneof(
      anyViolation.map((item) => ({ violations: [{ ...item, severity: 'hard' as const }], targets: [] })),
      fc
        .tuple(anyOutcome, fc.constantFrom('missed' as const, 'unproven' as const))
        .map(([item, verdict]) => ({ violations: [], targets: [{ ...item, verdict }] })),
    )
    fc.assert(
      fc.property(anyEvidence, against, (given, more) => {
        const before = publishGate(given, QUEUES)
        const after = publishGate(
          {
            ...given,
            violations: [...given.violations, ...more.violations],
            targets: [...given.targets, ...more.targets],
          },
          QUEUES,
        )
        expect(after.publishable).toBe(false)
        const override = before.blockers.filter(({ overridable }) => overridable).map(({ id }) => id)
        const { final, unnamed } = overrideFaults(after.blockers, override)
        // Another breach of a rule that is broken already adds to it; it stands against the roster as before.
        expect(final.length + unnamed.length).toBeGreaterThan(0)
      }),
    )
  })

  it('every blocker has an id of its own, and a roster passes exactly when nothing stands against it', () => {
    fc.assert(
      fc.property(anyEvidence, (given) => {
        const { publishable, blockers } = publishGate(given, QUEUES)
        expect(new Set(blockers.map(({ id }) => id)).size).toBe(blockers.length)
        const bad = given.targets.filter(({ verdict }) => verdict !== 'met').length
        expect(blockers.filter(({ overridable }) => overridable).length).toBe(bad)
        expect(publishable).toBe(blockers.length === 0)
      }),
    )
  })
})
