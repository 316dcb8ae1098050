import type { Generated, JSONColumnType, Kysely } from 'kysely'
import type { Right } from '../contracts/access.ts'
import type { LINK_PURPOSES } from '../contracts/account.ts'
import type { Database } from './database.ts'

interface PersonTable {
  /** That of the actor. */
  id: string
  name: string
  /** In lower case. */
  email: string
  email_verified: boolean
  disabled_at: Date | null
  /** Counts the changes of the account, from 1. */
  revision: Generated<number>
  created_at: Generated<Date>
}

interface SessionTable {
  id: string
  /** Its SHA-256, hex. */
  token: string
  person_id: string
  user_agent: string | null
  expires_at: Date
  created_at: Date
  /** When it was last used, to the minute. */
  updated_at: Date
}

interface CredentialTable {
  id: string
  person_id: string
  provider_id: string
  password: string | null
}

interface OneTimeLinkTable {
  /** Of the token, hex. */
  sha256: string
  purpose: (typeof LINK_PURPOSES)[number]
  person_id: string | null
  expires_at: Date
  used_at: Date | null
}

interface ApiTokenTable {
  id: string
  person_id: string
  name: string
  rights: JSONColumnType<Right[]>
  unit_id: string | null
  /** Of the secret, hex. */
  sha256: string
  created_at: Generated<Date>
  expires_at: Date
  revoked_at: Date | null
  last_used_on: string | null
}

interface SignInTryTable {
  key: string
  failures: number
  last_at: Date
  waits_until: Date
}

interface SecretTable {
  name: string
  value: string
}

export interface AuthTables {
  person: PersonTable
  session: SessionTable
  credential: CredentialTable
  one_time_link: OneTimeLinkTable
  api_token: ApiTokenTable
  sign_in_try: SignInTryTable
  secret: SecretTable
}

export type AuthDatabase = Kysely<AuthTables>

/** The tables of sign-in, beside the others of the same database or transaction. */
export const authTables = (db: Database): AuthDatabase => db.withSchema('auth') as unknown as AuthDatabase
