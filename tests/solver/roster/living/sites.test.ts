import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../../solver/check/check-roster.ts'
import { localStamp } from '../../../../solver/domain/horizon.ts'
import { zonesOfPeople } from '../../../../solver/domain/site.ts'
import { createHighsEngine } from '../../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../../solver/lp/lp-engine.ts'
import { lockedDays, NO_LOCKS } from '../../../../solver/roster/living/locks.ts'
import { repairRoster } from '../../../../solver/roster/living/repair-roster.ts'
import { rescheduleRoster } from '../../../../solver/roster/living/reschedule-roster.ts'
import { rosterChanges } from '../../../../solver/roster/living/roster-preferences.ts'
import { shiftAt, twoSites } from '../../../fixtures/two-sites.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})
const options = () => ({ engine, seed: 1, gap: 0.01, isOutOfTime: () => false })

describe('living with a roster of two sites', () => {
  const plan = { zone: 'Asia/Shanghai', site: 'America/Los_Angeles', week: '2026-11-09', chats: 4 }

  it('locks days by the calendar of each person', () => {
    const { inputs, requirement } = twoSites({ ...plan, people: ['a1', 'h1'] })
    const pinned = { ...shiftAt('a1', 'day', '2026-11-12T08:00-08:00'), pinned: true }
    const locked = (some: object) =>
      [...lockedDays(inputs, requirement.horizon, { assignments: [pinned] }, { ...NO_LOCKS, ...some })].sort()
    expect(locked({})).toEqual(['a1 2026-11-12'])
    expect(locked({ people: ['a1'] })).toContain('a1 2026-11-08')
    expect(locked({ dates: ['2026-11-08'] })).toContain('a1 2026-11-08')
    expect(() => locked({ personDays: [{ employeeId: 'a1', date: '2026-11-15' }] })).toThrow(
      '"2026-11-15" is not a day of what is planned, 2026-11-08 to 2026-11-14. Write locked days as YYYY-MM-DD.',
    )
  })

  it('keeps locked days, which are told by local dates', () => {
    const { inputs, requirement } = twoSites({ ...plan, people: ['h0', 'h1', 'a0', 'a1'] })
    const given = { assignments: [shiftAt('a0', 'late', '2026-11-08T15:00-08:00')] }
    const zoneOf = zonesOfPeople(inputs)
    const locked = lockedDays(inputs, requirement.horizon, given, { ...NO_LOCKS, dates: ['2026-11-08', '2026-11-10'] })
    const made = rescheduleRoster(inputs, requirement, { given, locked, zoneOf }, options())
    expect(hardViolations(checkRoster(inputs, requirement, made.roster))).toEqual([])
    const changed = rosterChanges(given, made.roster, zoneOf)
    expect(changed.filter(({ date }) => date === '2026-11-08' || date === '2026-11-10')).toEqual([])
    expect(made.roster.assignments.find(({ employeeId }) => employeeId === 'a0')).toMatchObject({ pinned: true })
    expect(changed.length).toBeGreaterThan(0)
  })

  it('repairs an absence named by a local date, with whoever may be there at that hour', () => {
    const { inputs, requirement } = twoSites({ ...plan, people: ['a0', 'a1', 'h0'] })
    const open = shiftAt('a0', 'day', '2026-11-11T08:00-08:00')
    const found = repairRoster(inputs, requirement, { assignments: [open] }, [{ employeeId: 'a0', from: '2026-11-11' }])
    const [first] = found.openShifts
    expect(first!.shift).toEqual(open)
    expect(found.changes.map(({ employeeId, date }) => [employeeId, date])).toContainEqual(['a0', '2026-11-11'])
    const takers = first!.candidates.map(({ changes }) => changes[0]!)
    expect(takers.some(({ employeeId, to }) => employeeId === 'a1' && to?.startMs === open.startMs)).toBe(true)
    // Midnight in Shanghai: nobody there has a shift of that start, but the night before overlaps it.
    const home = takers.filter(({ employeeId }) => employeeId === 'h0').flatMap(({ to }) => (to ? [to] : []))
    expect(home.every(({ startMs }) => ['08:00', '09:00', '15:00', '23:00'].includes(clockAt(startMs)))).toBe(true)
    expect(hardViolations(found.repaired.check)).toEqual([])
  })

  it('refuses absences on days that the site does not plan', () => {
    const { inputs, requirement } = twoSites({ ...plan, people: ['a0', 'h0'] })
    const absent = (employeeId: string, from: string) => () =>
      repairRoster(inputs, requirement, { assignments: [] }, [{ employeeId, from }])
    expect(absent('a0', '2026-11-15')).toThrow('"2026-11-15" is not a day of the roster, 2026-11-08 to 2026-11-14.')
    expect(absent('h0', '2026-11-08')).toThrow('"2026-11-08" is not a day of the roster, 2026-11-09 to 2026-11-15.')
  })
})

const clockAt = (instant: number): string => localStamp(instant, 'Asia/Shanghai').slice(11, 16)
