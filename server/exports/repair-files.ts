import { localStamp } from '../../solver/domain/horizon.ts'
import type { Assignment } from '../../solver/domain/roster.ts'
import { type ZoneOf, zonesOfPeople } from '../../solver/domain/site.ts'
import type { RepairCandidate, RosterRepair, RosterState } from '../../solver/roster/living/repair-roster.ts'
import type { PersonDayChange } from '../../solver/roster/living/roster-preferences.ts'
import { type CsvCell, csvText } from './csv-text.ts'
import { rosterCsv } from './plan-files.ts'

/** What a repair is known by besides its figures. */
export interface RepairFacts {
  readonly week: string
  readonly weeks: number
  readonly absent: readonly string[]
  /** Spent on the repair and its checks; reading and forecasting come on top. */
  readonly repairSeconds: number
}

export const REPAIR_FILES = ['roster.csv', 'changes.csv', 'candidates.csv', 'repair.json'] as const

/** The files of a repair, name -> text. */
export function repairFiles(repair: RosterRepair, facts: RepairFacts): Map<(typeof REPAIR_FILES)[number], string> {
  const zoneOf = zonesOfPeople(repair.inputs)
  return new Map([
    ['roster.csv', rosterCsv(repair.repaired.roster, zoneOf)],
    ['changes.csv', changesCsv(repair.changes, zoneOf)],
    ['candidates.csv', candidatesCsv(repair)],
    ['repair.json', `${JSON.stringify(repairReply(repair, facts), null, 2)}\n`],
  ])
}

/** `date,employee,from_template,from_start,to_template,to_start`, a person-day a row; a day off is empty. */
export function changesCsv(changes: readonly PersonDayChange[], zoneOf: ZoneOf): string {
  const cells = (shift: Assignment | undefined): CsvCell[] =>
    shift ? [shift.templateId, localStamp(shift.startMs, zoneOf(shift.employeeId))] : [null, null]
  return csvText(
    ['date', 'employee', 'from_template', 'from_start', 'to_template', 'to_start'],
    changes.map(({ date, employeeId, from, to }) => [date, employeeId, ...cells(from), ...cells(to)]),
  )
}

/** A candidate a row, best first for each open shift; money in minor units, all figures against leaving the shift open. */
function candidatesCsv({ openShifts, inputs }: RosterRepair): string {
  const zoneOf = zonesOfPeople(inputs)
  const header = [
    ...[
      'open_employee',
      'open_template',
      'open_start',
      'rank',
      'applied',
      'kind',
      'who',
      'objective_change',
      'roster_cost',
    ],
    ...['overtime_minutes', 'restored_agent_hours', 'restored_ticket_hours', 'left_open_hours'],
  ]
  const rows = openShifts.flatMap(({ shift, candidates, applied }) =>
    candidates.map((candidate, index): CsvCell[] => [
      ...[shift.employeeId, shift.templateId, localStamp(shift.startMs, zoneOf(shift.employeeId))],
      ...[index + 1, candidate === applied ? 'yes' : 'no', candidate.kind, inWords(candidate, zoneOf)],
      ...[candidate.objectiveChange, candidate.rosterCost, candidate.overtimeMinutes],
      ...[candidate.restoredAgentHours, candidate.restoredTicketHours],
      candidate.leaves.reduce((sum, { kind, hours }) => sum + (kind === 'understaffed' ? hours : 0), 0),
    ]),
  )
  return csvText(header, rows)
}

/** `pre-10 2026-11-09: presales-day 08:00 -> presales-late 15:00; pre-13 2026-11-09: off -> presales-day 08:00`. */
export const inWords = ({ changes }: Pick<RepairCandidate, 'changes'>, zoneOf: ZoneOf): string =>
  changes
    .map(
      ({ employeeId, date, from, to }) =>
        `${employeeId} ${date}: ${shiftWords(from, zoneOf)} -> ${shiftWords(to, zoneOf)}`,
    )
    .join('; ')

const shiftWords = (shift: Assignment | undefined, zoneOf: ZoneOf): string =>
  shift ? `${shift.templateId} ${localStamp(shift.startMs, zoneOf(shift.employeeId)).slice(11, 16)}` : 'off'

/** `repair.json`: everything, with local times. */
export function repairReply(repair: RosterRepair, facts: RepairFacts) {
  const { currency } = repair.inputs.settings
  const zoneOf = zonesOfPeople(repair.inputs)
  const stamped = (shift: Assignment | undefined) => {
    if (!shift) return undefined
    const zone = zoneOf(shift.employeeId)
    return { template: shift.templateId, start: localStamp(shift.startMs, zone), end: localStamp(shift.endMs, zone) }
  }
  const changed = ({ employeeId, date, from, to }: PersonDayChange) => ({
    employee: employeeId,
    date,
    from: stamped(from) ?? null,
    to: stamped(to) ?? null,
  })
  return {
    ...facts,
    currency,
    inputHash: repair.inputs.inputHash,
    openShifts: repair.openShifts.map(({ shift, candidates, applied, waysFound, keptOut }) => ({
      employee: shift.employeeId,
      ...stamped(shift),
      waysFound,
      keptOut,
      applied: applied ? candidates.indexOf(applied) + 1 : null,
      candidates: candidates.map(({ changes, ...figures }) => ({ ...figures, changes: changes.map(changed) })),
    })),
    doingNothing: stateReply(repair.doingNothing),
    repaired: stateReply(repair.repaired),
    changes: repair.changes.map(changed),
    brokenBefore: repair.brokenBefore,
  }
}

const stateReply = ({ check, unmet }: RosterState) => ({
  objective: check.objective,
  costs: check.costs,
  unmet,
  violations: check.violations,
})
