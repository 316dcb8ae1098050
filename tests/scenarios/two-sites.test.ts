import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRosterToCheck } from '../../server/commands/roster-to-check.ts'
import { runRosterSchema } from '../../server/contracts/run-result.ts'
import { readPlanFolder } from '../../server/imports/plan-folder.ts'
import { planWeek } from '../../server/jobs/plan-week.ts'
import type { PlannedWeek } from '../../server/jobs/worker-task.ts'
import { checkRoster, hardViolations } from '../../solver/check/check-roster.ts'

const plan = join(import.meta.dirname, '..', '..', 'scenarios', 'two-sites')
const OPTIONS = { week: '2026-11-02', weeks: 1, seed: 1, scenario: 'baseline', gap: 0.02 }

let folder = ''
let planned: PlannedWeek
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'two-sites-'))
  const talk = { onProgress: () => {}, isStopped: () => false }
  planned = await planWeek(
    { files: await readPlanFolder(plan), options: { ...OPTIONS, timeLimitSeconds: 120, replications: 5 } },
    talk,
  )
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('the week is planned within all rules, and read back as what it is', async () => {
  expect(planned.report.violations.filter(({ severity }) => severity === 'hard')).toEqual([])
  expect(planned.report.relativeGap).toBeLessThan(0.03)
  const roster = join(folder, 'roster.csv')
  writeFileSync(roster, planned.contents.get('roster.csv')!)
  const read = await readRosterToCheck(plan, { roster }, () => {})
  // The first shift starts on Sunday morning in Los Angeles.
  expect(read.week).toBe('2026-11-02')
  const check = checkRoster(read.inputs, read.requirement, read.roster)
  expect(hardViolations(check)).toEqual([])
  expect(check.objective).toBe(planned.report.objective)
})

test('nobody starts at night or on a day off by their own clock, and each site has its own week', () => {
  const [, ...rows] = planned.contents.get('roster.csv')!.trim().split('\n')
  const starts = rows.map((row) => row.split(',') as [string, string])
  for (const [employee, start] of starts) {
    expect(start.slice(16)).toBe(employee.startsWith('la') ? '-08:00' : '+08:00')
    expect(['07:00', '08:00', '10:00', '12:00', '15:00']).toContain(start.slice(11, 16))
  }
  const dates = (site: string) => starts.flatMap(([id, start]) => (id.startsWith(site) ? [start.slice(0, 10)] : []))
  expect([dates('la').sort()[0], dates('la').sort().at(-1)]).toEqual(['2026-11-01', '2026-11-07'])
  expect([dates('sh').sort()[0], dates('sh').sort().at(-1)]).toEqual(['2026-11-02', '2026-11-08'])
  expect(starts).not.toContainEqual(['la-01', expect.stringMatching('2026-11-03')])
})

test('the page is given local times, the zone where it differs and the day of the roster', () => {
  const reply = JSON.parse(planned.contents.get('roster.json')!)
  const roster = runRosterSchema.parse({ ...reply, runId: '00000000-0000-4000-8000-000000000000' })
  const zones = new Set(roster.employees.map(({ id, zone }) => `${id.slice(0, 2)} ${zone}`))
  expect([...zones].sort()).toEqual(['la America/Los_Angeles', 'sh undefined'])
  for (const { employeeId, start, planDay } of roster.assignments) {
    if (employeeId.startsWith('sh')) expect(planDay).toBeUndefined()
    else expect(Date.parse(planDay!) - Date.parse(start.slice(0, 10))).toBe(86_400_000)
  }
})

test('hours at the end of the week that another day of a site will cover are explained as such', () => {
  const messages = (planned.report.explanations ?? []).map(({ message }) => message)
  expect(messages).toContain(
    'No shift template reaches chat from 2026-11-08T23:30+08:00 to 2026-11-09T00:00+08:00; what America/Los_Angeles works then belongs to the days after.',
  )
})
