import { randomUUID } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import {
  type AgreeRequest,
  type Ask,
  type AskRequest,
  type DecideRequest,
  type EnterRequest,
  MOST_OPEN_REQUESTS,
  type OwnRequests,
  type PersonRequest,
  REQUESTS_LISTED,
  type RequestCheck,
  type RequestList,
  type RequestState,
  type RequestSubject,
} from '../contracts/request.ts'
import { currentAccess, everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import {
  changeRequest,
  countOpenRequests,
  findRequest,
  insertRequest,
  listRequests,
  listRequestsOf,
  listRequestsTo,
  type RequestChange,
  type RequestRow,
} from '../store/request-store.ts'
import { findShift, type ShiftRow } from '../store/roster-shift-store.ts'
import { findPerson, type PersonRow } from '../store/team-store.ts'
import { asOneself, ownPlaceIn, ownPlaces } from './own-service.ts'
import { type RequestApproval, refusePartialSight } from './request-approval.ts'
import { invalid, isSpanned, spanOf } from './request-subject.ts'
import { namedShift, overtaken, personRequests, refuseChanged } from './request-words.ts'
import { notFound, ServiceError } from './service-error.ts'
import { refuseUnknownUnit, templatesOf } from './team-service.ts'

export interface RequestService {
  own(): Promise<OwnRequests>
  ask(request: AskRequest, actor: Actor): Promise<PersonRequest>
  withdraw(id: string, revision: number, actor: Actor): Promise<PersonRequest>
  agree(id: string, request: AgreeRequest, actor: Actor): Promise<PersonRequest>
  decline(id: string, revision: number, actor: Actor): Promise<PersonRequest>
  list(unitId: string, state: 'open' | 'all'): Promise<RequestList>
  enter(unitId: string, request: EnterRequest, actor: Actor): Promise<PersonRequest>
  check(id: string): Promise<RequestCheck>
  approve(id: string, request: DecideRequest, actor: Actor): Promise<PersonRequest>
  refuse(id: string, request: DecideRequest, actor: Actor): Promise<PersonRequest>
}

const OPEN: readonly RequestState[] = ['asked', 'agreed']

/** What people ask for, from the asking to the decision. Who may see or touch a request is held to by the database. */
export function requestService(db: Database, approval: RequestApproval, now: () => number): RequestService {
  const shown = async (row: RequestRow): Promise<PersonRequest> => (await personRequests(db, [row]))[0]!

  const seen = async (id: string): Promise<RequestRow> => {
    const row = await findRequest(db, id)
    if (!row) throw notFound('request', id)
    return row
  }

  const step = async (change: RequestChange): Promise<PersonRequest> => {
    const row = await db.transaction().execute((transaction) => changeRequest(transaction, change))
    if (!row) throw overtaken(await findRequest(db, change.row.id), change.row)
    return shown(row)
  }

  /** One of the sender's own, or that the sender is asked for. */
  const mine = async (id: string) => {
    const row = await seen(id)
    const isOwn = isMe(row.unit_id, row.employee_id)
    return { row, isOwn }
  }

  const store = async (person: PersonRow, ask: Ask, note: string, actor: Actor): Promise<RequestRow> => {
    const { unit_id: unitId, employee_id: employeeId } = person
    if ((await countOpenRequests(db, unitId, employeeId)) >= MOST_OPEN_REQUESTS) {
      const message = `There are ${MOST_OPEN_REQUESTS} open requests already. Withdraw some, or wait until they are decided.`
      throw new ServiceError('conflict', message)
    }
    const subject = await subjectOf(db, person, ask, now())
    return insertRequest(db, {
      ...{ id: randomUUID(), unitId, employeeId, groupId: person.group_id, subject, note, actorId: actor.id },
      colleagueId: subject.kind === 'swap' ? subject.colleagueId : null,
      isOffered: subject.kind === 'swap' && subject.offeredToGroup,
    })
  }

  return {
    own: () =>
      asOneself(async () => {
        const places = await Promise.all(
          ownPlaces().map(async (place) => {
            const person = await findPerson(db, place.unitId, place.employeeId)
            if (!person) return { own: [], asked: [] }
            return {
              own: await listRequestsOf(db, place, REQUESTS_LISTED),
              asked: await listRequestsTo(db, { ...place, groupId: person.group_id }, REQUESTS_LISTED),
            }
          }),
        )
        return {
          requests: await personRequests(
            db,
            places.flatMap(({ own }) => own),
          ),
          asked: await personRequests(
            db,
            places.flatMap(({ asked }) => asked),
          ),
        }
      }),
    ask: ({ unitId, ask, note }, actor) =>
      asOneself(async () => {
        const { employeeId } = ownPlaceIn(unitId)
        const person = await findPerson(db, unitId, employeeId)
        if (!person || person.left_at !== null) throw notFound('planning unit', unitId)
        return shown(await store(person, ask, note, actor))
      }),
    withdraw: (id, revision, actor) =>
      asOneself(async () => {
        const { row, isOwn } = await mine(id)
        if (!isOwn) throw new ServiceError('forbidden', 'Only who asked for it can withdraw a request.')
        refuseChanged(row, revision, OPEN)
        return step({ row, actorId: actor.id, action: 'request.withdrawn', set: { state: 'withdrawn' } })
      }),
    agree: (id, request, actor) =>
      asOneself(async () => {
        // In this order: it may be taken while it is looked for.
        const { row, isOwn } = await mine(id).catch(async (error) => {
          await refuseTaken(db, id, actor)
          throw error
        })
        if (isOwn) throw new ServiceError('forbidden', 'A swap is agreed to by a colleague.')
        refuseChanged(row, request.revision, ['asked'])
        const subject = await agreedSubject(db, row, request)
        await approval.refuseBroken({ ...row, subject, colleague_id: request.employeeId }, actor)
        const set = { state: 'agreed', subject, colleagueId: request.employeeId } as const
        return step({ row, actorId: actor.id, action: 'request.agreed', set })
      }),
    decline: (id, revision, actor) =>
      asOneself(async () => {
        const { row, isOwn } = await mine(id)
        if (isOwn) throw new ServiceError('forbidden', 'Withdraw the request instead.')
        refuseChanged(row, revision, row.is_offered ? ['asked'] : OPEN)
        const { employeeId } = ownPlaceIn(row.unit_id)
        const set = row.is_offered
          ? { declinedBy: [...new Set([...row.declined_by, employeeId])] }
          : ({ state: 'refused', isDecided: true } as const)
        return step({ row, actorId: actor.id, action: 'request.declined', set })
      }),
    list: async (unitId, state) => {
      await refuseUnknownUnit(db, unitId)
      const rows = await listRequests(db, unitId, { isOpen: state === 'open', limit: REQUESTS_LISTED })
      return { unitId, requests: await personRequests(db, rows) }
    },
    enter: async (unitId, { employeeId, ask, note, approve }, actor) => {
      await refuseUnknownUnit(db, unitId)
      const person = await findPerson(db, unitId, employeeId)
      if (!person || person.left_at !== null) throw notFound('person', employeeId)
      if (approve) refuseOwn(person)
      if (approve && ask.kind === 'shiftChange') refusePartialSight(unitId)
      const row = await store(person, ask, note, actor)
      return shown(approve ? await approval.approve(row, '', actor) : row)
    },
    check: async (id) => approval.check(await seen(id)),
    approve: async (id, { revision, answer }, actor) => {
      const row = await seen(id)
      refuseOwn(row)
      refuseChanged(row, revision, OPEN)
      return shown(await approval.approve(row, answer, actor))
    },
    refuse: async (id, { revision, answer }, actor) => {
      const row = await seen(id)
      refuseOwn(row)
      refuseChanged(row, revision, OPEN)
      const set = { state: 'refused', answer, isDecided: true } as const
      return step({ row, actorId: actor.id, action: 'request.refused', set })
    },
  }
}

/**
 * Whoever comes late to a shift on offer does not see any more what is between two others, but is told that it is gone.
 * @throws ServiceError `conflict` for an offer to the sender's group that is none any more
 */
async function refuseTaken(db: Database, id: string, actor: Actor): Promise<void> {
  const row = await withAccess(everythingAs(actor.id), () => findRequest(db, id))
  if (!row?.is_offered) return
  const place = ownPlaces().find(({ unitId }) => unitId === row.unit_id)
  const person = place && (await findPerson(db, place.unitId, place.employeeId))
  if (person?.group_id === row.group_id) throw overtaken(undefined)
}

const isMe = (unitId: string, employeeId: string | null): boolean =>
  ownPlaces().some((place) => place.unitId === unitId && place.employeeId === employeeId)

/** Nobody decides what they asked for, or agreed to, themselves. */
function refuseOwn(row: Pick<RequestRow, 'unit_id' | 'employee_id'> & { readonly colleague_id?: string | null }): void {
  if (!isMe(row.unit_id, row.employee_id) && !isMe(row.unit_id, row.colleague_id ?? null)) return
  throw new ServiceError('forbidden', 'Somebody else has to decide this: it is a request of your own.')
}

/** @throws ServiceError for what cannot be asked for */
async function subjectOf(db: Database, person: PersonRow, ask: Ask, nowMs: number): Promise<RequestSubject> {
  const { unit_id: unitId } = person
  if (isSpanned(ask)) {
    spanOf(ask, person.zone, nowMs)
    if (ask.kind === 'preference' && ask.templateId !== undefined) await refuseTemplate(db, person, ask)
    return ask
  }
  const shift = await findShift(db, unitId, ask.shiftId)
  if (!shift || shift.employee_id !== person.employee_id) throw notFound('shift', ask.shiftId)
  if (shift.starts_at.getTime() <= nowMs) {
    const problem = { column: 'ask.shiftId', value: ask.shiftId, problem: 'has begun already' }
    throw invalid([{ ...problem, hint: 'Name a shift to come.' }])
  }
  const named = namedShift(shift)
  if (ask.kind === 'shiftChange') {
    const { toEmployeeId, start } = ask
    if (typeof toEmployeeId === 'string' && !(await findPerson(db, unitId, toEmployeeId))) {
      throw notFound('person', toEmployeeId)
    }
    return {
      kind: 'shiftChange',
      shift: named,
      ...(toEmployeeId !== undefined && { toEmployeeId }),
      ...(start !== undefined && { start }),
    }
  }
  if (ask.colleagueId !== null) await refuseStranger(db, person, ask.colleagueId)
  return {
    ...{ kind: 'swap', shift: named, colleagueId: ask.colleagueId, colleagueName: null },
    ...{ offeredToGroup: ask.colleagueId === null, returnDates: ask.returnDates, returnShift: null },
  }
}

async function refuseTemplate(
  db: Database,
  person: PersonRow,
  { what, templateId }: Extract<Ask, { kind: 'preference' }>,
): Promise<void> {
  const known = (await templatesOf(db, person.unit_id, [person])).some(({ id }) => id === templateId)
  if (known && what !== 'dayOff') return
  const problem = known ? 'belongs to wanted and unwanted shifts' : 'is not a shift of the plan'
  throw invalid([{ column: 'ask.templateId', value: templateId!, problem, hint: 'Leave it out, or choose another.' }])
}

/** Shifts are swapped within a group. */
async function refuseStranger(db: Database, person: PersonRow, colleagueId: string): Promise<void> {
  const isKnown = colleagueId !== person.employee_id && (await isOfGroup(db, person, colleagueId))
  if (!isKnown) throw notFound('colleague', colleagueId)
}

async function isOfGroup(db: Database, { unit_id, group_id }: PersonRow, colleagueId: string): Promise<boolean> {
  const { actorId } = currentAccess()!
  const groups = [{ unitId: unit_id, groupId: group_id }]
  const access = { actorId, units: [], groups, people: [] }
  const found = await withAccess(access, () => findPerson(db, unit_id, colleagueId))
  return found !== undefined && found.left_at === null
}

/** @throws ServiceError when the sender is not asked, or gives what was not asked for in return */
async function agreedSubject(
  db: Database,
  row: RequestRow,
  { employeeId, returnShiftId }: AgreeRequest,
): Promise<RequestSubject> {
  const { subject } = row
  if (subject.kind !== 'swap' || !isMe(row.unit_id, employeeId)) throw notFound('request', row.id)
  if (!row.is_offered && row.colleague_id !== employeeId) throw notFound('request', row.id)
  const returnShift = returnShiftId === null ? undefined : await findShift(db, row.unit_id, returnShiftId)
  refuseReturn(subject.returnDates, returnShiftId, returnShift?.employee_id === employeeId ? returnShift : undefined)
  return { ...subject, colleagueId: employeeId, returnShift: returnShift ? namedShift(returnShift) : null }
}

function refuseReturn(dates: readonly string[], id: string | null, shift: ShiftRow | undefined): void {
  const say = (problem: string, hint: string) => invalid([{ column: 'returnShiftId', value: id ?? '', problem, hint }])
  if (dates.length === 0) {
    if (id !== null) throw say('is given in return, and nothing was asked for', 'Send null.')
    return
  }
  if (!shift) throw say('is no shift of your own', `Name a shift of your own on ${dates.join(', ')}.`)
  if (!dates.includes(namedShift(shift).start.slice(0, 10)))
    throw say('is on another day than was asked for', `Name a shift of your own on ${dates.join(', ')}.`)
}
