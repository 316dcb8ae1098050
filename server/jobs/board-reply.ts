import { type PackedRoster, packRoster } from '../../solver/domain/packed-roster.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { PlanResult } from '../../solver/domain/plan-outputs.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import type { RunBoard } from '../contracts/run-board.ts'
import { daysOf } from './reply-columns.ts'

/** A run's board without the run's id, which the worker does not know. */
export type BoardContent = Omit<RunBoard, 'runId'>

/** @param inputs with the run's scenario in them */
export function boardReply(
  inputs: PlanInputs,
  { horizon, roster }: Pick<PlanResult, 'horizon' | 'roster'>,
): BoardContent {
  const zoneOf = zonesOfPeople(inputs)
  const { shiftTemplates, queues } = inputs.settings
  const people = inputs.employees.map(({ id, name, group, skills, contractId, roles }) => ({
    ...{ id, name, group, contractId, zone: zoneOf(id) },
    ...(roles && roles.length > 0 && { roles: [...roles] }),
    skills: skills.map(({ queueId }) => queueId),
  }))
  const facts = { people, shiftTemplates, queueIds: queues.map(({ id }) => id).sort(compareIds) }
  const board = { horizon: { ...horizon }, days: daysOf(horizon), ...facts, ...packRoster(roster, horizon, people) }
  return board satisfies PackedRoster
}
