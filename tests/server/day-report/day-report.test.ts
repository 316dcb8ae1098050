import { describe, expect, test } from 'vitest'
import { dayReportSchema } from '../../../server/contracts/day-report.ts'
import { at, buildActualsApp, DAY } from '../actuals/actuals-app.ts'
import { publishKnownWeek, reportMorning, reportOf } from './reported-day.ts'

/** The morning of the day is over and reported. */
async function reportedMorning() {
  const app = await buildActualsApp()
  app.clock.ms = at('14:00')
  const runId = await publishKnownWeek(app)
  await reportMorning(app)
  return { app, runId }
}

describe('the report of a day', () => {
  test('holds what came against what was planned of the same hours', async () => {
    const { app, runId } = await reportedMorning()
    const report = await reportOf(app)
    expect(() => dayReportSchema.parse(report)).not.toThrow()
    expect(report).toMatchObject({ day: DAY, zone: 'Asia/Shanghai', currency: 'CNY', intervalMinutes: 60 })
    expect(report.plan?.runId).toBe(runId)
    expect(report.plan?.publishedAt).not.toBeNull()
    expect(report.asOf).toBe(`${DAY}T14:00+08:00`)
    expect(report.missing).toEqual(['dayNotOver', 'partActuals'])
    const [chat, tickets] = report.queues
    expect(chat!.volume).toEqual({
      ...{ planned: 240, plannedOfKnown: 120, came: 135, intervals: 8, known: 4, wape: 15 / 135, bias: -15 / 135 },
    })
    expect(chat!.aht).toEqual({ planned: 60, actual: 70 })
    expect(chat!.service).toMatchObject({ target: 0.8, simulated: 0.9, contacts: 135, inTime: 84, reached: 84 / 135 })
    expect(chat!.verdict).toBe('missed')
    expect(chat!.abandoned).toBeCloseTo(4.5 / 135, 9)
    expect(chat!.backlog).toEqual({ contacts: 2, planned: 0, at: `${DAY}T14:00+08:00` })
    expect(chat!.byInterval.came.slice(9, 15)).toEqual([null, 30, 45, 30, 30, null])
    expect(tickets).toMatchObject({ kind: 'deferred', verdict: 'unknown', abandoned: null, backlog: null })
    expect(report.total.service).toMatchObject({ contacts: 135, inTime: 84, reached: 84 / 135 })
    expect(report.total.verdict).toBe('missed')
  })

  test('says why the hour was missed, by hand', async () => {
    const { app } = await reportedMorning()
    const [span, ...others] = (await reportOf(app)).queues[0]!.missed
    expect(others).toEqual([])
    expect(span).toMatchObject({
      start: `${DAY}T11:00+08:00`,
      end: `${DAY}T12:00+08:00`,
      came: 45,
      planned: 30,
      late: 40,
    })
    // As tests/solver/intraday/report/late-reasons.test.ts works out for one agent who is there all the time.
    expect(span!.parts).toMatchObject({ asPlanned: 9.098, moreContacts: 21.5704, longerContacts: 14.3317 })
    expect(span!.parts).toMatchObject({ planShort: 0, fewerPeople: 0, unexplained: -5 })
    expect(span!.mainReason).toBe('moreContacts')
  })

  test('tells agents, states and pay', async () => {
    const { app } = await reportedMorning()
    const { total, presence, cost, queues } = await reportOf(app)
    expect(queues[0]!.staffing).toMatchObject({ needed: 8, scheduled: 8, expected: 8 })
    // A busier hour takes another agent in the middle of the day.
    expect(queues[0]!.staffing.neededForWhatCame).toBe(9)
    // Half of the hour after the meal was missed; what is still to come is taken as planned.
    expect(queues[0]!.staffing.present).toBe(7.5)
    expect(total.staffing.scheduled).toBe(18)
    // At work from 9 to 14: four hours on position and the meal, of which the first 25 minutes after it were missed.
    expect(presence).toMatchObject({ people: 1, reported: 1, scheduledHours: 8, graceMinutes: 5 })
    // The server's clock has moved on by a millisecond.
    expect(presence!.knownHours).toBeCloseTo(4, 5)
    expect(presence!.presentHours).toBeCloseTo(3.5, 5)
    expect(presence!.adherence).toBeCloseTo(1 - 25 / 300, 5)
    expect(presence!.occupancy).toBeCloseTo(2.5 / 3.5, 5)
    // 8 hours at 32.50 an hour.
    expect(cost).toEqual({ paidHours: 8, wages: 26_000, overtime: 0, premiums: 0 })
  })

  test('names the risks of the next day and the weeks before', async () => {
    const { app } = await reportedMorning()
    const { risks, trend } = await reportOf(app)
    const late = { queueId: 'chat', start: '2026-11-12T16:00+08:00', end: '2026-11-12T18:00+08:00' }
    expect(risks).toMatchObject({ day: '2026-11-12', isPublished: true })
    expect(risks.understaffed).toEqual([{ ...late, worst: 1, agentHours: 2 }])
    expect(risks.lowService).toContainEqual({ ...late, least: 0.6, target: 0.8, contacts: 60 })
    expect(risks.events.map(({ title }) => title)).toEqual(['Evening live'])
    expect(trend.weeks.length).toBe(8)
    expect(trend.weeks[0]).toEqual({ week: '2026-09-21', came: 0, reached: null, days: 0, satisfaction: null })
    expect(trend.weeks.at(-1)).toMatchObject({ week: '2026-11-09', came: 135, reached: 84 / 135, days: 1 })
    expect(trend.days.at(-1)).toMatchObject({ day: DAY, came: 135 })
    expect(trend.satisfactionSource).toBe('a guess')
    // The hour with more work than one agent can do counts as an hour of waiting: beyond the prior's last point.
    expect(trend.weeks.at(-1)!.satisfaction).toBe(0.5)
    expect(trend.days.at(-2)!.satisfaction).toBeNull()
  })

  test('is of the last day that was reported, unless another is asked for', async () => {
    const { app } = await reportedMorning()
    expect((await reportOf(app, '')).day).toBe(DAY)
    const other = await reportOf(app, 'day=2026-11-12')
    expect(other.missing).toEqual(['dayNotOver', 'noActuals', 'noStates'])
    expect(other).toMatchObject({ asOf: null, presence: null, total: { verdict: 'unknown' } })
    expect(other.queues[0]!.service.reached).toBeNull()
  })

  test('tells what is missing where nothing is planned or no run kept results', async () => {
    const app = await buildActualsApp()
    expect((await reportOf(app)).missing).toEqual(['noPlan', 'dayNotOver', 'noActuals', 'noStates'])
    await reportMorning(app)
    const early = await reportOf(app)
    expect(early.missing).toContain('noPlan')
    expect(early).toMatchObject({ plan: null, cost: null, risks: { runId: null } })
    expect(early.total.volume).toMatchObject({ planned: 0, came: 105 })
  })

  test('keeps costs from those who may not see them', async () => {
    const { app } = await reportedMorning()
    const { reports } = app.services.dayReports
    expect((await reports.report(app.planId, { day: DAY }, () => true)).cost).not.toBeNull()
    expect((await reports.report(app.planId, { day: DAY }, () => false)).cost).toBeNull()
  })

  test('is refused for days that no calendar has', async () => {
    const app = await buildActualsApp()
    for (const day of ['2026-02-30', '0001-01-01', '9999-12-31']) {
      expect((await app.get(`/api/plans/${app.planId}/day-report?day=${day}`)).statusCode, day).toBe(400)
      expect((await app.get(`/api/units/main/team-figures?day=${day}`)).statusCode, day).toBe(400)
    }
  })
})
