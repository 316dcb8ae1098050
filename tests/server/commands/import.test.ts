import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallPlan } from '../../fixtures/small-plan.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
  for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) =>
  spawnSync(process.execPath, [cli, 'import', ...args, '--plan', '.'], { cwd: folder, encoding: 'utf8' })

const TICKETS = `id,created_at,updated_at,status,group,requester_id,assignee,Total time spent (sec),first_reply_time_in_minutes
1,2026-11-08T01:10:00Z,2026-11-08T02:00:00Z,solved,chat,501,7,120,3
2,2026-11-08T01:20:00Z,2026-11-08T02:00:00Z,solved,chat,501,7,240,3
3,=cmd,2026-11-08T02:00:00Z,open,chat,502,7,240,3
4,2026-11-08T03:20:00Z,2026-11-08T04:00:00Z,solved,tickets,503,8,60,9
`

test('imports an export that it knows, says how, and changes nothing the second time', SLOW, () => {
  writeFileSync(join(folder, 'tickets.csv'), TICKETS)
  const { status, stdout, stderr } = run('tickets.csv')
  expect(stderr).toContain('Read as contacts from an export of Zendesk (CSV), times in Asia/Shanghai.')
  expect(status).toBe(0)
  expect(stdout).toContain('tickets.csv: 4 rows, 3 accepted (3 contacts added, 0 updated), 0 known already, 1 rejected')
  expect(readFileSync(join(folder, 'history.csv'), 'utf8')).toContain('chat,2026-11-08T09:00+08:00,2,180,1,0\n')
  expect(readFileSync(join(folder, 'rejects', 'tickets.csv.csv'), 'utf8')).toMatch(
    /^row,column,value,reason,hint\n4,created_at,'=cmd,is not a time,.*\n$/,
  )
  expect(readdirSync(join(folder, 'contacts'))).toEqual(['2026-11.csv', 'salt', 'sources.csv'])
  const before = readFileSync(join(folder, 'history.csv'), 'utf8')
  const again = run('tickets.csv', '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ accepted: 0, duplicates: 3, rejected: 1, changes: false })
  expect(readFileSync(join(folder, 'history.csv'), 'utf8')).toBe(before)
})

test('a plan that may not be written is told so, and the next step', SLOW, () => {
  writeFileSync(join(folder, 'tickets.csv'), TICKETS)
  const full = spawnSync(
    'sh',
    ['-c', 'ulimit -f 0; trap "" XFSZ; exec "$0" "$@"', process.execPath, cli, 'import', 'tickets.csv', '--plan', '.'],
    { cwd: folder, encoding: 'utf8' },
  )
  expect(full.status).toBe(2)
  expect(full.stderr).toContain('.: cannot be written: EFBIG')
  expect(full.stderr).toContain('import the file again: doing so twice does no harm.')
  expect(readdirSync(folder)).not.toContain('contacts')
})

test('a dry run writes nothing', SLOW, () => {
  writeFileSync(join(folder, 'tickets.csv'), TICKETS)
  const before = readdirSync(folder)
  const { status, stdout } = run('tickets.csv', '--dry-run', '--json')
  expect([status, JSON.parse(stdout).changes]).toEqual([0, true])
  expect(readdirSync(folder)).toEqual(before)
})

test(
  'asks what only a person can tell, writes nothing but the mapping asked for, and reads it when completed',
  SLOW,
  () => {
    writeFileSync(join(folder, 'tickets.csv'), TICKETS.replaceAll(',chat,', ',Live desk,'))
    const asked = run('tickets.csv')
    expect([asked.status, asked.stdout]).toEqual([2, ''])
    expect(asked.stderr).toContain('"Live desk" (')
    expect(asked.stderr).toContain('Nothing was imported.')
    expect(existsSync(join(folder, 'contacts'))).toBe(false)
    expect(run('tickets.csv', '--save-mapping', 'desk').status).toBe(2)
    const path = join(folder, 'mappings', 'desk.yaml')
    const text = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      text.replace(/queues:.*\n/, 'queues: { Live desk: chat }\n').replace(/^ {2}Live desk:.*\n/m, ''),
    )
    const completed = run('tickets.csv', '--mapping', 'desk', '--json')
    expect([completed.stderr, JSON.parse(completed.stdout).accepted]).toEqual(['', 3])
  },
)

test('refuses a queue that the plan does not have', SLOW, () => {
  writeFileSync(join(folder, 'tickets.csv'), TICKETS)
  const { status, stderr } = run('tickets.csv', '--queue', 'chats')
  expect([status, stderr]).toEqual([2, '"chats" is not a queue of plan.yaml. Maybe you meant "chat".\n'])
})
