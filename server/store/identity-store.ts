import { sql } from 'kysely'
import type { Membership } from '../contracts/access.ts'
import type { Database } from './database.ts'

/** A person as every request asks for them: in one statement, since it is before all others. */
export interface Member {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly isDisabled: boolean
  /** Ordered by unit. */
  readonly memberships: readonly Membership[]
}

export interface MemberSession extends Member {
  readonly sessionId: string
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

const MEMBER = sql`p.id as "personId", p.name, p.email, p.disabled_at is not null as "isDisabled",
  coalesce((select jsonb_agg(jsonb_build_object('unitId', m.unit_id, 'role', m.role, 'scope', m.scope,
    'extraRights', m.extra_rights, 'employeeId', m.employee_id) order by m.unit_id)
    from membership m where m.actor_id = p.id), '[]') as memberships`

/**
 * Whose session a token is of.
 * @param sha256 of the token, hex
 */
export async function findMemberSession(db: Database, sha256: string): Promise<MemberSession | undefined> {
  const { rows } = await sql<MemberSession>`select ${MEMBER}, s.id as "sessionId",
    s.updated_at as "lastSeenAt", s.expires_at as "expiresAt"
    from auth.session s join auth.person p on p.id = s.person_id where s.token = ${sha256}`.execute(db)
  return rows[0]
}

export async function findMember(db: Database, personId: string): Promise<Member | undefined> {
  const { rows } = await sql<Member>`select ${MEMBER} from auth.person p where p.id = ${personId}`.execute(db)
  return rows[0]
}

/** Notes that a session is in use. */
export async function touchSession(db: Database, sessionId: string, at: Date): Promise<void> {
  await sql`update auth.session set updated_at = ${at} where id = ${sessionId}`.execute(db)
}

export async function dropSession(db: Database, sessionId: string): Promise<void> {
  await sql`delete from auth.session where id = ${sessionId}`.execute(db)
}
