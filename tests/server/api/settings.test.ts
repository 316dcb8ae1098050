import { expect, test } from 'vitest'
import {
  type PlanSettingsReply,
  planSettingsReplySchema,
  type SettingsChange,
  type SettingsSection,
} from '../../../server/contracts/settings.ts'
import { changeSettings, storedSettings } from '../../../server/jobs/change-settings.ts'
import { planTasks } from '../../../server/jobs/plan-tasks.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { storePlan } from '../stored-plan.ts'
import { buildTestApp, importSmallPlan, type TestApp } from './build-test-app.ts'

const settingsOf = async ({ get }: TestApp, planId: string): Promise<PlanSettingsReply> =>
  planSettingsReplySchema.parse((await get(`/api/plans/${planId}/settings`)).json())
const fileOf = async ({ get }: TestApp, planId: string, path: string): Promise<string> => {
  const { files } = (await get(`/api/plans/${planId}/files`)).json()
  return files.find((file: { path: string }) => file.path === path).content
}
const itemOf = ({ sections }: PlanSettingsReply, section: SettingsSection, item: string) =>
  sections[section].find((each) => each.item === item)!.value

/** The small plan, stored, and changes made to it one after the other. */
async function planToChange() {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const send = (expectedRevision: number, ...changes: SettingsChange[]) =>
    tested.post(`/api/plans/${planId}/settings/changes`, { expectedRevision, changes })
  return {
    ...{ tested, planId, send },
    file: (path: string) => fileOf(tested, planId, path),
    settings: () => settingsOf(tested, planId),
    change: async (...changes: SettingsChange[]) => {
      const { revision } = await settingsOf(tested, planId)
      const reply = await send(revision, ...changes)
      expect(reply.statusCode, reply.body).toBe(200)
      return planSettingsReplySchema.parse(reply.json())
    },
    /** Column, or file and line, of each thing that is wrong. */
    refusal: async (...changes: SettingsChange[]) => {
      const { revision } = await settingsOf(tested, planId)
      const reply = await send(revision, ...changes)
      const { error } = reply.json()
      expect([reply.statusCode, error?.code], reply.body).toEqual([400, 'invalidRequest'])
      return error.issues.map(({ file, row, column }: Record<string, string>) => [file, row, column].join(' ').trim())
    },
  }
}

test('every section is read as the files have it', async () => {
  const { settings, tested } = await planToChange()
  const { sections, ...rest } = await settings()
  expect(rest).toEqual({
    ...{ revision: 1, zone: 'Asia/Shanghai', currency: 'CNY', intervalMinutes: 60, hasCalendarIcs: false },
  })
  const items = Object.entries(sections).map(([section, list]) => [section, list.map(({ item }) => item)])
  expect(Object.fromEntries(items)).toEqual({
    queues: ['chat', 'tickets'],
    groups: ['care'],
    contracts: ['full-time'],
    shiftTemplates: ['day'],
    rulePacks: ['cn-standard'],
    workRules: ['rest', 'guarantee', 'days-asked-for'],
    people: ['an', 'bo', 'cy', 'di'],
    availability: ['2', '3', '4'],
    calendar: ['2', '3'],
  })
  expect(sections.people[0]!.value).toEqual({
    ...{ id: 'an', name: '安安', group: 'care', skills: 'chat:1|tickets:1', contract: 'full-time' },
    ...{ hourly_cost: '32.50', overtime_minutes_this_month: '0' },
  })
  expect((await tested.get('/api/plans/nothing/settings')).statusCode).toBe(404)
})

test('plan.yaml is changed in one place, with everything else and its comments as they were', async () => {
  const { change, file, settings, tested } = await planToChange()
  const before = await file('plan.yaml')
  const day = itemOf(await settings(), 'shiftTemplates', 'day')
  const value = { ...day, startTimes: ['09:00', '11:00'], name: { 'zh-CN': '白班', en: 'Day' } }
  const changed = await change({ section: 'shiftTemplates', item: 'day', value })
  expect([changed.revision, itemOf(changed, 'shiftTemplates', 'day')]).toEqual([2, value])
  const yaml = before
    .replace('["09:00", "10:00"]', '["09:00", "11:00"]')
    .replace('latestStartMinutes: 240 }]\n', 'latestStartMinutes: 240 }]\n    name: { zh-CN: 白班, en: Day }\n')
  expect(await file('plan.yaml')).toBe(yaml)
  await change({ section: 'workRules', item: 'guarantee', remove: true })
  const guarantee =
    '  - { id: guarantee, kind: guaranteedMinutes, severity: soft, penaltyPerUnit: 100, source: company }\n'
  expect(await file('plan.yaml')).toBe(yaml.replace(guarantee, ''))
  await change({ section: 'rulePacks', item: 'cn-standard', remove: true })
  expect(await file('plan.yaml')).toBe(yaml.replace(guarantee, '').replace('rulePacks: [cn-standard]\n', ''))
  await change({ section: 'rulePacks', add: { id: 'eu' } })
  expect(await file('plan.yaml')).toContain('\nrulePacks: [ eu ]\n')

  const entries = await tested.db.selectFrom('audit_log').selectAll().orderBy('id').execute()
  const ofSettings = entries.filter(({ action }) => action === 'plan.settingsChanged')
  expect(ofSettings.map(({ actor_id }) => actor_id)).toEqual(Array(4).fill('local-planner'))
  expect(ofSettings[1]!.detail).toMatchObject({
    ...{ revision: 3, count: 1, changes: [{ section: 'workRules', item: 'guarantee', remove: true }] },
  })
  expect(ofSettings[0]!.detail).toMatchObject({
    changes: [{ section: 'shiftTemplates', item: 'day', fields: Object.keys(value) }],
  })
  expect(ofSettings[3]!.detail).toMatchObject({ changes: [{ section: 'rulePacks', add: 'eu', fields: ['id'] }] })
})

test('the audit log names people by their ids, and keeps nothing that is said of them', async () => {
  const { change, settings, tested } = await planToChange()
  const an = itemOf(await settings(), 'people', 'an')
  await change({ section: 'people', item: 'an', value: { ...an, name: '王小明' } })
  await change({ section: 'people', add: { ...an, id: 'eve', name: '李小红' } })
  const entries = await tested.db.selectFrom('audit_log').select(['action', 'detail']).execute()
  const details = entries.filter(({ action }) => action === 'plan.settingsChanged').map(({ detail }) => detail)
  expect(details).toMatchObject([
    { changes: [{ section: 'people', item: 'an', fields: Object.keys(an) }] },
    { changes: [{ section: 'people', add: 'eve', fields: Object.keys(an) }] },
  ])
  expect(JSON.stringify(details)).not.toMatch(/王小明|李小红|32\.50/)
})

test('the work is done in a process of its own; what is so already makes no new revision', async () => {
  const tested = await buildTestApp({ tasks: planTasks() })
  const { id } = await importSmallPlan(tested)
  const value = itemOf(await settingsOf(tested, id), 'queues', 'chat')
  const change = async (expectedRevision: number, ahtSeconds: number) => {
    const changes = [{ section: 'queues', item: 'chat', value: { ...value, ahtSeconds } }]
    const reply = await tested.post(`/api/plans/${id}/settings/changes`, { expectedRevision, changes })
    return [reply.statusCode, reply.json().revision ?? reply.json().error.issues[0].column]
  }
  expect(await change(1, 240)).toEqual([200, 2])
  expect(await change(2, 240)).toEqual([200, 2])
  expect(await change(2, -1)).toEqual([400, 'changes[0].ahtSeconds'])
})

test('tables are changed row by row; columns of their own stay, and no cell is run by a spreadsheet', async () => {
  const { change, file, settings } = await planToChange()
  const an = itemOf(await settings(), 'people', 'an')
  const value = { ...an, name: '=cmd()', roles: 'supervisor', mentor: '' }
  await change(
    { section: 'people', item: 'an', value },
    { section: 'people', add: { ...an, id: 'éva-王.1', name: 'Éva' } },
  )
  const [header, first, , , , added] = (await file('employees.csv')).split('\n')
  expect(header).toBe('id,name,group,skills,contract,hourly_cost,restrictions,overtime_minutes_this_month,roles')
  expect(first).toBe("an,'=cmd(),care,chat:1|tickets:1,full-time,32.50,,0,supervisor")
  expect(added).toBe('éva-王.1,Éva,care,chat:1|tickets:1,full-time,32.50,,0,')

  const live = itemOf(await settings(), 'calendar', '3')
  const next = await change(
    { section: 'calendar', item: '2', remove: true },
    { section: 'calendar', item: '3', value: { ...live, expected_size: '5' } },
    { section: 'calendar', add: { kind: 'sale', title: '双11, 返场', start: '2026-11-11', end: '2026-11-12' } },
  )
  expect(next.sections.calendar.map(({ item, value: { kind, expected_size } }) => [item, kind, expected_size])).toEqual(
    [
      ['2', 'livestream', '5'],
      ['3', 'sale', undefined],
    ],
  )
  expect(await file('calendar.csv')).toBe(
    'kind,title,start,end,expected_size\nlivestream,Evening live,2026-11-12T16:00,2026-11-12T19:00,5\n' +
      'sale,"双11, 返场",2026-11-11,2026-11-12,\n',
  )
})

test('with a person go the rows that are only about this person, unless others refer to it', async () => {
  const { change, file, refusal, settings } = await planToChange()
  await change({ section: 'people', item: 'bo', remove: true })
  for (const path of ['employees.csv', 'availability.csv', 'previous-roster.csv'])
    expect(await file(path)).not.toContain('\nbo,')
  const di = itemOf(await settings(), 'people', 'di')
  await change({ section: 'people', item: 'di', value: { ...di, hired_on: '2026-11-02', mentor: 'an' } })
  expect(await refusal({ section: 'people', item: 'an', remove: true })).toEqual(['employees.csv 3 mentor'])
})

test('what is wrong is told by its place in the change, or by what would no longer be right', async () => {
  const { refusal, settings, file } = await planToChange()
  const before = await Promise.all(['plan.yaml', 'employees.csv', 'availability.csv'].map(file))
  const { sections } = await settings()
  const day = sections.shiftTemplates[0]!.value
  const breaks = [{ kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 500, latestStartMinutes: 520 }]
  const late = { section: 'shiftTemplates', item: 'day', value: { ...day, breaks, lengthMinutes: 30 } } as const
  expect(await refusal(late)).toEqual(['changes[0].lengthMinutes', 'changes[0].breaks[0]'])
  expect(await refusal({ section: 'workRules', add: { id: 'x', kind: 'noSuch', source: 'company' } })).toEqual([
    'changes[0].kind',
  ])
  expect(await refusal({ section: 'shiftTemplates', add: day })).toEqual(['changes[0].id'])
  expect(await refusal({ section: 'people', item: 'an', value: { ...sections.people[0]!.value, id: 'xu' } })).toEqual([
    'changes[0].id',
  ])
  const wrongPeople: SettingsChange[] = [
    { section: 'people', item: 'cy', value: { ...sections.people[2]!.value, group: 'nobody' } },
    { section: 'people', add: { ...sections.people[0]!.value, id: 'new', hourly_cost: '-3' } },
  ]
  expect(await refusal(...wrongPeople)).toEqual(['changes[0].group', 'changes[1].hourly_cost'])
  const days = { employee: 'an', kind: 'timeOff', start: '2026-11-10', end: '2026-11-09' }
  expect(await refusal({ section: 'availability', add: days })).toEqual(['changes[0].end'])
  expect(await refusal({ section: 'calendar', add: { kind: 'sale', colour: 'red' } })).toEqual(['changes[0].colour'])
  // The fixed shift of one person is what keeps the template; the other one is asked for by nobody.
  const second = { ...day, id: 'second' }
  const gone = [
    { section: 'shiftTemplates', add: second } as const,
    { section: 'shiftTemplates', item: 'day', remove: true } as const,
  ]
  expect(await refusal(...gone)).toContain('availability.csv 4 template')
  expect(await Promise.all(['plan.yaml', 'employees.csv', 'availability.csv'].map(file))).toEqual(before)
})

test('who has not seen the last change is refused, and nothing unknown is changed', async () => {
  const { send, settings } = await planToChange()
  const { sections } = await settings()
  const change = (cost: string): SettingsChange => ({
    ...{ section: 'people', item: 'an', value: { ...sections.people[0]!.value, hourly_cost: cost } },
  })
  const replies = await Promise.all(['33', '34', '35'].map((cost) => send(1, change(cost))))
  expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409])
  const unknown: SettingsChange[] = [
    { section: 'people', item: 'nobody', remove: true },
    { section: 'queues', item: 'constructor', remove: true },
    { section: 'calendar', item: '99', remove: true },
  ]
  for (const each of unknown) expect((await send(2, each)).statusCode).toBe(404)
  expect((await send(2, { section: 'people', add: { id: 'a\0' } })).statusCode).toBe(400)
  expect((await settings()).revision).toBe(2)
})

test('a value that other settings point to by its anchor is handed on with its item, or not lost', () => {
  const day = '  - id: day\n    startTimes: ["09:00", "10:00"]\n'
  const plan = (late: string, usual: string) => {
    const files = smallPlan()
    return files.set(
      'plan.yaml',
      files.get('plan.yaml')!.replace(day, `  # For evenings.\n${late}  # The usual one.\n${usual}`),
    )
  }
  const remove: SettingsChange = { section: 'shiftTemplates', item: 'late', remove: true }
  const usual = '  - id: day\n    startTimes: *starts\n'
  const free = plan('  - { id: late, startTimes: ["09:00"], lengthMinutes: 480 } # late\n', day)
  expect(changeSettings(free, [remove])!.files.get('plan.yaml')).toContain(
    `shiftTemplates:\n  # For evenings.\n  # The usual one.\n${day}`,
  )
  const anchored = plan('  - id: late\n    startTimes: &starts ["09:00"]\n    lengthMinutes: 480\n', usual)
  expect(() => changeSettings(anchored, [remove])).toThrow('cannot be changed alone')
  const lists = storedSettings(anchored).sections.shiftTemplates
  const changed = changeSettings(anchored, [
    { section: 'shiftTemplates', item: 'late', value: { ...lists[0]!.value, startTimes: ['11:00'] } },
  ])
  expect(changed!.files.get('plan.yaml')).toContain('- id: day\n    startTimes: &starts [ "09:00" ]\n')
  expect(changed!.settings.sections.shiftTemplates.map(({ value }) => value.startTimes)).toEqual([['11:00'], ['09:00']])
})
