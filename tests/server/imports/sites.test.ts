import { expect, test } from 'vitest'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { changesCsv } from '../../../server/exports/repair-files.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseRoster } from '../../../server/imports/roster-csv.ts'
import { zonesOfPeople } from '../../../solver/domain/site.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

/** The small plan with bo in Los Angeles. */
const files = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  smallPlan({
    'plan.yaml': smallPlan()
      .get('plan.yaml')!
      .replace('- id: care', '- id: care\n  - { id: west, zone: America/Los_Angeles }'),
    'employees.csv': smallPlan().get('employees.csv')!.replace('bo,Bo,care', 'bo,Bo,west'),
    ...changes,
  })
const inputs = parsePlanFolder(files())
const at = (stamp: string) => Date.parse(stamp)

test('time off is of the local days of the person’s zone', () => {
  const spans = inputs.availability.map(({ employeeId, startMs, endMs }) => [employeeId, startMs, endMs])
  expect(spans).toContainEqual(['bo', at('2026-11-14T00:00-08:00'), at('2026-11-15T00:00-08:00')])
  expect(spans).toContainEqual(['an', at('2026-11-15T00:00+08:00'), at('2026-11-16T00:00+08:00')])
})

test('preferred hours of several days are those of the wall clock there, over a change of the clocks too', () => {
  const text = 'employee,kind,start,end\nbo,preferredHours,2026-10-31T10:00,2026-11-01T19:00\n'
  const { availability } = parsePlanFolder(files({ 'availability.csv': text }))
  expect(availability.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [at('2026-10-31T10:00-07:00'), at('2026-10-31T19:00-07:00')],
    [at('2026-11-01T10:00-08:00'), at('2026-11-01T19:00-08:00')],
  ])
})

test('a first day at work is a date of the zone', () => {
  const people = files()
    .get('employees.csv')!
    .replace('overtime_minutes_this_month', 'overtime_minutes_this_month,hired_on')
    .replace(/(bo,.*),120/, '$1,120,2026-11-10')
  const fixed = (start: string, end: string) =>
    parsePlanFolder(
      files({
        'employees.csv': people,
        'availability.csv': `employee,kind,start,end,template\nbo,fixedShift,${start},${end},day\n`,
      }),
    )
  // The morning of the tenth in Shanghai is still the ninth in Los Angeles.
  expect(fixed('2026-11-10T09:00', '2026-11-10T18:00').availability[0]!.startMs).toBe(at('2026-11-10T09:00-08:00'))
  expect(() => fixed('2026-11-10T09:00+08:00', '2026-11-10T18:00+08:00')).toThrow(
    'is before the first day at work of bo, 2026-11-10',
  )
})

test('a roster is written in local times with offset, and read back from them or from local times alone', () => {
  const row =
    'bo,2026-11-08T09:00-08:00,2026-11-08T18:00-08:00,day,meal 2026-11-08T12:00-08:00/2026-11-08T13:00-08:00,chat'
  const home =
    'an,2026-11-09T09:00+08:00,2026-11-09T18:00+08:00,day,meal 2026-11-09T12:00+08:00/2026-11-09T13:00+08:00,chat'
  const text = `employee,start,end,template,breaks,queue_or_activity\n${row}\n${home}\n`
  const roster = parseRoster('roster.csv', text, inputs)
  expect(roster.assignments.map(({ startMs }) => startMs)).toEqual([at('2026-11-08T17:00Z'), at('2026-11-09T01:00Z')])
  expect(parseRoster('roster.csv', text.replaceAll(/[+-]08:00/g, ''), inputs)).toEqual(roster)
  expect(rosterCsv(roster, zonesOfPeople(inputs))).toBe(text)
  const changes = [{ employeeId: 'bo', date: '2026-11-08', from: roster.assignments[0]! }]
  expect(changesCsv(changes, zonesOfPeople(inputs))).toContain('2026-11-08,bo,day,2026-11-08T09:00-08:00,,')
})
