import { describe, expect, it } from 'vitest'
import { parsePlanFolder } from '../../../../server/imports/plan-folder.ts'
import { dayStarts } from '../../../../solver/domain/horizon.ts'
import { PlanningInputError } from '../../../../solver/domain/planning-input-error.ts'
import { plan } from '../../../../solver/plan.ts'
import { type Locks, NO_LOCKS } from '../../../../solver/roster/living/locks.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../../fixtures/small-plan.ts'
import { goodWeek, PLAN_OPTIONS } from '../../check/corrupt-roster.ts'

const QUICK = { ...PLAN_OPTIONS, gap: 0.2 }
const withLine = (file: string, line: string) => `${smallPlan().get(file)!}${line}\n`
const withRule = (rule: string) => withLine('plan.yaml', `  - { ${rule}, source: company }`)
const planned = (changes: Readonly<Record<string, string | undefined>>, options: object = {}) =>
  plan(parsePlanFolder(smallPlan(changes)), { ...QUICK, ...options })

async function refusal(made: Promise<unknown>): Promise<string> {
  try {
    await made
  } catch (error) {
    expect(error).toBeInstanceOf(PlanningInputError)
    return (error as Error).message
  }
  return 'accepted'
}

describe('a fixed shift that cannot be kept', () => {
  it('is refused with the smallest conflict and the ways out', async () => {
    const message = await refusal(
      planned({
        'plan.yaml': withRule('id: long-rest, kind: minRestBetweenShifts, minMinutes: 900'),
        'availability.csv': withLine(
          'availability.csv',
          'di,fixedShift,2026-11-11T09:00,2026-11-11T18:00,day,',
        ).replace('di,fixedShift,2026-11-10T09:00,2026-11-10T18:00', 'di,fixedShift,2026-11-10T10:00,2026-11-10T19:00'),
      }),
    )
    expect(message).toBe(
      'availability.csv: Di (di) has no legal week: rule long-rest (minMinutes 900), the fixed shift day at ' +
        '2026-11-10T10:00+08:00 and the fixed shift day at 2026-11-11T09:00+08:00 cannot all be kept (di has 840 minutes ' +
        'of rest before the shift at 2026-11-11T09:00+08:00; 900 needed). Ways out, cheapest first: (1) let rule long-rest ' +
        '(minMinutes 900) be broken: di has 840 minutes of rest before the shift at 2026-11-11T09:00+08:00; 900 needed; ' +
        '(2) give up the fixed shift day at 2026-11-10T10:00+08:00; (3) give up the fixed shift day at ' +
        '2026-11-11T09:00+08:00.',
    )
  })
})

describe('locks', () => {
  const keep = (locks: Partial<Locks>, releaseLocks = false) => ({
    keep: { roster: goodWeek().roster, locks: { ...NO_LOCKS, ...locks }, releaseLocks, frontier: false },
  })
  const away = { 'availability.csv': withLine('availability.csv', 'an,timeOff,2026-11-10T00:00,2026-11-11T00:00,,') }

  it('that contradict time off are refused with the smallest conflict', async () => {
    expect(await refusal(planned(away, keep({ people: ['an'] })))).toBe(
      '安安 (an) has no legal week: the time off from 2026-11-10T00:00+08:00 to 2026-11-11T00:00+08:00 and the locked shift ' +
        'day at 2026-11-10T10:00+08:00 cannot all be kept (an works from 2026-11-10T10:00+08:00 during time off). Ways out, ' +
        'cheapest first: (1) move the time off from 2026-11-10T00:00+08:00 to 2026-11-11T00:00+08:00; (2) give up the ' +
        'locked shift day at 2026-11-10T10:00+08:00.',
    )
  })

  it('are given up and named when that is asked for, and the others stay', async () => {
    const { report, roster } = await planned(away, keep({ people: ['an'] }, true))
    expect(report.kept).toMatchObject({ lockedPersonDays: 6, released: [{ employeeId: 'an' }] })
    const mine = roster.assignments.filter(({ employeeId }) => employeeId === 'an')
    const given = goodWeek().roster.assignments.filter(({ employeeId }) => employeeId === 'an')
    expect(mine.map(({ startMs }) => startMs)).toEqual(given.slice(1).map(({ startMs }) => startMs))
    expect(mine.every(({ pinned }) => pinned)).toBe(true)
  })

  it('that contradict each other over a rule are refused', async () => {
    const rule = { 'plan.yaml': withRule('id: two-days, kind: minDaysOffPerWeek, minDays: 3') }
    const message = await refusal(planned(rule, keep({ people: ['an'] })))
    expect(message).toMatch(/^安安 \(an\) has no legal week: rule two-days \(minDays 3\), the locked shift day at /)
    expect(message).toContain(
      '(1) let rule two-days (minDays 3) be broken: an has 2 days off in the week of 2026-11-09; 3 needed',
    )
  })
})

describe('rules that no week satisfies', () => {
  it('leave the person without shifts, named with the conflict, and the plan goes on', async () => {
    const bo = 'appliesTo: { employees: [bo] }'
    const rule = withRule(`id: least, kind: minMinutesPerPeriod, period: week, minMinutes: 1000, ${bo}`)
    const both = `${rule}  - { id: off, kind: minDaysOffPerWeek, minDays: 6, ${bo}, source: company }\n`
    const { report, roster } = await planned({ 'plan.yaml': both })
    expect(roster.assignments.some(({ employeeId }) => employeeId === 'bo')).toBe(false)
    expect(roster.assignments.length).toBeGreaterThan(0)
    const [found] = report.explanations
    expect(found).toMatchObject({ kind: 'noLegalWeek', employeeId: 'bo' })
    expect(found!.message).toBe(
      'Bo (bo) has no legal week: rule least (minMinutes 1000) and rule off (minDays 6) cannot all be kept.',
    )
    expect(found!.waysOut.map(({ text }) => text)).toEqual([
      'let rule off (minDays 6) be broken: bo has 4 days off in the week of 2026-11-09; 6 needed',
      'let rule least (minMinutes 1000) be broken: bo works 480 minutes in the week of 2026-11-09; at least 1000 needed',
    ])
  })
})

describe('what cannot be covered', () => {
  it('is explained for a queue whose skill nobody has', async () => {
    const employees = smallPlan().get('employees.csv')!.replaceAll('|tickets:1', '').replace('tickets:0.8', 'chat:0.8')
    const { report } = await planned({ 'employees.csv': employees, 'previous-roster.csv': undefined })
    expect(report.explanations.map(({ message }) => message)).toEqual([
      '4 people have the skill for chat, and of 3 agents needed from 2026-11-10T18:00+08:00 to 2026-11-10T19:00+08:00 at ' +
        'most 2.8 may be there.',
      'Nobody has the skill for queue tickets, so all its work is unmet.',
    ])
    expect(report.unmet.length).toBeGreaterThan(0)
  })

  it('is explained for a team of nobody, which a scenario can make', async () => {
    const inputs = parsePlanFolder(smallPlan())
    const none = { ...inputs, employees: [], availability: [], previousRoster: [] }
    const { report, roster } = await plan(none, QUICK)
    expect(roster.assignments).toEqual([])
    expect(report.explanations.map(({ kind, queue }) => [kind, queue])).toEqual([
      ['noSkill', 'chat'],
      ['noSkill', 'tickets'],
    ])
    expect(report.unmet.length).toBeGreaterThan(0)
    expect(report.objectiveBound).toBeLessThanOrEqual(report.objective)
  })
})

describe('a horizon over a clock change or the end of a year', () => {
  /** The small plan with a week's end of two fixed shifts, from 10 to 19 and from 9 to 18: by the wall clock 14 hours apart. */
  function weekend(week: string) {
    const days = (Date.parse(week) - Date.parse(SMALL_PLAN_WEEK)) / 86_400_000
    const dayOf = (date: string, later: number) =>
      new Date(Date.parse(date) + later * 86_400_000).toISOString().slice(0, 10)
    const shifted = [...smallPlan({ 'previous-roster.csv': undefined })].map(([path, text]) => [
      path,
      text.replace(/\d{4}-\d{2}-\d{2}/g, (date) => dayOf(date, days)),
    ])
    const files = Object.fromEntries(shifted) as Record<string, string>
    const rule = '  - { id: long-rest, kind: minRestBetweenShifts, minMinutes: 900, source: company }\n'
    const [saturday, sunday] = [dayOf(week, 5), dayOf(week, 6)]
    const fixed = `an,fixedShift,${saturday}T10:00,${saturday}T19:00,day,\nan,fixedShift,${sunday}T09:00,${sunday}T18:00,day,\n`
    return {
      ...files,
      'plan.yaml': files['plan.yaml']!.replace('Asia/Shanghai', 'Europe/Berlin').replace('[cn-standard]', '[]') + rule,
      'availability.csv': files['availability.csv']! + fixed,
    }
  }

  it('plans the week whose night is an hour longer, in which the rest is just kept', async () => {
    const { horizon, roster } = await planned(weekend('2026-10-19'), { week: '2026-10-19' })
    const starts = dayStarts(horizon)
    expect((starts.at(-1)! - starts[0]!) / 3_600_000).toBe(169)
    expect(roster.assignments.filter(({ employeeId, pinned }) => employeeId === 'an' && pinned)).toHaveLength(2)
  })

  it('explains the same shifts over the end of the year, where the night has its usual length', async () => {
    expect(await refusal(planned(weekend('2026-12-28'), { week: '2026-12-28' }))).toMatch(
      /^availability.csv: 安安 \(an\) has no legal week: rule long-rest \(minMinutes 900\), the fixed shift day at 2027-01-02T10:00\+01:00 and the fixed shift day at 2027-01-03T09:00\+01:00 cannot all be kept \(an has 840 minutes of rest/,
    )
  })
})
