import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payCodeHours } from '../../../solver/check/pay-code-hours.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type Assignment, assignmentPaidMinutes, type PlacedBreak } from '../../../solver/domain/roster.ts'
import { type ExportCase, eightHours, rosterToExport, shiftOf } from '../../fixtures/roster-to-export.ts'

const HOLIDAY_WEEK = '2026-09-28'
const PLAIN_WEEK = '2026-11-09'
/** November 2026 from a Monday on. */
const november = (...days: readonly number[]) => days.map((day) => `2026-11-${String(day).padStart(2, '0')}`)

/** Hours by date and code, `09-28 REG 8`. */
function hoursOf(
  given: ExportCase,
  settings = { timeOffInLieu: false, restDaysPerWeek: undefined as number | undefined },
) {
  const { inputs, horizon, roster } = rosterToExport(given)
  const { rows } = payCodeHours(inputs, horizon, roster, settings)
  return rows.map(({ date, code, minutes }) => `${date.slice(5)} ${code} ${minutes / 60}`)
}

const PAY = { timeOffInLieu: false }
/** Its rests are left out, which the small plan's shifts have none of. */
const CALIFORNIA = '{ id: california, without: [ca-rest, ca-second-rest] }'

describe('hours by pay code under the Chinese standard', () => {
  it('are regular on ordinary days and OT300 on statutory holidays of the National Day week', () => {
    const dates = ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02']
    expect(hoursOf({ week: HOLIDAY_WEEK, shifts: eightHours('bo', dates) })).toEqual([
      '09-28 REG 8',
      '09-29 REG 8',
      '09-30 REG 8',
      '10-01 OT300 8',
      '10-02 OT300 8',
    ])
  })

  it('are OT150 beyond 8 hours of a day, and that is not counted again in the week', () => {
    const long = november(9, 10, 11, 12).map((date) => shiftOf('bo', `${date}T09:00+08:00`, 11, 4))
    // Four days of 10 hours: 32 regular hours, which leave room in the week for 8 on Friday.
    expect(hoursOf({ week: PLAIN_WEEK, shifts: [...long, ...eightHours('bo', november(13))] })).toEqual([
      ...['11-09 REG 8', '11-09 OT150 2', '11-10 REG 8', '11-10 OT150 2', '11-11 REG 8', '11-11 OT150 2'],
      ...['11-12 REG 8', '11-12 OT150 2', '11-13 REG 8'],
    ])
  })

  it('are OT150 beyond 40 hours of a week, its last ones', () => {
    const shifts = [...eightHours('bo', november(9, 10, 11, 12)), shiftOf('bo', '2026-11-13T10:00+08:00', 5)]
    expect(hoursOf({ week: PLAIN_WEEK, shifts: [...shifts, ...eightHours('bo', november(14))] }).slice(4)).toEqual([
      '11-13 REG 5',
      '11-14 REG 3',
      '11-14 OT150 5',
    ])
  })

  it('are OT200 on the rest day that a week of seven days worked owes, or TOIL where a day off is given for it', () => {
    const week = { week: PLAIN_WEEK, shifts: eightHours('bo', november(9, 10, 11, 12, 13, 14, 15)) }
    expect(hoursOf(week).slice(5)).toEqual(['11-14 OT150 8', '11-15 OT200 8'])
    expect(hoursOf(week, { timeOffInLieu: true, restDaysPerWeek: undefined }).slice(5)).toEqual([
      '11-14 OT150 8',
      '11-15 TOIL 8',
    ])
  })

  it('take two rest days where the company owes two', () => {
    const week = { week: PLAIN_WEEK, shifts: eightHours('bo', november(9, 10, 11, 12, 13, 14)) }
    expect(hoursOf(week).at(-1)).toBe('11-14 OT150 8')
    expect(hoursOf(week, { timeOffInLieu: false, restDaysPerWeek: 2 }).at(-1)).toBe('11-14 OT200 8')
  })

  it('leave a holiday that is worked at OT300 when the week has no rest day, and take the last other day', () => {
    const dates = ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']
    expect(hoursOf({ week: HOLIDAY_WEEK, shifts: eightHours('bo', dates) }).slice(3)).toEqual([
      ...['10-01 OT300 8', '10-02 OT300 8', '10-03 OT300 8', '10-04 OT200 8'],
    ])
  })

  it('split a night shift at midnight, take its meal off where it lies, and count NIGHT besides', () => {
    // 22:00 to 07:00 into the holiday, an hour's meal from 02:00: 2 hours, then 6, of which 5 before 06:00.
    const shifts = [shiftOf('bo', '2026-09-30T22:00+08:00', 9, 4)]
    expect(hoursOf({ week: HOLIDAY_WEEK, shifts })).toEqual([
      '09-30 REG 2',
      '09-30 NIGHT 2',
      '10-01 OT300 6',
      '10-01 NIGHT 5',
    ])
  })

  it('find the holiday of a year that begins after the horizon has ended', () => {
    const given = rosterToExport({ week: '2025-12-29', shifts: [shiftOf('bo', '2025-12-31T22:00+08:00', 8)] })
    const horizon = dayHorizon('2025-12-25', 7, 60, 'Asia/Shanghai')
    const { rows } = payCodeHours(given.inputs, horizon, given.roster, PAY)
    expect(rows.filter(({ code }) => code !== 'NIGHT')).toEqual([
      { employeeId: 'bo', date: '2025-12-31', code: 'REG', minutes: 120 },
      { employeeId: 'bo', date: '2026-01-01', code: 'OT300', minutes: 360 },
    ])
  })

  it('pay no minute of standing by', () => {
    const [shift] = eightHours('bo', november(9))
    expect(hoursOf({ week: PLAIN_WEEK, shifts: [{ ...shift!, onCall: true }] })).toEqual([])
  })
})

describe('hours by pay code elsewhere', () => {
  const contract = { 'overtimePremium: 0.5': 'overtimePremium: 0' }

  it('have no rest-day pay under comprehensive hours, and OT150 beyond the average of the cycle', () => {
    const plan = { ...contract, '[cn-standard]': '[{ id: cn-comprehensive-month, approvedUntil: 2026-12-31 }]' }
    const shifts = eightHours('bo', november(9, 10, 11, 12, 13, 14, 15))
    // 2289 minutes a week by the law's 248 days: of 56 hours 38.15 are ordinary.
    expect(hoursOf({ week: PLAIN_WEEK, shifts, plan }).slice(4)).toEqual([
      ...['11-13 REG 6.15', '11-13 OT150 1.85', '11-14 OT150 8', '11-15 OT150 8'],
    ])
    const holiday = eightHours('bo', ['2026-10-01'])
    expect(hoursOf({ week: HOLIDAY_WEEK, shifts: holiday, plan })).toEqual(['10-01 OT300 8'])
  })

  it('go by the day in California: 150 % beyond 8 hours and 200 % beyond 12', () => {
    const shifts = [shiftOf('bo', '2026-11-09T07:00+08:00', 14, 4)]
    expect(hoursOf({ week: PLAIN_WEEK, shifts, plan: { '[cn-standard]': `[${CALIFORNIA}]` } })).toEqual([
      ...['11-09 REG 8', '11-09 OT150 4', '11-09 OT200 1'],
    ])
  })

  it('go by the contract alone without a pack: no daily limit and no holidays', () => {
    const shifts = ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01'].map((date) =>
      shiftOf('bo', `${date}T07:00+08:00`, 12, 4),
    )
    expect(hoursOf({ week: HOLIDAY_WEEK, shifts, plan: { '[cn-standard]': '[]' } }).slice(2)).toEqual([
      ...['09-30 REG 11', '10-01 REG 7', '10-01 OT150 4'],
    ])
  })

  it('name premiums that no code carries', () => {
    const rule = '{ id: night-pay, kind: nightPremium, premium: 0.2, fromMinute: 1320, toMinute: 360, source: company }'
    const plan = { 'workRules:\n': `workRules:\n  - ${rule}\n` }
    const { inputs, horizon, roster } = rosterToExport({ week: PLAIN_WEEK, shifts: [], plan })
    expect(payCodeHours(inputs, horizon, roster, PAY).notes).toEqual([
      'Rule night-pay (nightPremium) adds pay that no pay code carries: add it in the payroll system.',
    ])
  })
})

describe('hours that cannot be told are refused', () => {
  const refusalOf = (given: ExportCase) => () => hoursOf(given)

  it('in a year whose statutory holidays are not known, and not once a rule has them', () => {
    const given = { week: '2027-09-27', shifts: eightHours('bo', ['2027-10-01']) }
    expect(refusalOf(given)).toThrow(
      'plan.yaml, column rulePacks: "cn-standard" knows no statutory holidays of 2027, so that hours cannot be told by ' +
        'pay code. Add a rule of kind datePremium with their dates to workRules once they are published.',
    )
    const rule = '{ id: days-2027, kind: datePremium, premium: 2, dates: [2027-10-01], source: notice }'
    expect(hoursOf({ ...given, plan: { 'workRules:\n': `workRules:\n  - ${rule}\n` } })).toEqual(['10-01 OT300 8'])
  })

  it('of somebody who does not work there yet', () => {
    const files = {
      'employees.csv':
        'id,name,group,skills,contract,hourly_cost,hired_on\nan,An,care,chat:1|tickets:1,full-time,30,\n' +
        'bo,Bo,care,chat:1,full-time,30,2026-12-01\n',
    }
    expect(refusalOf({ week: PLAIN_WEEK, files, shifts: eightHours('bo', november(9)) })).toThrow(
      '"bo" has shifts before the first day at work. Correct hired_on in employees.csv, or the roster.',
    )
  })

  it('of shifts in other weeks', () => {
    expect(refusalOf({ week: PLAIN_WEEK, shifts: eightHours('bo', november(16)) })).toThrow(
      '"shift of bo at 2026-11-16T10:00+08:00" does not start in the weeks exported. ' +
        'Name the first day and the number of the weeks that the roster is for.',
    )
  })

  it('of shifts and breaks whose minutes would count twice', () => {
    const [shift] = eightHours('bo', november(9))
    const later = shiftOf('bo', '2026-11-09T18:00+08:00', 2)
    expect(refusalOf({ week: PLAIN_WEEK, shifts: [shift!, later] })).toThrow(
      '"shift of bo at 2026-11-09T18:00+08:00" overlaps the shift before it. Remove one of the two from the roster.',
    )
    const outside = shiftOf('bo', '2026-11-09T10:00+08:00', 3, 5)
    expect(refusalOf({ week: PLAIN_WEEK, shifts: [outside] })).toThrow(
      '"shift of bo at 2026-11-09T10:00+08:00" has breaks that overlap or do not lie within it. ' +
        'Correct its breaks in the roster.',
    )
  })
})

const QUARTER_MS = 900_000
const WEEK_QUARTERS = 672

/** Shifts of one person one after another: gap, length and an unpaid break, in quarters of an hour. */
const personShifts = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 96 }),
    length: fc.integer({ min: 4, max: 60 }),
    breakAfter: fc.integer({ min: 0, max: 55 }),
    breakLength: fc.integer({ min: 0, max: 6 }),
    paid: fc.boolean(),
  }),
  { maxLength: 12 },
)

function shiftsFrom(
  drawn: readonly { gap: number; length: number; breakAfter: number; breakLength: number; paid: boolean }[],
  employeeId: string,
  weekMs: number,
) {
  const shifts: Assignment[] = []
  let at = 0
  for (const { gap, length, breakAfter, breakLength, paid } of drawn) {
    const start = at + gap
    if (start >= WEEK_QUARTERS) break
    at = start + length
    const startMs = weekMs + start * QUARTER_MS
    const fits = breakLength > 0 && breakAfter + breakLength <= length
    const from = startMs + breakAfter * QUARTER_MS
    const breaks: PlacedBreak[] = fits
      ? [{ kind: 'meal', paid, startMs: from, endMs: from + breakLength * QUARTER_MS }]
      : []
    const endMs = weekMs + at * QUARTER_MS
    shifts.push({ employeeId, templateId: 'day', startMs, endMs, breaks, queueIds: ['chat'], pinned: false })
  }
  return shifts
}

it('hours by code sum to the paid hours of every person, whatever the roster and the pack', () => {
  const packs = ['cn-standard', CALIFORNIA, 'eu', '{ id: cn-comprehensive-month, approvedUntil: 2026-12-31 }']
  const cases = packs.flatMap((pack) =>
    [HOLIDAY_WEEK, PLAIN_WEEK].map((week) =>
      rosterToExport({
        ...{ week, shifts: [] },
        plan: {
          '[cn-standard]': `[${pack}]`,
          ...(pack.includes('comprehensive') && { 'overtimePremium: 0.5': 'overtimePremium: 0' }),
        },
      }),
    ),
  )
  let compared = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      personShifts,
      personShifts,
      fc.boolean(),
      ({ inputs, horizon }, bo, di, timeOffInLieu) => {
        const assignments = [...shiftsFrom(bo, 'bo', horizon.startsAt), ...shiftsFrom(di, 'di', horizon.startsAt)]
        const { rows } = payCodeHours(inputs, horizon, { assignments }, { timeOffInLieu })
        for (const employeeId of ['bo', 'di']) {
          const own = rows.filter((row) => row.employeeId === employeeId)
          const paid = assignments
            .filter((shift) => shift.employeeId === employeeId)
            .reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0)
          const sumOf = (isNight: boolean) =>
            own.reduce((sum, { code, minutes }) => sum + ((code === 'NIGHT') === isNight ? minutes : 0), 0)
          expect(sumOf(false)).toBe(paid)
          expect(sumOf(true)).toBeLessThanOrEqual(paid)
          if (paid > 0) compared++
        }
      },
    ),
  )
  expect(compared).toBeGreaterThan(50)
})
