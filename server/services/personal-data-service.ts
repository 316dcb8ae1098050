import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Erasure, PersonalData } from '../contracts/personal-data.ts'
import { erasePersonFromFiles, FILES_THAT_NAME, rowsOfPerson } from '../imports/erase-person.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { recordAudit } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import {
  type AccountOfPerson,
  accountStored,
  accountsOf,
  changeResult,
  eraseAccount,
  eraseAgentStates,
  eraseDraftNotes,
  eraseFromDescriptions,
  eraseFromHistory,
  type PersonKey,
  resultsNaming,
  storedOf,
} from '../store/erasure-store.ts'
import { changePlan, findPlanWithFiles, writePlanFiles } from '../store/plan-store.ts'
import { forgetKeptFiles } from '../store/revision-store.ts'
import { ERASED_NAME, erasePersonOfTeam, findPerson } from '../store/team-store.ts'
import { notFound, ServiceError } from './service-error.ts'
import { refuseUnseenUnit } from './whole-unit.ts'

export interface PersonalDataService {
  /** Everything that is stored of a person. */
  export(person: PersonKey, actor: Actor): Promise<PersonalData>
  /** Can be asked for again: what an earlier try left is taken away then. */
  erase(person: PersonKey, confirm: string, actor: Actor): Promise<Erasure>
}

/** Tries of a change of a plan that somebody else's change overtakes. */
const TRIES = 5

export const personalDataService = (db: Database, tasks: Pick<PlanTasks, 'describe'>): PersonalDataService => ({
  export: async (person, actor) => {
    await refuseUnknownPerson(db, person)
    const accounts = await accountsOf(db, person)
    const actorIds = accounts.map(({ actorId }) => actorId)
    const stored = await storedOf(db, person, actorIds)
    const account = await withAccess(everythingAs(actor.id), () => accountStored(db, actorIds))
    const planRows: PersonalData['planRows'] = []
    for (const planId of await planIdsOf(db, person.unitId)) {
      const found = await findPlanWithFiles(db, planId)
      const rows = found ? readable(() => rowsOfPerson(found.files, person.employeeId)) : undefined
      planRows.push(...(rows ?? []).map((row) => ({ planId, ...row })))
    }
    await db
      .transaction()
      .execute((transaction) =>
        recordAudit(transaction, { ...aboutPerson(person, actor), action: 'person.exported', detail: {} }),
      )
    return { ...person, ...stored, account, person: stored.person ?? {}, planRows }
  },
  erase: async (person, confirm, actor) => {
    const { unitId, employeeId } = person
    await refuseUnknownPerson(db, person)
    if (confirm !== employeeId) {
      throw new ServiceError(
        'invalidRequest',
        `To erase ${employeeId}, say the id again in "confirm". Nothing was erased.`,
      )
    }
    const accounts = await accountsOf(db, person)
    if (accounts.some(({ role }) => role === 'admin')) {
      throw new ServiceError(
        'conflict',
        'The person is an administrator. Give that to somebody else first; nothing was erased.',
      )
    }
    // First, so that no plan that is read meanwhile brings the name back.
    await db.transaction().execute(async (transaction) => {
      await erasePersonOfTeam(transaction, { unitId, employeeId, actorId: actor.id })
      await eraseDraftNotes(transaction, person)
      await eraseAgentStates(transaction, person)
    })
    const plans = { changed: 0, unreadable: 0 }
    for (const planId of await planIdsOf(db, unitId)) {
      const outcome = await eraseFromPlan(db, tasks, { ...person, planId }, actor)
      if (outcome !== 'same') plans[outcome]++
    }
    const results = await eraseFromResults(db, person)
    await withAccess(everythingAs(actor.id), () =>
      finish(db, person, accounts, actor, { plans: plans.changed, results }),
    )
    return {
      ...{ employeeId, plans: plans.changed, unreadablePlans: plans.unreadable, results },
      hadAccount: accounts.length > 0,
    }
  },
})

async function refuseUnknownPerson(db: Database, { unitId, employeeId }: PersonKey): Promise<void> {
  await refuseUnseenUnit(db, unitId)
  if (!(await findPerson(db, unitId, employeeId))) throw notFound('person', employeeId)
}

const planIdsOf = async (db: Database, unitId: string): Promise<string[]> =>
  (await db.selectFrom('plan').select('id').where('unit_id', '=', unitId).orderBy('id').execute()).map(({ id }) => id)

function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof PlanningInputError) return undefined
    throw error
  }
}

async function eraseFromPlan(
  db: Database,
  tasks: Pick<PlanTasks, 'describe'>,
  { planId, employeeId }: PersonKey & { readonly planId: string },
  actor: Actor,
): Promise<'same' | 'changed' | 'unreadable'> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await findPlanWithFiles(db, planId)
    if (!found) return 'same'
    const files = readable(() => erasePersonFromFiles(found.files, employeeId, ERASED_NAME))
    if (files === undefined) return 'unreadable'
    if (files.size === 0) {
      // Earlier revisions may name whoever the plan does not name any more.
      await db.transaction().execute((transaction) => forgetKeptFiles(transaction, found.row.unit_id, planId))
      return 'same'
    }
    const described = await tasks.describe(new Map([...found.files, ...files])).catch((error) => {
      if (error instanceof PlanningInputError) return undefined
      throw error
    })
    if (!described) {
      await db.transaction().execute((transaction) => writePlanFiles(transaction, found.row, files, actor.id))
      return 'unreadable'
    }
    const change = { planId, seenRevision: found.row.revision, actorId: actor.id, files, ...described }
    const row = await db
      .transaction()
      .execute((transaction) =>
        changePlan(transaction, { ...change, action: 'plan.personErased', forgets: true, detail: {} }),
      )
    if (row) return 'changed'
  }
  throw new ServiceError('conflict', 'The plan is being changed by somebody else. Ask for the erasure again.')
}

/** In JSON of results people stand as `{"id": ..., "name": ...}`; published rosters themselves have ids alone. */
async function eraseFromResults(db: Database, person: PersonKey): Promise<number> {
  let changed = 0
  for (const result of await resultsNaming(db, person)) {
    const isChanged = await db
      .transaction()
      .execute((transaction) => changeResult(transaction, result, (text) => withoutName(text, person.employeeId)))
    if (isChanged) changed++
  }
  return changed
}

function withoutName(text: string, employeeId: string): string {
  let isChanged = false
  const value = JSON.parse(text, (_key, part) => {
    if (part?.id !== employeeId || typeof part.name !== 'string' || part.name === ERASED_NAME) return part
    isChanged = true
    return { ...part, name: ERASED_NAME }
  })
  return isChanged ? JSON.stringify(value) : text
}

async function finish(
  db: Database,
  person: PersonKey,
  accounts: readonly AccountOfPerson[],
  actor: Actor,
  counts: { readonly plans: number; readonly results: number },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await eraseFromDescriptions(transaction, person, ERASED_NAME)
    await eraseFromHistory(transaction, person, FILES_THAT_NAME)
    for (const account of accounts) await eraseAccount(transaction, person.unitId, account, ERASED_NAME)
    const detail = { ...counts, accounts: accounts.length }
    await recordAudit(transaction, { ...aboutPerson(person, actor), action: 'person.erased', detail })
  })
}

const aboutPerson = ({ unitId, employeeId }: PersonKey, actor: Actor) =>
  ({ unitId, actorId: actor.id, entity: 'person', entityId: employeeId }) as const
