import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { adpCsv, adpNotes } from '../../../../server/exports/hr/adp.ts'
import { bamboohrCsv, bamboohrNotes } from '../../../../server/exports/hr/bamboohr.ts'
import { decimalHours } from '../../../../server/exports/hr/export-parts.ts'
import { paidHours, payrollCsv } from '../../../../server/exports/hr/payroll.ts'
import { assignmentPaidMinutes } from '../../../../solver/domain/roster.ts'
import { eightHours, mappingOf, rosterToExport, shiftOf } from '../../../fixtures/roster-to-export.ts'

/** The National Day week: a long Tuesday, a night into the holiday and a day of it. */
const week = rosterToExport({
  week: '2026-09-28',
  shifts: [
    shiftOf('bo', '2026-09-29T09:00+08:00', 11, 4),
    shiftOf('bo', '2026-09-30T22:00+08:00', 8),
    ...eightHours('di', ['2026-10-02']),
  ],
})
const { rows } = paidHours(week)
const people = week.inputs.employees

describe('payroll.csv', () => {
  it('has a row for each person, date and code, and begins with a byte order mark', () => {
    expect(payrollCsv(rows, mappingOf())).toBe(
      '\uFEFFemployee,date,pay_code,hours\n' +
        'bo,2026-09-29,REG,8\nbo,2026-09-29,OT150,2\n' +
        'bo,2026-09-30,REG,2\nbo,2026-09-30,NIGHT,2\n' +
        'bo,2026-10-01,OT300,6\nbo,2026-10-01,NIGHT,6\n' +
        'di,2026-10-02,OT300,8\n',
    )
  })

  it('names people and codes as the mapping does, and may do without the mark', () => {
    const mapping = mappingOf({
      employees: { bo: '000123', di: "=cmd|'/C calc'!A0" },
      payroll: { codes: { OT300: '3001' }, byteOrderMark: false },
    })
    const cells = parse(payrollCsv(rows, mapping)) as string[][]
    expect(cells[0]).toEqual(['employee', 'date', 'pay_code', 'hours'])
    expect(cells.slice(-3)).toEqual([
      ['000123', '2026-10-01', '3001', '6'],
      ['000123', '2026-10-01', 'NIGHT', '6'],
      ["'=cmd|'/C calc'!A0", '2026-10-02', '3001', '8'],
    ])
  })

  it('keeps the dates of one month where it is told to', () => {
    expect(paidHours({ ...week, month: '2026-09' }).rows.map(({ date, code }) => `${date} ${code}`)).toEqual([
      ...['2026-09-29 REG', '2026-09-29 OT150', '2026-09-30 REG', '2026-09-30 NIGHT'],
    ])
  })

  it('has hours that add up to those of the roster', () => {
    const paid = week.roster.assignments.reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0) / 60
    expect(rows.filter(({ code }) => code !== 'NIGHT').reduce((sum, { hours }) => sum + hours, 0)).toBe(paid)
  })

  it('writes quarters exactly, and thirds so that they still add up', () => {
    expect(decimalHours([15, 45, 450])).toEqual([0.25, 0.75, 7.5])
    expect(decimalHours([20, 20, 20])).toEqual([0.3334, 0.3333, 0.3333])
  })
})

describe('adp.csv', () => {
  it('has regular hours and overtime on one row of each person, and other codes on rows of their own', () => {
    const mapping = mappingOf({
      employees: { bo: '000123' },
      adp: { companyCode: 'TL1', departments: { care: '0042' }, hours3: { OT300: 'HOL', NIGHT: 'NGT' } },
    })
    expect(adpCsv(rows, people, '2026-09-28', mapping)).toBe(
      'Co Code,Batch ID,File #,Temp Dept,Reg Hours,O/T Hours,Hours 3 Code,Hours 3 Amount,Earnings 3 Code,Earnings 3 Amount\n' +
        'TL1,20260928,000123,0042,10,2,NGT,8,,\n' +
        'TL1,20260928,000123,0042,,,HOL,6,,\n' +
        'TL1,20260928,di,0042,0,0,HOL,8,,\n',
    )
  })

  it('leaves nights out that nobody asked for, and names what is not mapped', () => {
    const text = adpCsv(rows, people, '2026-09-28', mappingOf())
    expect(text).not.toContain('NIGHT')
    expect(adpNotes(rows, mappingOf({ employees: { bo: '1' } }))).toEqual([
      'adp.csv: adp.companyCode is not mapped; Co Code is empty.',
      "adp.csv: File # is the plan's own id for di; map employees.",
      "adp.csv: Hours 3 Code is the plan's own for OT300; map adp.hours3.",
      'adp.csv: NIGHT is left out, since it counts hours that are paid already; map adp.hours3.NIGHT for an allowance.',
    ])
  })
})

describe('bamboohr.csv', () => {
  it('has a row for each person, date and rate type, without a byte order mark', () => {
    expect(bamboohrCsv(rows, mappingOf({ employees: { bo: '7' }, bamboohr: { rateTypes: { OT300: 'HOL' } } }))).toBe(
      'employeeNumber,dateWorked,rateType,hoursWorked\n' +
        '7,2026-09-29,REG,8\n7,2026-09-29,OT,2\n7,2026-09-30,REG,2\n7,2026-10-01,HOL,6\ndi,2026-10-02,HOL,8\n',
    )
  })

  it('names what is not mapped', () => {
    expect(bamboohrNotes(rows, mappingOf())).toEqual([
      "bamboohr.csv: employeeNumber is the plan's own id for bo, di; map employees.",
      "bamboohr.csv: rateType is the plan's own code for OT300; map bamboohr.rateTypes.",
      'bamboohr.csv: NIGHT is left out, since it counts hours that are paid already; map bamboohr.rateTypes.NIGHT.',
    ])
  })
})
