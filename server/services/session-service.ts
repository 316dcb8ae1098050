import { ACCESS_RULE } from '../auth/actor.ts'
import { hashPassword, isPasswordOf, passwordProblem } from '../auth/passwords.ts'
import { type Membership, type Right, rightsOf } from '../contracts/access.ts'
import type { Session, SignIn } from '../contracts/account.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import {
  endSession,
  endSessions,
  findPasswordHash,
  findPerson,
  findPersonByEmail,
  listSessions,
  membershipFrom,
  membershipsOf,
  setPassword,
} from '../store/account-store.ts'
import { type AuditEntry, recordAudit } from '../store/audit-log.ts'
import { SignInTries } from '../store/auth-store.ts'
import type { Database, StoreTransaction } from '../store/database.ts'
import { notFound, ServiceError } from './service-error.ts'

/** How trying to sign in came out: what the browser is to keep, or how long to wait first. */
export type SignInOutcome =
  | { readonly kind: 'signedIn'; readonly cookies: readonly string[] }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }

/** Tries a password. @returns the cookies of a new session; undefined when it is wrong, or may not begin one */
export type TryPassword = (given: SignIn, browser: string) => Promise<readonly string[] | undefined>

/** Somebody who is signed in, as far as sessions need to know them. */
export interface SignedIn {
  readonly actorId: string
  readonly memberships: readonly Membership[]
  readonly sessionId?: string | undefined
}

export interface SessionService {
  /**
   * @param address of the sender, for counting failures by it
   * @param browser as it names itself, for telling sessions apart
   */
  signIn(given: SignIn, address: string, browser: string): Promise<SignInOutcome>
  list(who: SignedIn): Promise<Session[]>
  end(who: SignedIn, id: string): Promise<void>
  endAll(who: SignedIn): Promise<void>
  /** All other sessions end. @throws ServiceError `invalidRequest` for what is wrong with either password */
  changePassword(who: SignedIn, given: { currentPassword: string; newPassword: string }): Promise<void>
}

export function sessionService(db: Database, tryPassword: TryPassword, now: () => number): SessionService {
  const tries = new SignInTries(db)
  /** Whoever tries again and again must not fill the log: once in the longest wait, and nothing of unknown addresses. */
  const tellRefusal = async (email: string, because: 'wrong' | 'wait') => {
    if (!(await tries.mayTell({ kind: 'account', value: email }, now()))) return
    const person = await findPersonByEmail(db, email)
    if (person) await tellOfAccount(db, ACCESS_RULE.id, person.id, 'account.signInRefused', { because })
  }
  // A person's own account is theirs whatever units they are in.
  const own = <Result>({ actorId }: SignedIn, work: () => Promise<Result>) => withAccess(everythingAs(actorId), work)
  const change = <Result>(who: SignedIn, work: (transaction: StoreTransaction) => Promise<Result>) =>
    own(who, () => db.transaction().execute(work))
  return {
    signIn: ({ email, password }, address, browser) =>
      // Nobody has an access yet.
      withAccess(everythingAs(ACCESS_RULE.id), async (): Promise<SignInOutcome> => {
        const account = { kind: 'account', value: email } as const
        const from = { kind: 'address', value: address } as const
        const seconds = await tries.take([account, from], now())
        if (seconds > 0) {
          await tellRefusal(email, 'wait')
          return { kind: 'wait', seconds }
        }
        const cookies = await tryPassword({ email, password }, browser)
        if (!cookies) {
          await tellRefusal(email, 'wrong')
          return { kind: 'wrong' }
        }
        await tries.forget(account)
        await tries.takeBack(from)
        return { kind: 'signedIn', cookies }
      }),
    list: async (who) =>
      (await own(who, () => listSessions(db, who.actorId))).map((row) => ({
        ...{ id: row.id, isCurrent: row.id === who.sessionId, browser: row.user_agent || null },
        ...{ startedAt: row.created_at.toISOString(), lastSeenAt: row.updated_at.toISOString() },
      })),
    end: async (who, id) => {
      const isThere = await change(who, async (transaction) => {
        const ended = await endSession(transaction, who.actorId, id)
        const action = id === who.sessionId ? 'account.signedOut' : 'account.sessionEnded'
        if (ended) await auditAccount(transaction, who, who.actorId, action, {})
        return ended
      })
      if (!isThere) throw notFound('session', id)
    },
    endAll: (who) =>
      change(who, async (transaction) => {
        await endSessions(transaction, who.actorId)
        await auditAccount(transaction, who, who.actorId, 'account.sessionsEnded', {})
      }),
    changePassword: async (who, { currentPassword, newPassword }) => {
      const stored = await own(who, () => findPasswordHash(db, who.actorId))
      if (stored === undefined || !(await isPasswordOf(stored, currentPassword))) {
        throw new ServiceError('invalidRequest', 'The current password is not right.')
      }
      const person = await own(who, () => findPerson(db, who.actorId))
      await refusePassword(newPassword, [person!.name, person!.email])
      const hash = await hashPassword(newPassword)
      await change(who, async (transaction) => {
        await setPassword(transaction, who.actorId, hash)
        await endSessions(transaction, who.actorId, who.sessionId)
        await auditAccount(transaction, who, who.actorId, 'account.passwordChanged', {})
      })
    },
  }
}

/** @throws ServiceError `invalidRequest` naming what is wrong with a password */
export async function refusePassword(password: string, known: readonly string[]): Promise<void> {
  const problem = await passwordProblem(password, known)
  if (problem === undefined) return
  const issue = { column: 'password', problem, hint: 'Take a longer one: four words that do not belong together.' }
  throw new ServiceError('invalidRequest', `The password ${problem}.`, [issue])
}

/** What concerns an account itself is told in each of its units. */
export async function auditAccount(
  transaction: StoreTransaction,
  who: Pick<SignedIn, 'actorId' | 'memberships'>,
  personId: string,
  action: AuditEntry['action'],
  detail: Record<string, unknown>,
): Promise<void> {
  for (const { unitId } of who.memberships) {
    await recordAudit(transaction, {
      ...{ unitId, actorId: who.actorId, action, entity: 'account', entityId: personId, detail },
    })
  }
}

/** The same of somebody who has no access yet, in a transaction of its own. */
export const tellOfAccount = (
  db: Database,
  actorId: string,
  personId: string,
  action: AuditEntry['action'],
  detail: Record<string, unknown> = {},
): Promise<void> =>
  withAccess(everythingAs(actorId), () =>
    db.transaction().execute(async (transaction) => {
      const memberships = (await membershipsOf(transaction, personId)).map(membershipFrom)
      await auditAccount(transaction, { actorId, memberships }, personId, action, detail)
    }),
  )

/** Rights in a whole unit. */
export const rightsIn = ({ memberships }: SignedIn, unitId: string): ReadonlySet<Right> => {
  const own = memberships.find((membership) => membership.unitId === unitId && membership.scope.kind === 'unit')
  return own ? rightsOf(own) : new Set()
}

export const manages = (manager: SignedIn, unitId: string): boolean => rightsIn(manager, unitId).has('accounts.manage')
