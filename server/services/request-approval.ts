import { DateTime } from 'luxon'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { RequestCheck } from '../contracts/request.ts'
import { tableRows } from '../imports/settings/edit-table.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { currentAccess, unitAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { changePlan, findPlanWithFiles } from '../store/plan-store.ts'
import { changeRequest, claimRequest, findRequest, type RequestRow, releaseRequest } from '../store/request-store.ts'
import { shiftsOverlapping } from '../store/roster-shift-store.ts'
import { findPerson, listGroups, type PersonRow } from '../store/team-store.ts'
import { planBusy } from './plan-conflict.ts'
import { availabilityRow, datesTouched, isAway, isSpanned, spanOf } from './request-subject.ts'
import { namedShift, overtaken } from './request-words.ts'
import type { RosterChanges } from './roster-changes.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Tries of a change of the plan that somebody else's change overtakes. */
const TRIES = 5

type SpannedSubject = Parameters<typeof availabilityRow>[1]

export interface RequestApproval {
  /** What approving would do; nothing is changed. */
  check(row: RequestRow): Promise<RequestCheck>
  /** @throws ServiceError `conflict` when a swap would break a rule that is not broken now */
  refuseBroken(row: RequestRow, actor: Actor): Promise<void>
  /**
   * Approves a request and does what it asks for: both, or neither.
   * @throws ServiceError `conflict` when the rules refuse it, or somebody else was first
   */
  approve(row: RequestRow, answer: string, actor: Actor): Promise<RequestRow>
}

export interface ApprovalParts {
  readonly db: Database
  readonly tasks: Pick<PlanTasks, 'changeSettings'>
  readonly rosters: RosterChanges
  readonly now: () => number
}

/**
 * Approvals. Plans and runs are of the whole unit, which whoever decides for a part of it does not see: what the rules say is
 * looked up, and what was approved is carried out, under the decider's name with access to the unit.
 */
export function requestApproval(parts: ApprovalParts): RequestApproval {
  const { db, rosters } = parts

  const check = async (row: RequestRow): Promise<RequestCheck> => {
    const { subject } = row
    const person = await personOf(db, row)
    if (isSpanned(subject)) return isAway(subject) ? checkAway(parts, row, person, subject) : NOTHING_TO_SAY(row)
    const found = await rosters.check(row)
    return { ...NOTHING_TO_SAY(row), isRefused: found.reasons.length > 0, ...found }
  }

  const refuseBroken = async (row: RequestRow, actor: Actor): Promise<void> =>
    withAccess(unitAs(actor.id, row.unit_id), async () => refuseFor((await rosters.check(row)).reasons))

  return {
    check: async (row) => {
      await refuseBeyondScope(db, row)
      return withAccess(unitAs(currentAccess()!.actorId, row.unit_id), () => check(row))
    },
    refuseBroken,
    approve: async (row, answer, actor) => {
      await refuseBeyondScope(db, row)
      return withAccess(unitAs(actor.id, row.unit_id), async () => {
        if (!(await claimRequest(db, row))) throw overtaken(await findRequest(db, row.id), row)
        try {
          return isSpanned(row.subject)
            ? await intoPlan(parts, row, answer, actor)
            : await rosters.approve(row, answer, actor)
        } catch (error) {
          await releaseRequest(db, row)
          throw error
        }
      })
    },
  }
}

const NOTHING_TO_SAY = ({ id }: RequestRow): RequestCheck => ({
  ...{ id, isRefused: false, reasons: [], shifts: [], uncovered: [], peopleOff: null },
})

/**
 * A swap is decided by somebody who sees both; what a vendor proposes, by somebody who sees the whole unit.
 * @throws ServiceError `forbidden` for others
 */
async function refuseBeyondScope(db: Database, row: RequestRow): Promise<void> {
  if (seesWhole(row.unit_id)) return
  if (row.kind === 'shiftChange') refusePartialSight(row.unit_id)
  const isSeen = async (employeeId: string) => (await findPerson(db, row.unit_id, employeeId)) !== undefined
  if (await isSeen(row.employee_id)) {
    if (row.colleague_id === null || (await isSeen(row.colleague_id))) return
  }
  throw new ServiceError('forbidden', 'Somebody who plans for both people has to decide this.')
}

function seesWhole(unitId: string): boolean {
  const access = currentAccess()
  return access?.units === 'all' || (access?.units.includes(unitId) ?? false)
}

/** @throws ServiceError `forbidden` for whoever sees part of a unit alone */
export function refusePartialSight(unitId: string): void {
  if (seesWhole(unitId)) return
  throw new ServiceError('forbidden', 'The scheduler of the whole unit decides changes of the roster.')
}

async function personOf(db: Database, { unit_id, employee_id }: RequestRow): Promise<PersonRow> {
  const person = await findPerson(db, unit_id, employee_id)
  if (!person || person.erased_at !== null) throw notFound('person', employee_id)
  return person
}

export function refuseFor(reasons: readonly string[]): void {
  if (reasons.length === 0) return
  const issues = reasons.map((problem) => ({ problem, hint: 'Ask for another day, or another shift.' }))
  throw new ServiceError('conflict', `The rules do not allow it: ${reasons[0]}`, issues)
}

async function checkAway(
  { db, rosters, now }: ApprovalParts,
  row: RequestRow,
  person: PersonRow,
  subject: SpannedSubject,
): Promise<RequestCheck> {
  const span = spanOf(subject, person.zone, Math.min(now(), row.created_at.getTime()))
  const owner = { unitId: row.unit_id, employeeId: row.employee_id }
  const shifts = (await shiftsOverlapping(db, owner, span)).filter(({ ends_at }) => ends_at.getTime() > now())
  const plan = await planOf(db, person)
  const peopleOff = await mostOff(db, person, subject, plan.files)
  const reasons = limitReasons(peopleOff)
  return {
    ...NOTHING_TO_SAY(row),
    ...{ isRefused: reasons.length > 0, reasons, peopleOff, shifts: shifts.map(namedShift) },
    uncovered: await rosters.uncoveredWithout(shifts),
  }
}

const limitReasons = (off: RequestCheck['peopleOff']): string[] =>
  off !== null && off.limit !== null && off.most > off.limit
    ? [`On ${off.date} ${off.most} people of the group would be off, and ${off.limit} may be.`]
    : []

async function planOf(db: Database, { plan_id, employee_id }: PersonRow) {
  const found = plan_id === null ? undefined : await findPlanWithFiles(db, plan_id)
  if (!found)
    throw new ServiceError('conflict', `No plan has ${employee_id} any more: there is nothing to write it into.`)
  return found
}

/** The day of a request on which most people of the group are off, the person included. */
async function mostOff(
  db: Database,
  person: PersonRow,
  subject: SpannedSubject,
  files: ReadonlyMap<string, string>,
): Promise<RequestCheck['peopleOff']> {
  const span = spanOf(subject, person.zone, 0)
  const group = (await listGroups(db, person.unit_id)).find(({ group_id }) => group_id === person.group_id)
  const members = new Set(
    tableRows('employees.csv', files.get('employees.csv'), ['id', 'group']).flatMap(({ value }) =>
      value.group === person.group_id && value.id !== person.employee_id ? [value.id] : [],
    ),
  )
  const dates = new Map(datesTouched(span, person.zone).map((date) => [date, new Set([person.employee_id])]))
  const columns = ['employee', 'kind', 'start', 'end']
  for (const { value } of tableRows('availability.csv', files.get('availability.csv'), columns)) {
    if (value.kind !== 'timeOff' || !members.has(value.employee)) continue
    const at = (text = '') =>
      DateTime.fromISO(text.replace(' ', 'T').replaceAll('/', '-'), { zone: person.zone }).toMillis()
    const other = {
      startMs: Math.max(at(value.start), span.startMs - DAY_MS),
      endMs: Math.min(at(value.end), span.endMs + DAY_MS),
    }
    if (!(other.endMs > other.startMs)) continue
    for (const date of datesTouched(other, person.zone)) dates.get(date)?.add(value.employee!)
  }
  const [date, off] = [...dates].reduce((most, each) => (each[1].size > most[1].size ? each : most))
  return { most: off.size, limit: group?.max_off_per_day ?? null, date }
}

const DAY_MS = 86_400_000

/** Writes an approved request into the plan's availability: the plan's revision decides between two at once. */
async function intoPlan(parts: ApprovalParts, row: RequestRow, answer: string, actor: Actor): Promise<RequestRow> {
  const { db, tasks } = parts
  const subject = row.subject as SpannedSubject
  for (let tries = 0; tries < TRIES; tries++) {
    const person = await personOf(db, row)
    const { row: plan, files } = await planOf(db, person)
    if (isAway(subject)) refuseFor(limitReasons(await mostOff(db, person, subject, files)))
    const add = availabilityRow(person, subject)
    const done = await tasks.changeSettings(files, [{ section: 'availability', add }]).catch(refuseRow)
    const change = { planId: plan.id, seenRevision: plan.revision, actorId: actor.id, files: done?.files ?? new Map() }
    if (!done?.described) throw new ServiceError('conflict', 'The plan has it already.')
    const { described } = done
    const outcome = await db.transaction().execute(async (transaction) => {
      const detail = { requestId: row.id, kind: row.kind }
      const changed = await changePlan(transaction, {
        ...change,
        ...described,
        action: 'plan.availabilityChanged',
        detail,
      })
      if (!changed) return 'planOvertaken'
      const effect = { kind: 'plan', planId: plan.id, revision: changed.revision } as const
      const set = { state: 'approved', answer, effect, isDecided: true } as const
      const approved = await changeRequest(transaction, {
        ...{ row, actorId: actor.id, action: 'request.approved', set, isClaimed: true },
      })
      // Thrown, so that the plan stays as it was.
      if (!approved) throw overtaken(await findRequest(db, row.id))
      return approved
    })
    if (outcome !== 'planOvertaken') return outcome
  }
  throw planBusy()
}

function refuseRow(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  const [first] = error.issues
  const why = first ? `: ${first.value ?? first.column ?? ''} ${first.problem}` : ''
  throw new ServiceError('conflict', `The plan cannot take it${why}. Nothing was changed.`, error.issues)
}
