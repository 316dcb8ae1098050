import type { z } from 'zod'
import type { WorkRuleKind, workRuleSchema } from '../../../solver/domain/work-rule.ts'

type RuleText<Kind extends WorkRuleKind> = Omit<
  Extract<z.input<typeof workRuleSchema>, { kind: Kind }>,
  'id' | 'source' | 'kind'
>

const NIGHT = { fromMinute: 1320, toMinute: 360 }

/** A rule of every kind as `plan.yaml` has it, with every setting that is its own. */
export const RULE_SAMPLES: { readonly [Kind in WorkRuleKind]: RuleText<Kind> } = {
  maxMinutesPerPeriod: { period: 'month', maxMinutes: 10_000 },
  minMinutesPerPeriod: { period: 'horizon', minMinutes: 1200 },
  guaranteedMinutes: { penaltyPerUnit: 100 },
  maxOvertimeMinutesPerWeek: {},
  maxOvertimeMinutesPerDay: { ordinaryMinutes: 480, maxMinutes: 180 },
  maxOvertimeMinutesPerMonth: { maxMinutes: 2160 },
  maxAverageMinutesPerWeek: { maxMinutesPerWeek: 2880, referenceWeeks: 17 },
  maxNightShiftMinutes: { ...NIGHT, minNightMinutes: 180, maxMinutes: 480 },
  dayPremium: { premium: 0.5, aboveMinutes: 480 },
  seventhDayPremium: { premium: 0.5, aboveMinutes: 0 },
  datePremium: { premium: 2, dates: ['2026-10-01'] },
  nightPremium: { premium: 0.25, ...NIGHT },
  shortRestPremium: { premium: 0, minRestMinutes: 540, amountPerShift: 4000 },
  averagePremium: { premium: 0.5, minutesPerWeek: 2289, referenceWeeks: 13 },
  minRestBetweenShifts: { minMinutes: 660 },
  minLongRest: { minMinutes: 2100, everyDays: 14 },
  maxConsecutiveDays: { maxDays: 6 },
  minConsecutiveDays: { minDays: 2 },
  maxConsecutiveDaysOff: { maxDays: 4 },
  minConsecutiveDaysOff: { minDays: 2 },
  minDaysOffPerWeek: { minDays: 1 },
  maxDaysInRolling: { days: 14, maxDays: 10 },
  maxWeekends: { maxWeekends: 2 },
  wholeWeekends: { severity: 'soft', penaltyPerUnit: 3000 },
  noNightWork: NIGHT,
  maxConsecutiveNights: { ...NIGHT, minNightMinutes: 180, maxNights: 3 },
  maxNights: { ...NIGHT, minNightMinutes: 180, period: 'week', maxNights: 4 },
  timeOff: {},
  dayOffRequest: { penaltyPerUnit: 5000 },
  noOverlap: {},
  maxShiftsPerDay: { maxShifts: 1 },
  matchesTemplate: {},
  fixedShift: {},
  requiredSkill: {},
  forbiddenSuccession: { first: ['late'], next: ['day'] },
  maxShiftsOfTemplates: { templates: ['late'], period: 'horizon', maxShifts: 3 },
  maxSplitShifts: { minGapMinutes: 120, maxShifts: 1 },
  maxOnCallShifts: { maxShifts: 0 },
  startTimeConsistency: { toleranceMinutes: 60 },
  minBreaks: {
    severity: 'soft',
    penaltyPerUnit: 1000,
    longerThanMinutes: 360,
    breakMinutes: 10,
    count: 2,
    breakKind: 'rest',
    mustBePaid: true,
    latestStartMinutes: 420,
  },
  shiftOnRequest: { penaltyPerUnit: 1000 },
  shiftOffRequest: { penaltyPerUnit: 1000 },
  preferredHours: { penaltyPerUnit: 500 },
  fairShare: { penaltyPerUnit: 2000, of: 'evenings', from: '20:00', to: '24:00', dates: [], allowancePerWeek: 1.5 },
  minPresence: { from: '09:00', to: '25:00', weekdays: [1, 7], agents: 1, perOthers: 12 },
  shiftCover: { templates: ['day'], dates: ['2026-11-11'], weekdays: [3], agents: 4, surplusPenalty: 10 },
  minutesBudget: { severity: 'soft', maxMinutes: 40_000 },
}
