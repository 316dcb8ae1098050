import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { PublishedFiles } from '../../../server/services/published-files.ts'
import { erasePersonOfTeam } from '../../../server/store/team-store.ts'
import { publishedTeam, storeTeamRun } from './team-app.ts'

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-published-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

async function written() {
  const team = await publishedTeam()
  const folder = await folderOfTest()
  const files = new PublishedFiles(team.db, folder, () => Date.parse('2026-11-05T00:00Z'))
  await files.write()
  const read = (name: string) => readFile(path.join(folder, 'main', name), 'utf8')
  return { ...team, folder, files, read }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

test('each person has a page and a calendar of the own shifts, and the roster lies beside its hash', async () => {
  const { folder, read, db } = await written()
  expect((await readdir(path.join(folder, 'main', 'people'))).toSorted()).toEqual(
    ['an', 'bo', 'cy', 'di'].flatMap((id) => [`shifts-${id}.html`, `shifts-${id}.ics`]),
  )
  expect((await read('people/shifts-an.html')).match(/09:00–18:00/g)).toHaveLength(2)
  expect((await read('people/shifts-bo.ics')).match(/BEGIN:VEVENT/g)).toHaveLength(1)
  const csv = await read('rosters/2026-11-09.csv')
  const { roster_sha256 } = await db.selectFrom('publication').select('roster_sha256').executeTakeFirstOrThrow()
  expect(hashOf(csv)).toBe(roster_sha256)
  expect(await read('rosters/2026-11-09.csv.sha256')).toBe(`${roster_sha256}  2026-11-09.csv\n`)
})

test('a roster that is taken in again from its file has the same hash', { timeout: 120_000 }, async () => {
  const team = await publishedTeam({ slots: 1 })
  const csv = (await team.as('scheduler').get(`/api/runs/${team.runId}/files/roster.csv`)).body
  const body = { week: '2026-11-09', weeks: 1, scenario: 'baseline', fileName: 'kept.csv', text: csv, replications: 2 }
  const reply = await team.as('scheduler').post(`/api/plans/${team.planId}/rosters`, body)
  expect(reply.statusCode, reply.body).toBe(202)
  await team.services.runs.finished(reply.json().id)
  const again = await team.as('scheduler').get(`/api/runs/${reply.json().id}/files/roster.csv`)
  expect(again.statusCode, again.body).toBe(200)
  const { roster_sha256 } = await team.db.selectFrom('publication').select('roster_sha256').executeTakeFirstOrThrow()
  expect(hashOf(again.body)).toBe(roster_sha256)
})

test('files follow publications and people, and are not written for nothing', async () => {
  const { files, read, folder, publish, db, planId } = await written()
  await rm(path.join(folder, 'main', 'people', 'shifts-an.html'))
  await files.write()
  await expect(read('people/shifts-an.html')).rejects.toThrow('ENOENT')
  await publish(await storeTeamRun(db, planId, { worked: [['an', '2026-11-13']] }))
  await files.write()
  expect((await read('people/shifts-an.html')).match(/09:00–18:00/g)).toHaveLength(1)
  expect((await read('people/shifts-bo.html')).match(/09:00–18:00/g)).toBeNull()
  await db
    .transaction()
    .execute((transaction) => erasePersonOfTeam(transaction, { unitId: 'main', employeeId: 'an', actorId: 'hr' }))
  await files.write()
  await expect(read('people/shifts-an.html')).rejects.toThrow('ENOENT')
})
