import fc from 'fast-check'
import { WORK_RULE_KINDS, type WorkRule, type WorkRuleKind, workRuleSchema } from '../../../solver/domain/work-rule.ts'

const TEAM_KINDS = ['minPresence', 'shiftCover', 'minutesBudget'] as const
type PersonKind = Exclude<WorkRuleKind, (typeof TEAM_KINDS)[number]>

/** Kinds of rules that bind people one by one. */
export const PERSON_KINDS = WORK_RULE_KINDS.filter(
  (kind): kind is PersonKind => !TEAM_KINDS.some((team) => team === kind),
)

const pick = <Value>(...values: Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const night = { fromMinute: pick(1260, 1320), toMinute: pick(300, 360) }
const minNightMinutes = pick(1, 180)
const period = pick('week', 'horizon')
const templates = fc.subarray(['early', 'day', 'late', 'night', 'after-midnight', 'duty', 'standby'], { minLength: 1 })
const dates = fc.subarray(['2026-11-09', '2026-11-29', '2026-03-29', '2026-10-25', '2026-11-01', '2026-11-24'], {
  minLength: 1,
})
const small = fc.integer({ min: 1, max: 4 })

/** What of a rule varies, by kind. */
const PARAMETERS: { readonly [Kind in PersonKind]: Record<string, fc.Arbitrary<unknown>> } = {
  maxMinutesPerPeriod: { period: pick('day', 'week', 'month', 'horizon'), maxMinutes: pick(420, 1200, 2400, 9600) },
  minMinutesPerPeriod: { period, minMinutes: pick(300, 1200, 2400) },
  guaranteedMinutes: {},
  maxOvertimeMinutesPerWeek: {},
  maxOvertimeMinutesPerDay: { ordinaryMinutes: pick(360, 420), maxMinutes: pick(0, 60, 180) },
  maxOvertimeMinutesPerMonth: { maxMinutes: pick(0, 600, 2400) },
  maxAverageMinutesPerWeek: { maxMinutesPerWeek: pick(1200, 2400), referenceWeeks: pick(1, 3, 5) },
  maxNightShiftMinutes: { ...night, minNightMinutes, maxMinutes: pick(300, 480) },
  dayPremium: { aboveMinutes: pick(0, 360, 480) },
  seventhDayPremium: { aboveMinutes: pick(0, 420), upToMinutes: pick(440, 500, 1440) },
  datePremium: { dates },
  nightPremium: night,
  shortRestPremium: { minRestMinutes: pick(600, 2000), amountPerShift: pick(0, 1500) },
  averagePremium: { minutesPerWeek: pick(1200, 2400), referenceWeeks: pick(1, 3, 5) },
  minRestBetweenShifts: { minMinutes: pick(0, 660, 1500) },
  minLongRest: { minMinutes: pick(1440, 2160, 3600), everyDays: pick(7, 14) },
  maxConsecutiveDays: { maxDays: small },
  minConsecutiveDays: { minDays: small },
  maxConsecutiveDaysOff: { maxDays: small },
  minConsecutiveDaysOff: { minDays: small },
  minDaysOffPerWeek: { minDays: fc.integer({ min: 0, max: 6 }) },
  maxDaysInRolling: { days: fc.integer({ min: 2, max: 8 }), maxDays: fc.integer({ min: 0, max: 6 }) },
  maxWeekends: { maxWeekends: fc.integer({ min: 0, max: 2 }) },
  wholeWeekends: {},
  noNightWork: night,
  maxConsecutiveNights: { ...night, minNightMinutes, maxNights: pick(1, 2) },
  maxNights: { ...night, minNightMinutes, period, maxNights: fc.integer({ min: 0, max: 3 }) },
  timeOff: {},
  dayOffRequest: {},
  noOverlap: {},
  maxShiftsPerDay: { maxShifts: pick(1) },
  matchesTemplate: {},
  fixedShift: {},
  requiredSkill: {},
  forbiddenSuccession: { first: templates, next: templates },
  maxShiftsOfTemplates: { templates, period, maxShifts: fc.integer({ min: 0, max: 3 }) },
  maxSplitShifts: { minGapMinutes: pick(45, 60), maxShifts: fc.integer({ min: 0, max: 3 }) },
  maxOnCallShifts: { maxShifts: fc.integer({ min: 0, max: 2 }) },
  startTimeConsistency: { toleranceMinutes: pick(0, 90, 300) },
  minBreaks: {
    longerThanMinutes: pick(300, 400, 540),
    breakMinutes: pick(10, 30, 60),
    count: pick(1, 2),
    mustBePaid: fc.boolean(),
    latestStartMinutes: pick(100, 180, 340),
  },
  shiftOnRequest: {},
  shiftOffRequest: {},
  preferredHours: {},
  fairShare: {
    of: pick('evenings', 'nights', 'weekends', 'holidays'),
    from: pick('18:00'),
    to: pick('23:00', '30:00'),
    dates,
    allowancePerWeek: pick(0, 0.5, 1, 2),
  },
}

const appliesTo = pick(
  undefined,
  undefined,
  undefined,
  { contracts: ['full'] },
  { groups: ['care'] },
  { employees: ['p0', 'p2'] },
  { restrictions: ['pregnant', 'minor'] },
  { roles: ['supervisor'] },
  { notRestrictions: ['opt-out-48h'] },
)

/** Severities that a kind allows, found by trying them on the schema. */
const severitiesOf = (parameters: object): string[] =>
  ['hard', 'soft', 'pay'].filter((severity) => workRuleSchema.safeParse({ ...parameters, severity }).success)

/** A rule of a kind with any parameters, of any severity that the kind allows. */
export const ruleOf = (kind: PersonKind): fc.Arbitrary<WorkRule> =>
  fc
    .record({
      parameters: fc.record(PARAMETERS[kind]),
      price: pick(7, 250, 250, 0),
      premium: pick(0.5, 1),
      which: fc.nat(5),
      bound: appliesTo,
    })
    .map(({ parameters, price, premium, which, bound }) => {
      const base = { ...parameters, kind, id: `the-${kind}`, source: 'test', ...(bound ? { appliesTo: bound } : {}) }
      const prices = [{}, { penaltyPerUnit: price }, { premium }]
      const rules = prices.flatMap((extra) =>
        severitiesOf({ ...base, ...extra }).map((severity) => ({ ...base, ...extra, severity })),
      )
      return workRuleSchema.parse(rules[which % rules.length])
    })
