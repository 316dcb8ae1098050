import { createHash } from 'node:crypto'
import { localStamp } from '../../solver/domain/horizon.ts'
import { type Assignment, orderAssignments } from '../../solver/domain/roster.ts'
import type { Actor } from '../auth/actor.ts'
import type { NamedShift, RequestCheck, RequestEffect } from '../contracts/request.ts'
import type { DraftCell, DraftShift } from '../contracts/roster-draft.ts'
import { localTimeReader } from '../imports/local-time.ts'
import type { CheckedMoves, ShiftMove } from '../jobs/check-shift-moves.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database } from '../store/database.ts'
import { findPlanFile } from '../store/plan-store.ts'
import { changeRequest, findRequest, type RequestRow } from '../store/request-store.ts'
import { findPublishedRoster, type ShiftRow, shiftsOverlapping } from '../store/roster-shift-store.ts'
import { findRun } from '../store/run-store.ts'
import { findPerson } from '../store/team-store.ts'
import { draftedRoster } from './draft-cells.ts'
import { type DraftFrame, OPEN_SHIFTS, placeOf } from './draft-frame.ts'
import type { DraftService } from './draft-service.ts'
import { refuseFor } from './request-approval.ts'
import { overtaken } from './request-words.ts'
import type { RunResults } from './run-results.ts'
import { ServiceError } from './service-error.ts'

export interface RosterChanges {
  /** What the checker says of a swap or a proposed change, on the published roster with what was approved of it since. */
  check(row: RequestRow): Promise<Pick<RequestCheck, 'reasons' | 'uncovered'>>
  /** What the queues lack when nobody works these shifts. */
  uncoveredWithout(shifts: readonly ShiftRow[]): Promise<RequestCheck['uncovered']>
  /** Puts a request into the draft of the published run, and says that it is approved; it is then followed. */
  approve(row: RequestRow, answer: string, actor: Actor): Promise<RequestRow>
}

export interface RosterChangeParts {
  readonly db: Database
  readonly tasks: Pick<PlanTasks, 'checkShiftMoves'>
  readonly results: Pick<RunResults, 'text'>
  readonly drafts: Pick<DraftService, 'stands' | 'edit'>
}

/** A request as moves of shifts in the draft of the run that is published for them. */
interface Placed {
  readonly runId: string
  readonly moves: readonly ShiftMove[]
}

type Draft = Awaited<ReturnType<DraftService['stands']>>

/** Swaps and proposed changes of published rosters. The caller gives access to the whole unit. */
export function rosterChanges({ db, tasks, results, drafts }: RosterChangeParts): RosterChanges {
  const checked = async ({ runId, moves }: Placed, draft: Draft): Promise<CheckedMoves> => {
    const { roster } = draftedRoster(draft.frame, draft.cells)
    const basis = await results.text(runId, 'score-basis.json')
    const run = await findRun(db, runId)
    const availability = run && (await findPlanFile(db, run.plan_id, 'availability.csv'))
    return tasks.checkShiftMoves({ basis, roster, availability, moves })
  }

  const lacking = async (runId: string, { uncovered }: CheckedMoves): Promise<RequestCheck['uncovered']> => {
    const { queues } = JSON.parse(await results.text(runId, 'score-basis.json')).inputs.settings
    const names = new Map<string, RequestCheck['uncovered'][number]['queueName']>(
      queues.map(({ id, name }: { id: string; name?: string }) => [id, name ?? id]),
    )
    return uncovered.map((lack) => ({ ...lack, queueName: names.get(lack.queueId) ?? lack.queueId }))
  }

  return {
    check: async (row) => {
      const placed = await place(db, row)
      if (typeof placed === 'string') return { reasons: [placed], uncovered: [] }
      const found = await checked(placed, await drafts.stands(placed.runId))
      if (found.missing) return { reasons: [GONE], uncovered: [] }
      return { reasons: [...found.broken], uncovered: await lacking(placed.runId, found) }
    },
    uncoveredWithout: async (shifts) => {
      const lists: RequestCheck['uncovered'][number][] = []
      for (const [publicationId, own] of Map.groupBy(shifts, ({ publication_id }) => publication_id)) {
        const roster = await findPublishedRoster(db, publicationId)
        if (!roster) continue
        const moves = own.map((shift) => ({ ...atShift(shift), toEmployeeId: null }))
        const found = await checked({ runId: roster.run_id, moves }, await drafts.stands(roster.run_id))
        lists.push(...(await lacking(roster.run_id, found)))
      }
      return lists
    },
    approve: async (row, answer, actor) => {
      refuseNotReady(row)
      const placed = await place(db, row)
      if (typeof placed === 'string') throw new ServiceError('conflict', placed)
      const draft = await drafts.stands(placed.runId)
      const found = await checked(placed, draft)
      refuseFor(found.missing ? [GONE] : found.broken)
      await drafts.edit(
        placed.runId,
        {
          ...{ id: editIdOf(row.id, placed.runId), editor: row.id, kind: row.kind, baseRevision: draft.revision },
          cells: changedCells(draft, found),
        },
        actor,
      )
      const effect: RequestEffect = {
        ...{ kind: 'roster', state: 'checking', runId: placed.runId, checkRunId: null, publicationId: null },
        message: '',
      }
      const set = { state: 'approved', answer, effect, isDecided: true } as const
      const change = { row, actorId: actor.id, action: 'request.approved', set, isClaimed: true } as const
      const approved = await db.transaction().execute((transaction) => changeRequest(transaction, change))
      if (!approved) throw overtaken(await findRequest(db, row.id))
      return approved
    },
  }
}

const GONE = 'The shift is not in the published roster any more, or was given to somebody else meanwhile.'

/** The same for the same request and run, so that an edit that is sent again counts once; shaped as a random UUID is. */
export function editIdOf(requestId: string, runId: string): string {
  const hex = createHash('sha256').update(`${requestId} ${runId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function refuseNotReady({ kind, state }: RequestRow): void {
  if (kind !== 'swap' || state === 'agreed') return
  throw new ServiceError('notReady', 'No colleague has agreed to the swap yet.')
}

const atShift = ({ employee_id, starts_at, template_id }: ShiftRow) => ({
  ...{ employeeId: employee_id, startMs: starts_at.getTime(), templateId: template_id },
})

/** @returns a sentence when its shifts are not in one published roster */
async function place(db: Database, row: RequestRow): Promise<Placed | string> {
  const { subject, unit_id: unitId } = row
  if (subject.kind !== 'swap' && subject.kind !== 'shiftChange') throw new Error(`${subject.kind} changes no roster`)
  const named = [subject.shift, ...(subject.kind === 'swap' && subject.returnShift ? [subject.returnShift] : [])]
  const shifts: ShiftRow[] = []
  for (const item of named) {
    const found = await publishedAs(db, unitId, item)
    if (!found) return GONE
    shifts.push(found)
  }
  const [given, returned] = shifts as [ShiftRow, ShiftRow?]
  if (returned && returned.publication_id !== given.publication_id)
    return 'The two shifts are of rosters that were published apart. Ask for each by itself.'
  const roster = await findPublishedRoster(db, given.publication_id)
  if (!roster) return GONE
  const moves = subject.kind === 'swap' ? swapMoves(row, given, returned) : [await proposedMove(db, row, given)]
  return { runId: roster.run_id, moves }
}

/** The shift that stands now where one was named: a later publication gives it another id. */
async function publishedAs(db: Database, unitId: string, named: NamedShift): Promise<ShiftRow | undefined> {
  const span = { startMs: Date.parse(named.start), endMs: Date.parse(named.end) }
  const found = await shiftsOverlapping(db, { unitId, employeeId: named.employeeId }, span)
  return found.find(
    ({ starts_at, template_id }) => starts_at.getTime() === span.startMs && template_id === named.templateId,
  )
}

const swapMoves = (row: RequestRow, given: ShiftRow, returned: ShiftRow | undefined): ShiftMove[] => [
  { ...atShift(given), toEmployeeId: row.colleague_id },
  ...(returned ? [{ ...atShift(returned), toEmployeeId: row.employee_id }] : []),
]

async function proposedMove(db: Database, row: RequestRow, shift: ShiftRow): Promise<ShiftMove> {
  const { subject } = row
  if (subject.kind !== 'shiftChange') throw new Error('no proposal')
  const { toEmployeeId = row.employee_id, start } = subject
  if (start === undefined) return { ...atShift(shift), toEmployeeId }
  const zone = (await findPerson(db, row.unit_id, toEmployeeId ?? row.employee_id))?.zone ?? shift.zone
  const time = localTimeReader(zone)(start)
  if ('problem' in time) {
    throw new ServiceError('conflict', 'The new start cannot be.', [{ column: 'start', value: start, ...time }])
  }
  return { ...atShift(shift), toEmployeeId, toStartMs: time.ms }
}

/** The days of the draft that become otherwise, each as a whole; locks, colours and notes stay. */
export function changedCells(
  { frame, cells }: Draft,
  { changed, open }: Pick<CheckedMoves, 'changed' | 'open'>,
): DraftCell[] {
  const drafted = new Map(cells.map((cell) => [placeOf(cell.employeeId, cell.day), cell]))
  const { roster } = draftedRoster(frame, cells)
  const own = changed.flatMap(({ employeeId, assignments }) => {
    const before = byDay(
      frame,
      employeeId,
      roster.assignments.filter((shift) => shift.employeeId === employeeId),
    )
    const after = byDay(frame, employeeId, assignments)
    const days = [...new Set([...before.keys(), ...after.keys()])]
    return days
      .filter((day) => JSON.stringify(before.get(day) ?? []) !== JSON.stringify(after.get(day) ?? []))
      .map((day) => ({
        ...(drafted.get(placeOf(employeeId, day)) ?? { employeeId, day, locked: false, color: null, note: '' }),
        shifts: after.get(day) ?? [],
      }))
  })
  const left = [...byDay(frame, OPEN_SHIFTS, open)].map(([day, shifts]) => {
    const known = drafted.get(placeOf(OPEN_SHIFTS, day))
    const empty = { employeeId: OPEN_SHIFTS, day, locked: false, color: null, note: '' }
    return { ...(known ?? empty), shifts: [...(known?.shifts ?? []), ...shifts] }
  })
  return [...own, ...left]
}

function byDay(frame: DraftFrame, employeeId: string, shifts: readonly Assignment[]): Map<string, DraftShift[]> {
  const zone = frame.zoneOf(employeeId)
  const dayOf = ({ startMs }: Assignment) => frame.days[frame.daysOf(employeeId).dayOf(startMs)] ?? ''
  const days = Map.groupBy(orderAssignments(shifts), dayOf)
  return new Map([...days].map(([day, own]) => [day, own.map((shift) => draftShift(shift, zone))]))
}

function draftShift({ templateId, breaks, activities, queueIds, pinned, ...at }: Assignment, zone: string): DraftShift {
  const span = (item: { readonly startMs: number; readonly endMs: number }) => ({
    start: localStamp(item.startMs, zone),
    end: localStamp(item.endMs, zone),
  })
  return {
    ...{ templateId, ...span(at), pinned, queueIds: [...queueIds] },
    breaks: breaks.map((item) => ({ kind: item.kind, paid: item.paid, ...span(item) })),
    ...(activities &&
      activities.length > 0 && {
        activities: activities.map((item) => ({ activityId: item.activityId, ...span(item) })),
      }),
  }
}
