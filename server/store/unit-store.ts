import type { Transaction } from 'kysely'
import type { PlanningUnit } from '../contracts/planning-unit.ts'
import type { Tables } from './tables.ts'

/** @returns false when there is one of that id */
export async function insertUnit(transaction: Transaction<Tables>, { id, name }: PlanningUnit): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('planning_unit')
    .values({ id, name })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function renameUnit(transaction: Transaction<Tables>, { id, name }: PlanningUnit): Promise<void> {
  await transaction.updateTable('planning_unit').set({ name }).where('id', '=', id).execute()
}
