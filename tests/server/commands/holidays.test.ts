import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallPlan } from '../../fixtures/small-plan.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holidays-'))
  for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(years: string) {
  const args = ['holidays', '--country', 'CN', '--years', years, '--plan', folder]
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' })
  return { status, stderr, calendar: readFileSync(join(folder, 'calendar.csv'), 'utf8') }
}

test('puts the holidays of a year into the calendar once, beside what it has', SLOW, () => {
  const own = `${smallPlan().get('calendar.csv')}spring-festival,春节,2026-02-15T00:00,2026-02-24T00:00,1\n`
  writeFileSync(join(folder, 'calendar.csv'), own)
  const { status, stderr, calendar } = run('2026')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '13 events of 2026 to 2026 are in calendar.csv.\n' })
  expect(calendar.startsWith(own)).toBe(true)
  const added = calendar.slice(own.length).trimEnd().split('\n')
  expect(added).toHaveLength(12)
  expect(added).toContain('makeupWorkday,春节调休上班,2026-02-14T00:00,2026-02-15T00:00,1')
  expect(run('2026').calendar).toBe(calendar)
})

test('refuses what it does not know, and leaves the calendar alone', SLOW, () => {
  expect(run('2026-2027')).toEqual({
    status: 2,
    stderr:
      '"2027" has no holidays here: those of 2004 to 2026 are known. The State Council publishes a year late in the one before: add the days to calendar.csv as holiday and makeupWorkday.\n',
    calendar: smallPlan().get('calendar.csv'),
  })
  expect(run('next').stderr).toContain('Give a year such as 2026, or the first and the last: 2025-2026.')
})
