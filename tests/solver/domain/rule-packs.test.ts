import chineseDays from 'chinese-days'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { RESTRICTIONS } from '../../../solver/domain/employee.ts'
import { CN_HOLIDAYS } from '../../../solver/domain/rule-packs/cn-holidays.ts'
import { predictabilityPayOn, RULE_PACKS, rulePackGaps, rulesInForce } from '../../../solver/domain/rule-packs.ts'
import { type WorkRule, workRuleSchema } from '../../../solver/domain/work-rule.ts'

const packs = RULE_PACKS.map((pack) => [pack.id, pack] as const)
const ruleOf = (packId: string, ruleId: string) =>
  RULE_PACKS.find(({ id }) => id === packId)?.rules.find(({ id }) => id === ruleId)
const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'no error'
}

describe('every pack', () => {
  test('has an id of its own, and so has every rule and term of all packs', () => {
    const ids = RULE_PACKS.flatMap((pack) => [pack.id, ...[...pack.rules, ...pack.contractTerms].map(({ id }) => id)])
    const ownIds = ids.filter((id) => id !== 'basic')
    expect(new Set(ownIds).size).toBe(ownIds.length)
    expect(RULE_PACKS).toHaveLength(17)
  })

  test.each(packs)('%s is named in both languages, cited and dated', (id, pack) => {
    expect(pack.rules.length + pack.contractTerms.length).toBeGreaterThan(0)
    for (const text of [pack, ...pack.rules, ...pack.contractTerms, ...pack.predictabilityPay])
      expect([text.id, text.name]).toEqual([
        text.id,
        { 'zh-CN': expect.stringMatching(/./), en: expect.stringMatching(/./) },
      ])
    for (const rule of pack.rules) {
      expect(workRuleSchema.safeParse({ ...rule, ...('from' in rule && { from: '09:00', to: '10:00' }) }).success).toBe(
        true,
      )
      if (id === 'basic') continue
      expect([rule.id, rule.validFrom]).toEqual([rule.id, expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)])
      expect([rule.id, rule.source]).toEqual([rule.id, expect.stringMatching(/\d/)])
    }
  })

  test.each(packs)('%s needs no words but those of employees.csv', (_id, pack) => {
    for (const { appliesTo } of pack.rules) {
      const { restrictions = [], notRestrictions = [], ...others } = appliesTo ?? {}
      expect(others).toEqual({})
      for (const word of [...restrictions, ...notRestrictions]) expect(RESTRICTIONS).toContain(word)
    }
  })
})

describe('what the law says', () => {
  test.each([
    ['cn-standard', 'cn-max-day', { period: 'day', maxMinutes: 660 }],
    ['cn-standard', 'cn-max-overtime-month', { maxMinutes: 2160 }],
    ['cn-standard', 'cn-weekly-rest', { minDays: 1 }],
    ['cn-standard', 'cn-usual-overtime-day', { severity: 'soft', ordinaryMinutes: 480, maxMinutes: 60 }],
    ['cn-standard', 'cn-protected-no-night', { fromMinute: 1320, toMinute: 360 }],
    ['cn-standard', 'cn-nursing-hour', { severity: 'soft', breakMinutes: 60, mustBePaid: true }],
    ['cn-standard', 'cn-holiday-pay-2026', { premium: 2, validFrom: '2026-01-01', validTo: '2026-12-31' }],
    ['cn-rest-day-pay', 'cn-rest-day-pay-2026', { premium: 1 }],
    // 248 * 8 h / 52 = 38.15 h; 36 h * 12 / 52 = 8.31 h
    [
      'cn-comprehensive-quarter',
      'cn-comprehensive-quarter-average',
      { maxMinutesPerWeek: 2289 + 498, referenceWeeks: 13 },
    ],
    [
      'cn-comprehensive-year',
      'cn-comprehensive-year-overtime-pay',
      { premium: 0.5, minutesPerWeek: 2289, referenceWeeks: 52 },
    ],
    ['eu', 'eu-daily-rest', { minMinutes: 660 }],
    ['eu', 'eu-weekly-rest', { minMinutes: 2100, everyDays: 7 }],
    ['eu', 'eu-average-week', { maxMinutesPerWeek: 2880, referenceWeeks: 17 }],
    ['eu', 'eu-night-shift', { fromMinute: 1440, toMinute: 300, minNightMinutes: 180, maxMinutes: 480 }],
    ['uk', 'uk-average-week', { referenceWeeks: 17, appliesTo: { notRestrictions: ['opt-out-48h'] } }],
    ['uk', 'uk-night-shift', { fromMinute: 1380, toMinute: 360, minNightMinutes: 180 }],
    ['uk', 'uk-young-break', { longerThanMinutes: 270, breakMinutes: 30, appliesTo: { restrictions: ['minor'] } }],
    ['california', 'ca-overtime-day', { premium: 0.5, aboveMinutes: 480 }],
    ['california', 'ca-double-time-day', { premium: 0.5, aboveMinutes: 720 }],
    ['california', 'ca-meal', { longerThanMinutes: 300, breakMinutes: 30, count: 1, latestStartMinutes: 300 }],
    ['california', 'ca-second-meal', { longerThanMinutes: 600, count: 2, latestStartMinutes: 600 }],
    ['california', 'ca-rest', { longerThanMinutes: 209, breakMinutes: 10, mustBePaid: true, count: 1 }],
    ['fair-workweek-chicago', 'fair-workweek-chicago-short-rest', { premium: 0.25, minRestMinutes: 600 }],
    ['fair-workweek-oregon', 'fair-workweek-oregon-short-rest', { premium: 0.5, minRestMinutes: 600 }],
    [
      'fair-workweek-philadelphia',
      'fair-workweek-philadelphia-short-rest',
      { premium: 0, minRestMinutes: 540, amountPerShift: 4000 },
    ],
    ['fair-workweek-new-york-city-retail', 'fair-workweek-new-york-city-retail-no-on-call', { maxShifts: 0 }],
  ])('%s: %s', (packId, ruleId, expected) => {
    expect(ruleOf(packId, ruleId)).toMatchObject(expected)
  })

  test.each(Object.entries(CN_HOLIDAYS))(
    'the days off of %s are those of the State Council',
    (year, { statutory, rest }) => {
      const days = Array.from({ length: 365 }, (_, day) => DateTime.utc(Number(year)).plus({ days: day }).toISODate()!)
      // Days off bear the holiday's names, other days the weekday's.
      const off = days.filter((day) => {
        const { work, name } = chineseDays.getDayDetail(day)
        return !work && name.includes(',')
      })
      expect([...statutory, ...rest].toSorted()).toEqual(off)
      expect(statutory).toHaveLength(13)
    },
  )

  test('years whose holidays are not known are told of', () => {
    expect(rulePackGaps('2026-12-31', ['cn-standard', 'uk'])).toEqual([])
    expect(rulePackGaps('2027-01-01', ['uk', { id: 'cn-standard', appliesTo: { groups: ['a'] } }])).toEqual([
      'Rule pack cn-standard knows holidays until 2026-12-31: later ones are planned at ordinary pay. Add a rule of kind datePremium with their dates.',
    ])
    for (const { rules, datesKnownUntil } of RULE_PACKS)
      expect(rules.some(({ kind }) => kind === 'datePremium')).toBe(datesKnownUntil !== undefined)
  })

  test('approvals that are missing or have run out are told of', () => {
    const gaps = (lastDate: string, rest: object) => rulePackGaps(lastDate, [{ id: 'cn-comprehensive-year', ...rest }])
    expect(gaps('2026-06-30', { approvedUntil: '2026-06-30' })).toEqual([])
    expect(gaps('2026-07-01', { approvedUntil: '2026-06-30' })).toEqual([
      'The approval of rule pack cn-comprehensive-year ends on 2026-06-30. Plan with the standard pack after it.',
    ])
    expect(gaps('2026-06-30', {})).toEqual([
      'Rule pack cn-comprehensive-year needs an approval of the authority. Name its last day as approvedUntil.',
    ])
  })

  test('late changes are paid by the law of the day', () => {
    const on = (date: string, id: string) => predictabilityPayOn(date, [`fair-workweek-${id}`]).map(({ law }) => law)
    expect(on('2022-06-30', 'chicago')).toMatchObject([{ noticeHours: 240, lostHoursNoticeHours: 24 }])
    expect(on('2022-07-01', 'chicago')).toMatchObject([{ noticeHours: 336, hoursPerChange: 1, lostHoursShare: 0.5 }])
    expect(on('2025-06-30', 'los-angeles-county')).toEqual([])
    expect(on('2025-07-01', 'los-angeles-county')).toMatchObject([{ noticeHours: 336, lostHoursNoticeHours: 336 }])
    expect(on('2026-01-01', 'new-york-city-retail')).toMatchObject([
      { noticeHours: 72, byConsentOnly: true, hoursPerChange: 0 },
    ])
    expect(predictabilityPayOn('2026-01-01', ['cn-standard', 'california'])).toEqual([])
  })
})

describe('rules in force', () => {
  const ids = (rules: readonly WorkRule[]) => rules.map(({ id }) => id)
  const own: WorkRule = { id: 'own', source: 'company', severity: 'hard', kind: 'maxConsecutiveDays', maxDays: 5 }

  test('are the basic ones and those of the packs and the plan, ordered by id', () => {
    const rules = ids(rulesInForce(['uk', 'basic'], [own]))
    expect(rules).toEqual(rules.toSorted())
    expect(rules).toEqual(expect.arrayContaining(['basic-no-overlap', 'uk-break', 'own']))
    expect(rules.filter((id) => id.startsWith('basic-'))).toHaveLength(9)
  })

  test('of a pack for some bind those of them whom the rule binds', () => {
    const rules = rulesInForce([{ id: 'uk', appliesTo: { groups: ['leeds'] } }], [])
    const appliesTo = (id: string) => rules.find((rule) => rule.id === id)?.appliesTo
    expect(appliesTo('uk-break')).toEqual({ groups: ['leeds'] })
    expect(appliesTo('uk-young-break')).toEqual({ groups: ['leeds'], restrictions: ['minor'] })
    expect(appliesTo('basic-no-overlap')).toBeUndefined()
  })

  test('are without those left out', () => {
    const all = ids(rulesInForce(['cn-standard'], []))
    const some = ids(rulesInForce([{ id: 'cn-standard', without: ['cn-protected-no-night', 'cn-overtime-pay'] }], []))
    expect(some).toEqual(all.filter((id) => id !== 'cn-protected-no-night'))
  })

  test('are refused in full words', () => {
    expect(messageOf(() => rulesInForce(['mars'], []))).toBe(
      `plan.yaml, column rulePacks: "mars" is not a rule pack. Use one of: ${RULE_PACKS.map(({ id }) => id).join(', ')}; or write the rules under workRules.`,
    )
    expect(messageOf(() => rulesInForce(['eu', { id: 'eu', appliesTo: { groups: ['a'] } }], []))).toBe(
      'plan.yaml, column rulePacks: "eu-average-week" is the id of two work rules. Name each pack once.',
    )
    expect(messageOf(() => rulesInForce(['eu'], [{ ...own, id: 'eu-break' }]))).toBe(
      'plan.yaml, column workRules: "eu-break" is the id of two work rules. Give your own rule another id; the rules of the packs keep theirs.',
    )
    expect(messageOf(() => rulesInForce([{ id: 'us-federal', without: ['overtime'] }], []))).toBe(
      'plan.yaml, column rulePacks: "overtime" is not a rule of pack "us-federal". Use one of: us-weekly-overtime.',
    )
    expect(messageOf(() => rulesInForce([{ id: 'basic', without: ['basic-time-off'] }], []))).toBe(
      'plan.yaml, column rulePacks: "basic" always holds, for everybody. Name it alone, or not at all.',
    )
  })
})
