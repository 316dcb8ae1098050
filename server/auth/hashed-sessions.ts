import type { BetterAuthPlugin, DBAdapter, DBTransactionAdapter } from 'better-auth'
import { hashOfSecret } from '../store/auth-store.ts'

/**
 * Has the library store each session under the hash of its token, while the cookie gets the token itself: who reads the
 * table or a copy of it cannot be taken for anybody. The library looks no session up, `session-identity.ts` does.
 */
export const hashedSessions: BetterAuthPlugin = {
  id: 'hashed-sessions',
  init: ({ adapter }) => ({ context: { adapter: withHashedTokens(adapter) } }),
}

const withHashedTokens = (adapter: DBAdapter): DBAdapter => ({
  ...adapter,
  create: creatingHashed(adapter),
  transaction: (work) => adapter.transaction((inner) => work({ ...inner, create: creatingHashed(inner) })),
})

const creatingHashed =
  (adapter: DBTransactionAdapter): DBAdapter['create'] =>
  async <Data extends Record<string, unknown>, Row>(given: Parameters<typeof adapter.create<Data, Row>>[0]) => {
    if (given.model !== 'session') return adapter.create<Data, Row>(given)
    const { token } = given.data as unknown as { readonly token: string }
    const stored = { ...given, data: { ...given.data, token: hashOfSecret(token) } }
    return { ...(await adapter.create<Data, Row>(stored)), token }
  }
