import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { buildTestApp } from '../server/api/build-test-app.ts'
import { asSuperuser, urlOf } from '../server/database.ts'
import { cellOf, editOf, storeDraftableRun } from '../server/draftable-run.ts'
import { storePlan, storeRun } from '../server/stored-plan.ts'
import { breaches, INVARIANTS, lostWrites } from './invariants.ts'

/** A database with something of everything, of which all invariants hold. */
async function soundDatabase() {
  const tested = await buildTestApp({ slots: 0, lagMs: () => 0 })
  const planId = await storePlan(tested.db)
  const runs = [await storeDraftableRun(tested.db, planId), await storeDraftableRun(tested.db, planId)]
  for (const runId of runs) expect((await tested.post(`/api/runs/${runId}/publication`, {})).statusCode).toBe(201)
  const edit = editOf([cellOf('an', '2026-11-09')])
  expect((await tested.post(`/api/runs/${runs[0]}/draft/edits`, edit)).statusCode).toBe(201)
  expect(await breaches(tested.db)).toEqual([])
  return { db: tested.db, planId, edit }
}

/** Breaks one invariant each, past the triggers that would refuse it. */
const BROKEN: Readonly<Record<string, string>> = {
  'a published version is one snapshot, and its hash that of its audit entry': `update publication set roster_sha256 = repeat('0', 64)`,
  'of each week of a plan one roster stands': `drop index publication_one_current; update publication set superseded_at = null, superseded_by_run_id = null`,
  'what was superseded has a successor': `update publication set superseded_by_run_id = gen_random_uuid(), superseded_at = now() where superseded_at is null`,
  'each publication has one audit entry': `delete from audit_log where action = 'publication.made'`,
  'each superseded publication has one audit entry': `delete from audit_log where action = 'publication.superseded'`,
  'each edit of a draft has one audit entry': `delete from audit_log where action = 'draft.edited'`,
  'each run has one audit entry': `delete from audit_log where action = 'run.queued'`,
  'a run that is over has one audit entry of its end, of the state that it is in': `delete from audit_log where action = 'run.succeeded'`,
  'a run has results when it succeeded, and none else': `delete from run_result`,
  'revisions of a draft count from 1 without a gap': `update roster_edit set revision = 7`,
  'an edit has as many cells as it says': `delete from roster_edit_cell`,
  'an import that was taken in is in the plan, and no other': `insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
     values ('main', 'local-planner', 'import.applied', 'import', 'x', '{}')`,
  'files of a plan are there and of one unit with it': `delete from plan_file`,
}
/** Broken by ways of their own, below. */
const APART = ['what is not over has a job, and each job something that is not over']

test('every invariant is broken once', () => {
  expect([...Object.keys(BROKEN), ...APART].sort()).toEqual(INVARIANTS.map(({ name }) => name).sort())
})

test.each(Object.entries(BROKEN))('%s: its breach is found', async (name, statement) => {
  const { db } = await soundDatabase()
  await asSuperuser(urlOf(db), `set session_replication_role = replica; ${statement}`)
  expect((await breaches(db)).filter((line) => line.startsWith(`${name}: `))).not.toEqual([])
})

test('a run without a job is found, and a chain that lacks an entry, and a write that is not there', async () => {
  const { db, planId, edit } = await soundDatabase()
  const runId = await storeRun(db, planId)
  expect(await breaches(db)).toEqual([expect.stringContaining(`no job for ${runId}`)])
  const given = { publications: [], edits: [edit.id] }
  expect(await lostWrites(db, given)).toEqual([])
  const lost = randomUUID()
  expect(await lostWrites(db, { ...given, edits: [edit.id, lost] })).toEqual([
    `roster_edit ${lost} was acknowledged and is not there`,
  ])
  await asSuperuser(urlOf(db), `set session_replication_role = replica; update audit_log set detail = '{}'`)
  expect(await breaches(db)).toContainEqual(expect.stringContaining('the audit chain is unbroken'))
})
