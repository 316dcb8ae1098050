import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { dailySpans } from '../../../server/imports/daily-spans.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

const at = (text: string, zone = 'Asia/Shanghai') => DateTime.fromISO(text, { zone }).toMillis()
const shown = (ms: number, zone: string) => DateTime.fromMillis(ms, { zone }).toFormat("MM-dd'T'HH:mm")

describe('a team', () => {
  test('has roles, and templates that only some of them open', () => {
    const employees = smallPlan()
      .get('employees.csv')!
      .trimEnd()
      .split('\n')
      .map((line, row) => `${line},${['roles', 'trainer|supervisor', '', 'supervisor|supervisor', ''][row]}`)
      .join('\n')
    const plan = smallPlan()
      .get('plan.yaml')!
      .replace(
        'rulePacks:',
        '  - { id: desk, startTimes: ["09:00"], lengthMinutes: 480, roles: [supervisor] }\nrulePacks:',
      )
    const read = parsePlanFolder(smallPlan({ 'employees.csv': employees, 'plan.yaml': plan }))
    expect(read.employees.map(({ roles }) => roles)).toEqual([
      ['supervisor', 'trainer'],
      undefined,
      ['supervisor'],
      undefined,
    ])
  })

  test('has balances, those in the file and no others', () => {
    const balances =
      'employee,balance,value\ndi,nights,3\nan,referenceMinutes,4800\nan,referenceWeeksWorked,2\ndi,weekends,0\n'
    const { employees, inputHash } = parsePlanFolder(smallPlan({ 'balances.csv': balances }))
    expect(employees.map((person) => person.balances)).toEqual([
      { referenceMinutes: 4800, referenceWeeksWorked: 2 },
      undefined,
      undefined,
      { nights: 3, weekends: 0 },
    ])
    expect(inputHash).not.toBe(parsePlanFolder(smallPlan()).inputHash)
  })

  test('may be bound by packs in part, with contracts outside the terms of packs that bind others', () => {
    const changed = smallPlan()
      .get('plan.yaml')!
      .replace('overtimePremium: 0.5', 'overtimePremium: 0')
      .replace('- id: care', '- id: care\n  - id: abroad')
      .replace('[cn-standard]', '[{ id: us-federal, appliesTo: { groups: [abroad] } }, cn-comprehensive-year]')
    const { workRules } = parsePlanFolder(smallPlan({ 'plan.yaml': changed }))
    expect(workRules.map(({ id }) => id)).toContain('cn-comprehensive-year-average')
  })
})

describe('wishes', () => {
  const availability = (...rows: string[]) =>
    parsePlanFolder(smallPlan({ 'availability.csv': `employee,kind,start,end,template,weight\n${rows.join('\n')}\n` }))
      .availability

  test('name a template or any, and weigh', () => {
    const [on, off, day] = availability(
      'an,shiftOnRequest,2026-11-10T00:00,2026-11-11T00:00,day,2.5',
      'bo,shiftOffRequest,2026-11-10T12:00,2026-11-11T00:00,,',
      'cy,dayOffRequest,2026-11-12T00:00,2026-11-13T00:00,,3',
    )
    const span = { startMs: at('2026-11-10T00:00'), endMs: at('2026-11-11T00:00') }
    expect(on).toEqual({ employeeId: 'an', kind: 'shiftOnRequest', ...span, templateId: 'day', weight: 2.5 })
    expect(off).toEqual({ employeeId: 'bo', kind: 'shiftOffRequest', ...span, startMs: at('2026-11-10T12:00') })
    expect(day?.weight).toBe(3)
  })

  test('for hours of the day are those of every day they last', () => {
    const hours = availability('an,preferredHours,2026-11-09T10:00,2026-11-11T19:00,,2')
    expect(hours).toEqual(
      ['09', '10', '11'].map((day) => ({
        employeeId: 'an',
        kind: 'preferredHours',
        startMs: at(`2026-11-${day}T10:00`),
        endMs: at(`2026-11-${day}T19:00`),
        weight: 2,
      })),
    )
  })
})

describe('daily spans', () => {
  const spans = (start: string, end: string, zone = 'Europe/London') =>
    dailySpans({ startMs: at(start, zone), endMs: at(end, zone) }, zone)?.map(
      ({ startMs, endMs }) => `${shown(startMs, zone)}/${shown(endMs, zone)}`,
    )

  test('of at most a day stay one, over midnight too', () => {
    expect(spans('2026-11-09T22:00', '2026-11-10T06:00')).toEqual(['11-09T22:00/11-10T06:00'])
    expect(spans('2026-11-09T08:00', '2026-11-10T08:00')).toEqual(['11-09T08:00/11-10T08:00'])
  })

  test('of nights end on the morning after the last of them', () => {
    expect(spans('2026-11-09T22:00', '2026-11-12T06:00')).toEqual([
      '11-09T22:00/11-10T06:00',
      '11-10T22:00/11-11T06:00',
      '11-11T22:00/11-12T06:00',
    ])
  })

  test('keep the wall clock over both changes of it', () => {
    expect(spans('2026-10-24T09:00', '2026-10-26T17:00')).toEqual([
      '10-24T09:00/10-24T17:00',
      '10-25T09:00/10-25T17:00',
      '10-26T09:00/10-26T17:00',
    ])
    expect(spans('2026-03-28T09:00', '2026-03-29T17:00')).toEqual([
      '03-28T09:00/03-28T17:00',
      '03-29T09:00/03-29T17:00',
    ])
  })

  test('of more than two years are none', () => {
    expect(spans('2026-01-01T09:00', '2028-01-05T17:00')).toBeUndefined()
  })
})
