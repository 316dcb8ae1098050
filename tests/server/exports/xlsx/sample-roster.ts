import { DateTime } from 'luxon'
import type { RosterOfPlan } from '../../../../server/exports/xlsx/roster/roster-grid.ts'
import type { Employee } from '../../../../solver/domain/employee.ts'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import { planSettingsSchema } from '../../../../solver/domain/plan-inputs.ts'
import { type Assignment, orderAssignments } from '../../../../solver/domain/roster.ts'

const settings = planSettingsSchema.parse({
  name: 'Two sites',
  ...{ zone: 'Europe/Berlin', intervalMinutes: 30, currency: 'EUR' },
  queues: [
    {
      ...{ id: 'phone', channel: 'phone', openHours: [{ from: '08:00', to: '20:00' }], ahtSeconds: 300 },
      target: { serviceLevelTarget: 0.8, answerWithinSeconds: 20 },
    },
  ],
  groups: [
    { id: 'berlin', name: { 'zh-CN': '柏林', en: 'Berlin' } },
    { id: 'empty' },
    { id: 'cebu', zone: 'Asia/Manila' },
  ],
  contracts: [
    {
      ...{ id: 'full', guaranteedMinutesPerWeek: 0, ordinaryMinutesPerWeek: 2400 },
      ...{ overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 0 },
    },
  ],
  shiftTemplates: [{ id: 'day', startTimes: ['09:00'], lengthMinutes: 540 }],
})

const person = (id: string, group: string): Employee => ({
  ...{ id, name: `Person ${id}`, group, skills: [], contractId: 'full', hourlyCost: 2_150 },
  ...{ restrictions: [], overtimeMinutesThisMonth: 0 },
})

function shift(employeeId: string, start: string, zone: string, extra: Partial<Assignment> = {}): Assignment {
  const startMs = DateTime.fromISO(start, { zone }).toMillis()
  const meal = { kind: 'meal', paid: false, startMs: startMs + 4 * 3_600_000, endMs: startMs + 5 * 3_600_000 } as const
  const rest = {
    kind: 'rest',
    paid: true,
    startMs: startMs + 2 * 3_600_000,
    endMs: startMs + 2.25 * 3_600_000,
  } as const
  const ends = { startMs, endMs: startMs + 9 * 3_600_000 }
  return { employeeId, templateId: 'day', ...ends, breaks: [meal, rest], queueIds: ['phone'], pinned: false, ...extra }
}

/**
 * A week in which Berlin's clocks go back (Sunday 25 October 2026), with a second site, a night over that hour, two shifts
 * on one day, and one on call.
 */
export const sampleRoster = (language: RosterOfPlan['language']): RosterOfPlan => ({
  inputs: { settings, employees: [person('c1', 'cebu'), person('b2', 'berlin'), person('b1', 'berlin')] },
  horizon: dayHorizon('2026-10-19', 7, 30, 'Europe/Berlin'),
  roster: {
    assignments: orderAssignments([
      shift('b1', '2026-10-19T09:00', 'Europe/Berlin'),
      shift('b1', '2026-10-20T09:00', 'Europe/Berlin', { breaks: [] }),
      shift('b1', '2026-10-20T20:00', 'Europe/Berlin', { onCall: true }),
      shift('b2', '2026-10-24T22:00', 'Europe/Berlin'),
      shift('c1', '2026-10-21T15:00', 'Asia/Manila'),
    ]),
  },
  language,
})
