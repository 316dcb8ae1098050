import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { goodWeek } from '../../solver/check/corrupt-roster.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 120_000 }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'repair-'))
  for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
  writeFileSync(
    join(folder, 'roster.csv'),
    rosterCsv(goodWeek().roster, () => 'Asia/Shanghai'),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr: stderr.replace(/^\d+\.\d s .*\n/gm, '') }
}

describe('repair', () => {
  test('writes a legal roster without the one who is absent, and what it changed', SLOW, () => {
    const { status, stdout, stderr } = run(
      ...['repair', '.', '--roster', 'roster.csv', '--absent', 'an:2026-11-11', '--out', 'mended', '--json'],
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(readdirSync(join(folder, 'mended'))).toEqual(['candidates.csv', 'changes.csv', 'repair.json', 'roster.csv'])
    const reply = JSON.parse(stdout)
    expect(JSON.parse(readFileSync(join(folder, 'mended', 'repair.json'), 'utf8'))).toEqual(reply)
    expect(reply).toMatchObject({ week: '2026-11-09', absent: ['an:2026-11-11'], openShifts: [{ employee: 'an' }] })
    expect(reply.repaired.violations.filter((each: { severity: string }) => each.severity === 'hard')).toEqual([])
    expect(reply.repaired.objective).toBeLessThanOrEqual(reply.doingNothing.objective)
    const roster = readFileSync(join(folder, 'mended', 'roster.csv'), 'utf8')
    expect(roster).not.toMatch(/^an,2026-11-11/m)
    expect(run('check', '.', '--roster', 'mended/roster.csv').status).toBe(0)
    expect(readFileSync(join(folder, 'mended', 'changes.csv'), 'utf8')).toMatch(
      /^date,employee,from_template,from_start,to_template,to_start\n2026-11-11,an,day,/,
    )
  })

  test('names what is wrong with an absence, and writes nothing', SLOW, () => {
    const repair = ['repair', '.', '--roster', 'roster.csv', '--out', 'none', '--absent']
    expect(run(...repair, 'an:11-11:12:13')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '"an:11-11:12:13" is not an absence. Write EMPLOYEE, EMPLOYEE:DATE or EMPLOYEE:FROM:TO, for example E07:2026-11-11.\n',
    })
    expect(run(...repair, 'zoe')).toEqual({
      status: 2,
      stdout: '',
      stderr: '"zoe" is not a person of this plan. Name who is absent by the id of employees.csv.\n',
    })
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

describe('plan --keep', () => {
  const plan = ['plan', '.', '--week', '2026-11-09', '--out', 'kept', '--replications', '2', '--gap', '0.2']

  test('goes on from a roster, with locks and the price of changes', SLOW, () => {
    const keep = [
      '--keep',
      'roster.csv',
      '--lock-people',
      'an',
      '--lock',
      'bo:2026-11-10',
      '--change-cost',
      '1000',
      '--frontier',
    ]
    const { status, stdout, stderr } = run(...plan, ...keep)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^Kept: 9 person-days locked; \d+ changed of \d+ people, at CN¥/m)
    const report = JSON.parse(readFileSync(join(folder, 'kept', 'report.json'), 'utf8'))
    expect(report.kept.changeCost).toBe(1000 * report.kept.personDays)
    expect(report.objectiveBound).toBeLessThanOrEqual(report.objective)
    const changes = readFileSync(join(folder, 'kept', 'changes.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
    expect(changes).toHaveLength(report.kept.personDays)
    expect(changes.filter((line) => line.includes(',an,'))).toEqual([])
    const frontier = readFileSync(join(folder, 'kept', 'frontier.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(frontier[0]).toBe(
      'price_factor,person_days_changed,people_changed,change_cost,objective,wages,understaffing,overdue_work,soft_rules',
    )
    expect(frontier).toHaveLength(1 + report.kept.frontier.length)
  })

  test('refuses locks without a roster, and locks of strangers', SLOW, () => {
    expect(run(...plan, '--lock-shifts')).toEqual({
      status: 2,
      stdout: '',
      stderr: '"--lock-shifts" is about a roster that stands, and none is given. Add --keep roster.csv.\n',
    })
    expect(run(...plan, '--keep', 'roster.csv', '--lock', 'bo')).toEqual({
      status: 2,
      stdout: '',
      stderr: '"bo" is not a day of a person. Write EMPLOYEE:DATE, for example E07:2026-11-11.\n',
    })
  })
})
