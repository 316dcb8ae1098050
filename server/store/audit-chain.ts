import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { ChainFault, ChainVerification } from '../contracts/audit.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** A link of a chain with the entry that it is for, in PostgreSQL's own texts: numbers and times lose nothing on the way. */
export interface ChainedEntry {
  readonly sequence: number
  readonly previousHash: string
  readonly hash: string
  readonly entryId: number
  /** Null where the entry is gone. */
  readonly entry: {
    readonly unitId: string
    readonly actorId: string
    readonly action: string
    readonly entity: string
    readonly entityId: string
    /** UTC with microseconds: `2026-11-23T04:05:06.789012Z`. */
    readonly at: string
    readonly detail: string
  } | null
}

export type FoundFault = NonNullable<ChainVerification['fault']>

/** The hash before the first entry's. */
export const CHAIN_START = '0'.repeat(64)

/**
 * SHA-256 of the sequence number, the hash before, and the entry, each field led by its length in bytes, so that no two
 * entries have one text.
 * @returns hex
 */
export function entryHash(
  sequence: number,
  previousHash: string,
  entryId: number,
  entry: NonNullable<ChainedEntry['entry']>,
): string {
  const fields = [
    ...[String(sequence), previousHash, String(entryId), entry.unitId, entry.actorId],
    ...[entry.action, entry.entity, entry.entityId, entry.at, entry.detail],
  ]
  const text = fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join(',')
  return createHash('sha256').update(text).digest('hex')
}

const faultOf = (kind: ChainFault, sequence: number | null, id: string | null = null): FoundFault => ({
  kind,
  sequence,
  id,
})

/** Follows a chain link by link and keeps the first thing that is wrong with it. */
export class ChainWalk {
  #sequence = 0
  #hash = CHAIN_START
  fault: FoundFault | null = null

  take(link: ChainedEntry): void {
    if (this.fault) return
    this.fault = this.#faultOf(link)
    this.#sequence++
    this.#hash = link.hash
  }

  get entries(): number {
    return this.#sequence
  }

  /** @param head what the unit's head says the last link is */
  end(head: { readonly sequence: number; readonly hash: string } | undefined): void {
    if (this.fault) return
    if (head === undefined && this.#sequence === 0) return
    if (head !== undefined && head.sequence > this.#sequence) {
      this.fault = faultOf('endMissing', this.#sequence + 1)
    } else if (head?.sequence !== this.#sequence || head.hash !== this.#hash) {
      this.fault = faultOf('headWrong', this.#sequence)
    }
  }

  #faultOf(link: ChainedEntry): FoundFault | null {
    const next = this.#sequence + 1
    if (link.sequence !== next) return faultOf('linkMissing', next)
    const id = String(link.entryId)
    if (link.previousHash !== this.#hash) return faultOf('linkBroken', next, id)
    if (!link.entry) return faultOf('entryMissing', next, id)
    const isKept = entryHash(next, this.#hash, link.entryId, link.entry) === link.hash
    return isKept ? null : faultOf('entryChanged', next, id)
  }
}

/** A hash that was written down elsewhere: the chain must still have it at that place. */
export interface Anchor {
  readonly sequence: number
  readonly hash: string
}

const LINKS_AT_ONCE = 2000

/**
 * Computes every hash of a unit's entries anew, and holds publications and published versions against their entries.
 * Reads one moment of the database.
 */
export const verifyChain = (
  db: Database,
  unitId: string,
  anchors: readonly Anchor[] = [],
): Promise<ChainVerification> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const walk = new ChainWalk()
      const missed = new Map(anchors.map((anchor) => [anchor.sequence, anchor]))
      for await (const link of linksOf(transaction, unitId)) {
        walk.take(link)
        if (missed.get(link.sequence)?.hash === link.hash) missed.delete(link.sequence)
      }
      const head = await headOf(transaction, unitId)
      walk.end(head)
      const [first] = [...missed.keys()].toSorted((a, b) => a - b)
      const fault =
        walk.fault ??
        (first === undefined ? null : faultOf('anchorMissing', first)) ??
        (await unchainedEntry(transaction, unitId)) ??
        (await untoldPublication(transaction, unitId)) ??
        (await untoldVersion(transaction, unitId))
      return { unitId, entries: walk.entries, head: head ?? null, fault }
    })

/** Units that have entries, as far as they are seen; in order. */
export async function chainedUnits(db: Database): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`select unit_id from audit_head
    union select unit_id from audit_link union select unit_id from audit_log order by unit_id`.execute(db)
  return rows.map((row) => row.unit_id)
}

const headOf = (transaction: Transaction<Tables>, unitId: string) =>
  transaction
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .where('unit_id', '=', unitId)
    .where('sequence', '>', 0)
    .executeTakeFirst()

interface LinkRow {
  sequence: number
  previous_hash: string
  hash: string
  entry_id: number
  entry_unit: string | null
  actor_id: string
  action: string
  entity: string
  entity_id: string
  at: string
  detail: string
}

async function* linksOf(transaction: Transaction<Tables>, unitId: string): AsyncGenerator<ChainedEntry> {
  let after = 0
  for (;;) {
    const { rows } = await sql<LinkRow>`
      select l.sequence, l.previous_hash, l.hash, l.entry_id, e.unit_id as entry_unit, e.actor_id, e.action, e.entity,
        e.entity_id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.detail::text as detail
      from audit_link l left join audit_log e on e.id = l.entry_id
      where l.unit_id = ${unitId} and l.sequence > ${after} order by l.sequence limit ${LINKS_AT_ONCE}`.execute(
      transaction,
    )
    for (const row of rows) yield linkFrom(row)
    if (rows.length < LINKS_AT_ONCE) return
    after = rows.at(-1)!.sequence
  }
}

const linkFrom = ({ sequence, previous_hash, hash, entry_id, entry_unit, entity_id, actor_id, ...entry }: LinkRow) => ({
  ...{ sequence, previousHash: previous_hash, hash, entryId: entry_id },
  entry: entry_unit === null ? null : { ...entry, unitId: entry_unit, entityId: entity_id, actorId: actor_id },
})

async function unchainedEntry(transaction: Transaction<Tables>, unitId: string): Promise<FoundFault | null> {
  const { rows } = await sql<{ id: number }>`select id from audit_log e where unit_id = ${unitId}
    and not exists (select 1 from audit_link l where l.entry_id = e.id) order by id limit 1`.execute(transaction)
  return rows[0] ? faultOf('entryUnchained', null, String(rows[0].id)) : null
}

/** What went out is what the entry of its publication says. */
async function untoldPublication(transaction: Transaction<Tables>, unitId: string): Promise<FoundFault | null> {
  const { rows } = await sql<{ id: string }>`select p.id from publication p
    join run_result r on r.run_id = p.run_id and r.name = 'roster.csv'
    where p.unit_id = ${unitId} and (r.sha256 <> p.roster_sha256 or not exists (
      select 1 from audit_log e where e.entity = 'publication' and e.entity_id = p.id::text
        and e.action = 'publication.made' and e.detail ->> 'rosterSha256' = p.roster_sha256))
    order by p.created_at, p.id limit 1`.execute(transaction)
  return rows[0] ? faultOf('publicationUntold', null, rows[0].id) : null
}

async function untoldVersion(transaction: Transaction<Tables>, unitId: string): Promise<FoundFault | null> {
  const { rows } = await sql<{ id: string }>`select v.id from version v
    where v.unit_id = ${unitId} and v.published_at is not null and not exists (
      select 1 from audit_log e where e.entity = 'version' and e.entity_id = v.id::text
        and e.action = 'version.published' and e.detail ->> 'sha256' = v.sha256)
    order by v.published_at, v.id limit 1`.execute(transaction)
  return rows[0] ? faultOf('versionUntold', null, rows[0].id) : null
}
