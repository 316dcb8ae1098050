import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export interface Effect {
  /** Of what is done only once, whoever does it and however often it is tried: `run:ID:ended`. */
  readonly key: string
  readonly unitId: string
  readonly actorId: string
}

/**
 * Marks something as done, in the transaction that does it: whatever else goes wrong, the second transaction that would
 * do it fails as a whole.
 * @throws Error of PostgreSQL (unique violation) when it was done before
 */
export async function recordEffect(transaction: Transaction<Tables>, effect: Effect): Promise<void> {
  await transaction
    .insertInto('effect')
    .values({ key: effect.key, unit_id: effect.unitId, created_by: effect.actorId })
    .execute()
}

/** Marks something as done where it may have been. @returns false when it was done before, and nothing is changed */
export async function claimEffect(transaction: Transaction<Tables>, effect: Effect): Promise<boolean> {
  const row = await transaction
    .insertInto('effect')
    .values({ key: effect.key, unit_id: effect.unitId, created_by: effect.actorId })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}
