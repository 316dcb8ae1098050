import { randomUUID } from 'node:crypto'
import { type Membership, rightsOf } from '../contracts/access.ts'
import type {
  Account,
  AccountWithLink,
  MembershipChange,
  NewAccount,
  NewMembership,
  OneTimeLink,
} from '../contracts/account.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import {
  accountMembershipFrom,
  administratorsOf,
  deleteMembership,
  endSessions,
  findPerson,
  findPersonByEmail,
  insertLink,
  insertMembership,
  insertPerson,
  listMemberships,
  listPeople,
  type MembershipRow,
  membershipsOf,
  type PersonRow,
  setDisabled,
  updateMembership,
  withPassword,
} from '../store/account-store.ts'
import { recordAudit } from '../store/audit-log.ts'
import { hashOfSecret, newSecret } from '../store/auth-store.ts'
import type { Database, StoreTransaction } from '../store/database.ts'
import { notFound, ServiceError } from './service-error.ts'
import { auditAccount, manages, rightsIn, type SignedIn } from './session-service.ts'

/** For handing over to somebody who may be away. */
export const LINK_HOURS = 72

export interface AccountService {
  /** Those who are members of a unit that the manager manages, ordered by e-mail. */
  list(manager: SignedIn): Promise<Account[]>
  invite(manager: SignedIn, given: NewAccount): Promise<AccountWithLink>
  newLink(manager: SignedIn, id: string): Promise<AccountWithLink>
  /** @throws ServiceError `conflict` when somebody else changed the account since */
  setDisabled(manager: SignedIn, id: string, revision: number, isDisabled: boolean): Promise<Account>
  changeMembership(manager: SignedIn, id: string, unitId: string, given: MembershipChange): Promise<Account>
  removeMembership(manager: SignedIn, id: string, unitId: string, revision: number): Promise<Account>
}

/**
 * Accounts, by those who manage units. What concerns a membership takes the right in its unit; what concerns the whole
 * account (its password, whether it may sign in at all) takes it in every unit of the account: who manages one unit must
 * not reach into another through a person of both.
 */
export function accountService(db: Database, now: () => number): AccountService {
  // Accounts are beside the units, so that no policy holds them: the checks are here.
  const as = <Result>({ actorId }: SignedIn, work: (transaction: StoreTransaction) => Promise<Result>) =>
    withAccess(everythingAs(actorId), () => db.transaction().execute(work))

  return {
    list: (manager) =>
      as(manager, async (transaction) => {
        const memberships = (await listMemberships(transaction)).filter((row) => manages(manager, row.unit_id))
        const rows = await listPeople(transaction, [...new Set(memberships.map((row) => row.actor_id))])
        return accountsFrom(transaction, rows, memberships)
      }),
    invite: (manager, given) =>
      as(manager, async (transaction) => {
        for (const membership of given.memberships) refuseGift(manager, membership.unitId, membership)
        const known = await findPersonByEmail(transaction, given.email)
        const id = known?.id ?? randomUUID()
        if (!known) await insertPerson(transaction, { id, email: given.email, name: given.displayName })
        for (const membership of given.memberships) await makeMembership(transaction, manager, id, membership)
        const units = given.memberships.map(({ unitId }) => unitId)
        if (known) return { account: await shown(transaction, manager, id), link: null, expiresAt: null }
        await audit(transaction, manager, units, 'account.invited', id)
        return makeLink(transaction, manager, id, 'invitation', now())
      }),
    newLink: (manager, id) =>
      as(manager, async (transaction) => {
        await managed(transaction, manager, id)
        const hasPassword = (await withPassword(transaction, [id])).has(id)
        await auditAccount(transaction, manager, id, 'account.linkMade', {})
        return makeLink(transaction, manager, id, hasPassword ? 'newPassword' : 'invitation', now())
      }),
    setDisabled: (manager, id, revision, isDisabled) =>
      as(manager, async (transaction) => {
        const memberships = await managed(transaction, manager, id)
        if (isDisabled) for (const { unit_id } of memberships) await refuseLastAdministrator(transaction, unit_id, id)
        if (!(await setDisabled(transaction, id, revision, isDisabled))) throw overtaken('account')
        const units = memberships.map((row) => row.unit_id)
        await audit(transaction, manager, units, isDisabled ? 'account.disabled' : 'account.enabled', id)
        return shown(transaction, manager, id)
      }),
    changeMembership: (manager, id, unitId, given) =>
      as(manager, async (transaction) => {
        refuseGift(manager, unitId, given)
        await found(transaction, manager, id)
        if (given.revision === null) {
          await makeMembership(transaction, manager, id, { unitId, ...given })
          return shown(transaction, manager, id)
        }
        if (given.role !== 'admin' || given.scope.kind !== 'unit')
          await refuseLastAdministrator(transaction, unitId, id)
        const write = { ...given, id: randomUUID(), unitId, personId: id, actorId: manager.actorId }
        if (!(await updateMembership(transaction, write, given.revision))) throw overtaken('membership')
        await endSessions(transaction, id, id === manager.actorId ? manager.sessionId : undefined)
        const { role, scope, extraRights } = given
        await audit(transaction, manager, [unitId], 'membership.changed', id, { role, scope, extraRights })
        return shown(transaction, manager, id)
      }),
    removeMembership: (manager, id, unitId, revision) =>
      as(manager, async (transaction) => {
        if (!manages(manager, unitId)) throw notFound('account', id)
        await found(transaction, manager, id)
        await refuseLastAdministrator(transaction, unitId, id)
        if (!(await deleteMembership(transaction, { unitId, personId: id, revision }))) throw overtaken('membership')
        await endSessions(transaction, id)
        await audit(transaction, manager, [unitId], 'membership.removed', id)
        return shown(transaction, manager, id)
      }),
  }
}

/** @throws ServiceError for a unit that the manager does not manage, and for rights beyond his own */
function refuseGift(manager: SignedIn, unitId: string, given: Pick<Membership, 'role' | 'extraRights'>): void {
  const own = rightsIn(manager, unitId)
  if (!own.has('accounts.manage')) throw notFound('planning unit', unitId)
  const beyond = [...rightsOf(given)].filter((right) => !own.has(right))
  if (beyond.length === 0) return
  throw new ServiceError('forbidden', `You cannot give what you do not have yourself: ${beyond.join(', ')}.`)
}

/** The account, if the manager manages any unit of it. */
async function found(transaction: StoreTransaction, manager: SignedIn, id: string): Promise<MembershipRow[]> {
  const memberships = await membershipsOf(transaction, id)
  if (!memberships.some((row) => manages(manager, row.unit_id))) throw notFound('account', id)
  return memberships
}

/** The account, if the manager manages every unit of it. */
async function managed(transaction: StoreTransaction, manager: SignedIn, id: string): Promise<MembershipRow[]> {
  const memberships = await found(transaction, manager, id)
  if (memberships.every((row) => manages(manager, row.unit_id))) return memberships
  const message = 'The account is a member of other units as well. Remove its membership of yours instead.'
  throw new ServiceError('forbidden', message)
}

async function refuseLastAdministrator(transaction: StoreTransaction, unitId: string, id: string): Promise<void> {
  const [first, ...others] = await administratorsOf(transaction, unitId)
  if (first !== id || others.length > 0) return
  const message = `The account is the last administrator of ${unitId}. Make somebody else one first.`
  throw new ServiceError('conflict', message)
}

async function makeMembership(
  transaction: StoreTransaction,
  manager: SignedIn,
  personId: string,
  given: NewMembership,
): Promise<void> {
  const write = { ...given, id: randomUUID(), personId, actorId: manager.actorId }
  if (!(await insertMembership(transaction, write))) throw overtaken('membership')
  const { role, scope, extraRights } = given
  await audit(transaction, manager, [given.unitId], 'membership.made', personId, { role, scope, extraRights })
}

async function makeLink(
  transaction: StoreTransaction,
  manager: SignedIn,
  id: string,
  purpose: Exclude<OneTimeLink['purpose'], 'firstAdmin'>,
  now: number,
): Promise<AccountWithLink> {
  const secret = newSecret()
  const expiresAt = new Date(now + LINK_HOURS * 3_600_000)
  await insertLink(transaction, { sha256: hashOfSecret(secret), purpose, person_id: id, expires_at: expiresAt })
  return {
    account: await shown(transaction, manager, id),
    ...{ link: `?welcome=${secret}`, expiresAt: expiresAt.toISOString() },
  }
}

async function audit(
  transaction: StoreTransaction,
  manager: SignedIn,
  units: readonly string[],
  action: Parameters<typeof auditAccount>[3],
  id: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  for (const unitId of units) {
    await recordAudit(transaction, {
      unitId,
      actorId: manager.actorId,
      action,
      entity: 'account',
      entityId: id,
      detail,
    })
  }
}

async function shown(transaction: StoreTransaction, manager: SignedIn, id: string): Promise<Account> {
  const row = await findPerson(transaction, id)
  const memberships = (await membershipsOf(transaction, id)).filter((one) => manages(manager, one.unit_id))
  return (await accountsFrom(transaction, [row!], memberships))[0]!
}

async function accountsFrom(
  transaction: StoreTransaction,
  rows: readonly PersonRow[],
  memberships: readonly MembershipRow[],
): Promise<Account[]> {
  const active = await withPassword(
    transaction,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...{ id: row.id, email: row.email, displayName: row.name, revision: row.revision },
    state: row.disabled_at ? 'disabled' : active.has(row.id) ? 'active' : 'invited',
    memberships: memberships.filter((one) => one.actor_id === row.id).map(accountMembershipFrom),
    createdAt: row.created_at.toISOString(),
  }))
}

const overtaken = (what: 'account' | 'membership'): ServiceError =>
  new ServiceError('conflict', `Somebody else changed the ${what} in the meantime. Load the accounts again.`)
