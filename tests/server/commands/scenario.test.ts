import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-'))
  mkdirSync(join(folder, 'scenarios'))
  for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
const write = (name: string, ...lines: string[]) => writeFileSync(join(folder, name), `${lines.join('\n')}\n`)

const planned = (...scenario: string[]) => {
  const args = ['plan', '.', '--week', SMALL_PLAN_WEEK, '--seed', '1', '--replications', '4', '--out', 'out']
  return run(...args, ...scenario)
}
const reportOf = () => JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8'))

test('a template becomes a file of the plan, which is listed, planned and never written over', SLOW, () => {
  const made = run('scenario', 'new', 'double-11', '.', '--factor', '3')
  expect([made.status, made.stdout]).toEqual([0, 'Written: scenarios/double-11.yaml\n'])
  expect(run('scenario', 'list', '.').stdout).toBe('baseline: baseline\ndouble-11: Double 11 / 双 11 - volume\n')
  const again = run('scenario', 'new', 'double-11', '.')
  expect([again.status, again.stderr]).toEqual([
    2,
    'column id: "double-11" is the id of another scenario. Give the new one another id, or change the one that is there.\n',
  ])
  expect(run('scenario', 'new', 'double-12', '.').stderr).toContain('Maybe you meant "double-11".')
  const other = planned('--scenario', 'double-11')
  expect([other.status, reportOf().scenario]).toEqual([0, 'double-11'])
  expect(reportOf().scenarioHash).toMatch(/^[0-9a-f]{64}$/)
})

test('a roster with people and shifts that only the scenario has is checked and simulated with it', SLOW, () => {
  write(
    'scenarios/night.yaml',
    'id: night',
    'volume: [{ queue: chat, factor: 1.6 }]',
    'settings:',
    '  - add:',
    '      groups: [{ id: late }]',
    '      shiftTemplates: [{ id: half, groups: [late], startTimes: ["14:00"], lengthMinutes: 300, breaks: [] }]',
    '    set: { shiftTemplates: { day: { groups: [care] } } }',
    'hires: [{ count: 2, like: an, group: late }]',
  )
  expect(planned('--scenario', 'night').status).toBe(0)
  const roster = readFileSync(join(folder, 'out', 'roster.csv'), 'utf8')
  expect(roster).toMatch(/^new-1-001,2026-11-\d\dT14:00\+08:00,2026-11-\d\dT19:00\+08:00,half,/m)
  const checked = run('check', '.', '--roster', 'out/roster.csv', '--scenario', 'night', '--json')
  expect([checked.status, JSON.parse(checked.stdout).isLegal]).toEqual([0, true])
  expect(JSON.parse(checked.stdout).objective).toBe(reportOf().objective)
  const simulation = ['--week', SMALL_PLAN_WEEK, '--seed', '1', '--replications', '4', '--json']
  const simulated = run('simulate', '.', '--roster', 'out/roster.csv', '--scenario', 'night', ...simulation)
  expect(JSON.parse(simulated.stdout).serviceLevels.map(({ mean }: { mean: number }) => mean)).toEqual(
    reportOf().serviceLevels.map(({ mean }: { mean: number }) => mean),
  )
  const without = run('check', '.', '--roster', 'out/roster.csv')
  expect([without.status, without.stderr]).toEqual([2, expect.stringContaining('new-1-001')])
})

test('a file that builds on scenarios of the plan is planned with them, several ids together', SLOW, () => {
  write('scenarios/rush.yaml', 'id: rush', 'volume: [{ factor: 1.5 }]')
  write('scenarios/sick.yaml', 'id: sick', 'absentEmployees: [bo]')
  write('mine.yaml', 'id: mine', 'uses: [rush, sick]')
  expect(planned('--scenario', 'mine.yaml').status).toBe(0)
  const { objective, scenario } = reportOf()
  expect(scenario).toBe('mine')
  expect(planned('--scenario', 'rush+sick').status).toBe(0)
  expect(reportOf()).toMatchObject({ scenario: 'rush+sick', objective })
  expect(planned('--scenario', 'rush+late').stderr).toContain('"late" is not a scenario of the plan.')
})
