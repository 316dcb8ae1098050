import { expect, test } from 'vitest'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseRoster } from '../../../server/imports/roster-csv.ts'
import { BASELINE } from '../../../solver/domain/scenario.ts'
import { scenarioFrom } from '../../fixtures/scenario-from.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

const inputs = parsePlanFolder(smallPlan())
const HEADER = 'employee,start,end,template,breaks,queue_or_activity'

const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'no error'
}

test('a roster is ordered, its breaks paid as the template says, its fixed shifts pinned', () => {
  const text = [
    HEADER,
    'di,2026-11-10T09:00+08:00,2026-11-10T18:00+08:00,day,meal 2026-11-10T12:00+08:00/2026-11-10T13:00+08:00,tickets|chat',
    'an,2026-11-09T10:00,2026-11-09T19:00,day,,chat',
  ].join('\n')
  const { assignments } = parseRoster('roster.csv', text, inputs)
  expect(assignments.map(({ employeeId, pinned, queueIds }) => [employeeId, pinned, queueIds])).toEqual([
    ['an', false, ['chat']],
    ['di', true, ['chat', 'tickets']],
  ])
  expect(assignments[1]?.breaks).toEqual([
    { kind: 'meal', paid: false, startMs: Date.UTC(2026, 10, 10, 4), endMs: Date.UTC(2026, 10, 10, 5) },
  ])
})

test('who stands by serves no queue', () => {
  const templates = '  - { id: standby, startTimes: ["18:00"], lengthMinutes: 720, onCall: true }\nrulePacks:'
  const plan = smallPlan().get('plan.yaml')!.replace('rulePacks:', templates)
  const text = [HEADER, 'an,2026-11-09T18:00,2026-11-10T06:00,standby,,'].join('\n')
  const { assignments } = parseRoster('roster.csv', text, parsePlanFolder(smallPlan({ 'plan.yaml': plan })))
  expect(assignments[0]).toMatchObject({ templateId: 'standby', onCall: true, queueIds: [] })
})

test('activities stand beside the queues and are written as they are read', () => {
  const row =
    'an,2026-11-09T10:00+08:00,2026-11-09T19:00+08:00,day,,chat|tickets|talk 2026-11-09T11:00+08:00/2026-11-09T12:00+08:00|training 2026-11-09T16:00+08:00/2026-11-09T18:00+08:00'
  const roster = parseRoster('roster.csv', [HEADER, row].join('\n'), inputs)
  expect(roster.assignments[0]).toMatchObject({
    queueIds: ['chat', 'tickets'],
    activities: [
      { activityId: 'talk', startMs: Date.UTC(2026, 10, 9, 3), endMs: Date.UTC(2026, 10, 9, 4) },
      { activityId: 'training', startMs: Date.UTC(2026, 10, 9, 8), endMs: Date.UTC(2026, 10, 9, 10) },
    ],
  })
  expect(rosterCsv(roster, () => inputs.settings.zone)).toBe(`${HEADER}\n${row}\n`)
  const backwards = row
    .replace('chat|tickets|talk 2026-11-09T11', 'talk 2026-11-09T13')
    .replace(/\|training.*/, '|chat')
  expect(messageOf(() => parseRoster('roster.csv', [HEADER, backwards].join('\n'), inputs))).toBe(
    'roster.csv row 2, column queue_or_activity: "talk 2026-11-09T13:00+08:00/2026-11-09T12:00+08:00|chat" holds "talk 2026-11-09T13:00+08:00/2026-11-09T12:00+08:00", which is not an activity. Write each as "training 2026-11-09T14:00+08:00/2026-11-09T15:00+08:00", beside the queues, joined by "|".',
  )
})

test('shifts that break rules are still read: they are the checker’s to judge', () => {
  const row = 'an,2026-11-09T10:00,2026-11-09T19:00,day,,chat'
  expect(parseRoster('roster.csv', [HEADER, row, row].join('\n'), inputs).assignments).toHaveLength(2)
})

test('what a roster cannot mean is refused', () => {
  const text = [
    HEADER,
    'ann,2026-11-09T10:00,2026-11-09T19:00,dai,,chat',
    'an,2026-11-09T10:30,2026-11-09T19:30,day,,chat',
    'an,2026-11-10T19:00,2026-11-10T10:00,day,,chat',
    'an,2026-11-11T10:00,2026-11-11T19:00,day,rest 2026-11-11T12:00/2026-11-11T13:00,',
  ].join('\n')
  expect(messageOf(() => parseRoster('roster.csv', text, inputs)).split('\n')).toEqual([
    'roster.csv row 2, column employee: "ann" is not a person of employees.csv. Maybe you meant "an".',
    'roster.csv row 2, column template: "dai" is not a shift template of plan.yaml. Maybe you meant "day".',
    'roster.csv row 4, column end: "2026-11-10T10:00" is not after the start 2026-11-10T19:00. Check both; an end after midnight is on the next date.',
    'roster.csv row 5, column queue_or_activity: "" names no queue. Write the queues served, joined by "|".',
    'roster.csv row 5, column breaks: "rest 2026-11-11T12:00/2026-11-11T13:00" holds a break of kind "rest", which template "day" does not have. Use one of: meal.',
    'roster.csv row 3, column start: "2026-11-09T10:30" is of a shift with times off the grid of 60-minute intervals. Move the shift, its breaks and activities to starts of intervals.',
  ])
})

test('a scenario may only name what the plan has', () => {
  const text = [
    'id: rush',
    'volume: [{ queue: chats, factor: 2 }, { factor: 2, from: 2026-11-12, to: 2026-11-10 }]',
    'absentEmployees: [bob]',
  ].join('\n')
  expect(messageOf(() => scenarioFrom('scenarios/rush.yaml', text, inputs)).split('\n')).toEqual([
    'scenarios/rush.yaml row 2, column volume[0].queue: "chats" is not a queue of plan.yaml. Maybe you meant "chat".',
    'scenarios/rush.yaml row 2, column volume[1].to: "2026-11-10" is before 2026-11-12. Both dates are included; write the later one here.',
    'scenarios/rush.yaml row 3, column absentEmployees[0]: "bob" is not a person of employees.csv. Maybe you meant "bo".',
  ])
  expect(messageOf(() => scenarioFrom('scenarios/rush.yaml', 'id: rush\nvolumes: []', inputs))).toBe(
    'scenarios/rush.yaml row 2, column volumes: is not a known setting. Maybe you meant "volume".',
  )
  expect(scenarioFrom('scenarios/rush.yaml', 'id: rush\nvolume: [{ factor: 2 }]', inputs)).toEqual({
    ...BASELINE,
    id: 'rush',
    volume: [{ factor: 2, ofContacts: 1 }],
    hash: expect.any(String),
  })
})

test('the grid begins at local midnight, also where the zone is half an hour off', () => {
  const zone = 'Asia/Kolkata'
  const context = { ...inputs, settings: { ...inputs.settings, zone } }
  const row = (hour: string) => `an,2026-11-09T${hour},2026-11-09T19:00,day,,chat`
  expect(parseRoster('roster.csv', [HEADER, row('10:00')].join('\n'), context).assignments).toHaveLength(1)
  expect(messageOf(() => parseRoster('roster.csv', [HEADER, row('10:30')].join('\n'), context))).toBe(
    'roster.csv row 2, column start: "2026-11-09T10:30" is of a shift with times off the grid of 60-minute intervals. Move the shift, its breaks and activities to starts of intervals.',
  )
  const days = 'employee,kind,start,end,template\nan,fixedShift,2026-11-10T09:00,2026-11-10T18:00,day\n'
  const yaml = smallPlan().get('plan.yaml')!.replace('Asia/Shanghai', zone)
  const changes = { 'plan.yaml': yaml, 'availability.csv': days }
  expect(parsePlanFolder(smallPlan(changes)).availability).toHaveLength(1)
})

test('a date of a scenario is one of the calendar', () => {
  const text = 'id: x\nvolume: [{ from: 2026-02-30, factor: 2 }]\n'
  expect(messageOf(() => scenarioFrom('scenarios/x.yaml', text, inputs))).toBe(
    'scenarios/x.yaml row 2, column volume[0].from: "2026-02-30" is not a calendar date such as 2026-11-09. Correct it.',
  )
})
