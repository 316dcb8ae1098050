import type { Violation } from '../../domain/plan-outputs.ts'
import type { Assignment } from '../../domain/roster.ts'
import type { WorkRuleKind, WorkRuleOf } from '../../domain/work-rule.ts'
import type { PersonHorizon, TeamHorizon } from '../person-horizon.ts'

/** What a rule finds; whose it is and how severe are added by whoever asked. */
export interface Found extends Pick<Violation, 'at' | 'size' | 'unit' | 'message'> {
  /** Of a team's rule that finds something about one person. */
  readonly employeeId?: string
  /** Price of a unit where it is not the rule's own, minor currency units; such a finding is soft. */
  readonly unitPrice?: number
}

export type PersonCheck<Kind extends WorkRuleKind> = (rule: WorkRuleOf<Kind>, person: PersonHorizon) => Found[]

/** @param isBound whom the rule applies to */
export type TeamCheck<Kind extends WorkRuleKind> = (
  rule: WorkRuleOf<Kind>,
  team: TeamHorizon,
  isBound: (person: PersonHorizon) => boolean,
) => Found[]

/** Start of a shift, local time with offset. */
export const startStamp = ({ startMs }: Assignment, { days }: PersonHorizon): string => days.stampOf(startMs)
