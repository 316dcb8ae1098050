import { BASIC_DAY_CASES } from './basic-day-cases.ts'
import { BASIC_HOURS_CASES } from './basic-hours-cases.ts'
import { BASIC_SHIFT_CASES } from './basic-shift-cases.ts'
import { HOURS_CASES } from './hours-cases.ts'
import { REQUEST_CASES } from './request-cases.ts'
import type { RuleCase } from './rule-case.ts'
import { RUN_CASES } from './run-cases.ts'
import { SHIFT_CASES } from './shift-cases.ts'
import { TEAM_CASES } from './team-cases.ts'
import { WEEKEND_CASES } from './weekend-cases.ts'

/** At least one for every kind of rule that a roster can break. */
export const RULE_CASES: readonly RuleCase[] = [
  ...BASIC_SHIFT_CASES,
  ...BASIC_DAY_CASES,
  ...BASIC_HOURS_CASES,
  ...SHIFT_CASES,
  ...RUN_CASES,
  ...WEEKEND_CASES,
  ...HOURS_CASES,
  ...REQUEST_CASES,
  ...TEAM_CASES,
]
