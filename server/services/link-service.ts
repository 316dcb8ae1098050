import { randomUUID } from 'node:crypto'
import { ACCESS_RULE } from '../auth/actor.ts'
import { hashPassword } from '../auth/passwords.ts'
import type { OneTimeLink, UseLink } from '../contracts/account.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import {
  endSessions,
  findLink,
  findPerson,
  findPersonByEmail,
  hasPeople,
  insertLink,
  insertMembership,
  insertPerson,
  lockFirstAccount,
  membershipFrom,
  membershipsOf,
  renamePerson,
  setPassword,
  takeLink,
} from '../store/account-store.ts'
import { hashOfSecret, newSecret } from '../store/auth-store.ts'
import type { Database, StoreTransaction } from '../store/database.ts'
import { listUnits } from '../store/plan-store.ts'
import { ServiceError } from './service-error.ts'
import { auditAccount, refusePassword } from './session-service.ts'

/** Of a link that is printed at the terminal. */
const FIRST_LINK_HOURS = 24

export interface LinkService {
  needsFirstAccount(): Promise<boolean>
  /** A link with which the first administrator is made; undefined when there is an account. Those before it end. */
  firstLink(): Promise<{ readonly link: string; readonly expiresAt: Date } | undefined>
  /**
   * For whoever has the database in hand: a link with which an account gets a new password.
   * @throws ServiceError `notFound` for an address that has no account
   */
  operatorLink(email: string): Promise<{ readonly link: string; readonly expiresAt: Date }>
  /** @throws ServiceError `notFound` for one that was used, is over or never was */
  look(token: string): Promise<OneTimeLink>
  /** Sets the password, once. @returns the account's e-mail, to be signed in with */
  use(given: UseLink): Promise<string>
}

/** The ways in that work once: for the first administrator, for those who are invited, and for a new password. */
export function linkService(db: Database, now: () => number): LinkService {
  const byRule = <Result>(work: () => Promise<Result>) => withAccess(everythingAs(ACCESS_RULE.id), work)
  const make = async (purpose: OneTimeLink['purpose'], personId: string | null) => {
    const secret = newSecret()
    const expiresAt = new Date(now() + FIRST_LINK_HOURS * 3_600_000)
    const link = { sha256: hashOfSecret(secret), purpose, person_id: personId, expires_at: expiresAt }
    await db.transaction().execute((transaction) => insertLink(transaction, link))
    return { link: `?welcome=${secret}`, expiresAt }
  }
  return {
    needsFirstAccount: () => byRule(async () => !(await hasPeople(db))),
    firstLink: () =>
      byRule(async () => {
        return (await hasPeople(db)) ? undefined : make('firstAdmin', null)
      }),
    operatorLink: (email) =>
      byRule(async () => {
        const person = await findPersonByEmail(db, email)
        if (!person) throw new ServiceError('notFound', `There is no account with the e-mail address ${email}.`)
        return make('newPassword', person.id)
      }),
    look: (token) =>
      byRule(async () => {
        const row = await findLink(db, hashOfSecret(token), new Date(now()))
        if (!row) throw isOver()
        const person = row.person_id === null ? undefined : await findPerson(db, row.person_id)
        return {
          ...{ purpose: row.purpose, email: person?.email ?? null, displayName: person?.name ?? null },
          expiresAt: row.expires_at.toISOString(),
        }
      }),
    use: async (given) => {
      const row = await byRule(() => findLink(db, hashOfSecret(given.token), new Date(now())))
      if (!row) throw isOver()
      const person = row.person_id === null ? undefined : await byRule(() => findPerson(db, row.person_id!))
      const email = person?.email ?? given.email
      const name = given.displayName ?? person?.name
      if (email === undefined || name === undefined) {
        throw new ServiceError('invalidRequest', 'The first account needs an e-mail address and a name.')
      }
      await refusePassword(given.password, [email, name])
      // Slow on purpose, and so before the transaction.
      const hash = await hashPassword(given.password)
      const id = row.person_id ?? randomUUID()
      await withAccess(everythingAs(id), () =>
        db.transaction().execute(async (transaction) => {
          if (!(await takeLink(transaction, row.sha256, new Date(now())))) throw isOver()
          if (row.purpose === 'firstAdmin') await makeFirstAdministrator(transaction, { id, email, name })
          else if (row.purpose === 'invitation') await renamePerson(transaction, id, name)
          await setPassword(transaction, id, hash)
          await endSessions(transaction, id)
          const memberships = (await membershipsOf(transaction, id)).map(membershipFrom)
          await auditAccount(transaction, { actorId: id, memberships }, id, 'account.passwordSet', { by: row.purpose })
        }),
      )
      return email
    },
  }
}

/** The administrator of every unit there is. */
async function makeFirstAdministrator(
  transaction: StoreTransaction,
  person: { readonly id: string; readonly email: string; readonly name: string },
): Promise<void> {
  // Two links may have been printed, by two processes that started together.
  await lockFirstAccount(transaction)
  if (await hasPeople(transaction)) throw isOver()
  await insertPerson(transaction, person)
  for (const { id: unitId } of await listUnits(transaction)) {
    await insertMembership(transaction, {
      ...{ id: randomUUID(), unitId, personId: person.id, actorId: person.id },
      ...{ role: 'admin', scope: { kind: 'unit' }, extraRights: [], employeeId: null },
    })
  }
}

const isOver = (): ServiceError =>
  new ServiceError('notFound', 'The link was used already, or is over. Ask an administrator for a new one.')
