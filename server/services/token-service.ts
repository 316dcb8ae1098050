import { randomUUID } from 'node:crypto'
import { TOKEN_PREFIX } from '../auth/session-identity.ts'
import type { Right } from '../contracts/access.ts'
import { rightsOf } from '../contracts/access.ts'
import type { ApiToken, MadeApiToken, NewApiToken } from '../contracts/account.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { type ApiTokenRow, insertApiToken, listApiTokens, revokeApiToken } from '../store/api-token-store.ts'
import { recordAudit } from '../store/audit-log.ts'
import { hashOfSecret, newSecret } from '../store/auth-store.ts'
import type { Database } from '../store/database.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { SignedIn } from './session-service.ts'

const MOST_TOKENS = 20
const DAY_MS = 86_400_000

export interface TokenService {
  list(who: SignedIn): Promise<ApiToken[]>
  /** @throws ServiceError `forbidden` for rights that the maker does not have */
  make(who: SignedIn, given: NewApiToken): Promise<MadeApiToken>
  revoke(who: SignedIn, id: string): Promise<void>
}

/** Tokens with which programs act for their maker, within the rights that each was made for. */
export function tokenService(db: Database, now: () => number): TokenService {
  const own = <Result>({ actorId }: SignedIn, work: () => Promise<Result>) => withAccess(everythingAs(actorId), work)
  return {
    list: (who) => own(who, async () => (await listApiTokens(db, who.actorId)).map(tokenFrom)),
    make: (who, { name, rights, unitId, days }) =>
      own(who, () =>
        db.transaction().execute(async (transaction) => {
          refuseRights(who, rights, unitId)
          if ((await listApiTokens(transaction, who.actorId)).length >= MOST_TOKENS) {
            throw new ServiceError('conflict', `You have ${MOST_TOKENS} tokens, the most. Revoke one first.`)
          }
          const secret = TOKEN_PREFIX + newSecret()
          const row = await insertApiToken(transaction, {
            ...{ id: randomUUID(), person_id: who.actorId, name, rights, unit_id: unitId },
            ...{ sha256: hashOfSecret(secret), expires_at: new Date(now() + days * DAY_MS) },
          })
          for (const unit of unitsOf(who, unitId)) {
            await recordAudit(transaction, {
              ...{ unitId: unit, actorId: who.actorId, action: 'token.made', entity: 'token', entityId: row.id },
              detail: { rights, days },
            })
          }
          return { token: tokenFrom(row), secret }
        }),
      ),
    revoke: (who, id) =>
      own(who, () =>
        db.transaction().execute(async (transaction) => {
          if (!(await revokeApiToken(transaction, who.actorId, id))) throw notFound('token', id)
          for (const unit of unitsOf(who, null)) {
            const entry = { unitId: unit, actorId: who.actorId, entity: 'token', entityId: id, detail: {} } as const
            await recordAudit(transaction, { ...entry, action: 'token.revoked' })
          }
        }),
      ),
  }
}

const unitsOf = ({ memberships }: SignedIn, unitId: string | null): string[] =>
  memberships.map((membership) => membership.unitId).filter((unit) => unitId === null || unit === unitId)

function refuseRights({ memberships }: SignedIn, rights: readonly Right[], unitId: string | null): void {
  const reached = memberships.filter((membership) => unitId === null || membership.unitId === unitId)
  if (unitId !== null && reached.length === 0) throw notFound('planning unit', unitId)
  const held = new Set(reached.flatMap((membership) => [...rightsOf(membership)]))
  const beyond = rights.filter((right) => !held.has(right))
  if (beyond.length === 0) return
  throw new ServiceError('forbidden', `A token cannot do what you may not do yourself: ${beyond.join(', ')}.`)
}

const tokenFrom = (row: ApiTokenRow): ApiToken => ({
  ...{ id: row.id, name: row.name, rights: row.rights, unitId: row.unit_id, lastUsedOn: row.last_used_on },
  ...{ createdAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString() },
})
