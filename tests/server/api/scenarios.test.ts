import { expect, test } from 'vitest'
import {
  changedScenarioListSchema,
  scenarioListSchema,
  scenarioTemplateListSchema,
} from '../../../server/contracts/scenario.ts'
import { buildTestApp, importSmallPlan, type TestApp } from './build-test-app.ts'

const listOf = async ({ get }: TestApp, planId: string) =>
  scenarioListSchema.parse((await get(`/api/plans/${planId}/scenarios`)).json())
const RUSH = '# Twice as many.\nid: rush\nname: Rush\nvolume: [{ queue: chat, factor: 2 }]\n'

test('a scenario is made after a template, written anew, built upon and removed, with who and what', async () => {
  const tested = await buildTestApp()
  const { id } = await importSmallPlan(tested)
  const url = `/api/plans/${id}/scenarios`
  const remove = (path: string) => tested.app.inject({ method: 'DELETE', url: path })
  const { templates } = scenarioTemplateListSchema.parse((await tested.get('/api/scenario-templates')).json())
  expect(templates.map((template) => template.id)).toContain('wrong-shade')
  expect(await listOf(tested, id)).toEqual({ revision: 1, scenarios: [] })

  const made = await tested.post(url, { revision: 1, template: 'double-11', factor: 3 })
  expect(made.statusCode, made.body).toBe(200)
  const afterMade = changedScenarioListSchema.parse(made.json())
  expect(afterMade).toMatchObject({ revision: 2, changed: 'double-11' })
  expect(afterMade.scenarios[0]).toMatchObject({ id: 'double-11', parts: [{ kind: 'volume', label: '' }] })

  const written = await tested.put(`${url}/rush`, { revision: 2, text: RUSH })
  expect(changedScenarioListSchema.parse(written.json()).scenarios.map((each) => each.id)).toEqual([
    'double-11',
    'rush',
  ])
  const text = 'id: hurry\nuses: [double-11]\naht: [{ factor: 1.1 }]\n'
  const renamed = await tested.put(`${url}/rush`, { revision: 3, text })
  expect(renamed.json()).toMatchObject({ revision: 4, changed: 'hurry' })
  const listed = await listOf(tested, id)
  expect(listed.scenarios.map((each) => [each.id, each.parts.map(({ kind }) => kind)])).toEqual([
    ['double-11', ['volume']],
    ['hurry', ['volume', 'aht']],
  ])
  expect(listed.scenarios[1]!.text).toBe(text)
  expect((await tested.get(`/api/plans/${id}`)).json().scenarios.map((each: { id: string }) => each.id)).toEqual([
    'baseline',
    'double-11',
    'hurry',
  ])

  const inUse = await remove(`${url}/double-11?revision=4`)
  expect([inUse.statusCode, inUse.json().error.issues[0]]).toMatchObject([
    400,
    { file: 'scenarios/rush.yaml', column: 'uses[0]', value: 'double-11' },
  ])
  const gone = await remove(`${url}/hurry?revision=4`)
  expect(gone.json()).toMatchObject({ revision: 5, changed: 'hurry', scenarios: [{ id: 'double-11' }] })
  const entries = await tested.db.selectFrom('audit_log').select(['action', 'detail']).orderBy('id').execute()
  expect(entries.slice(1).map(({ action, detail }) => [action, (detail as { scenario: string }).scenario])).toEqual([
    ['plan.scenarioWritten', 'double-11'],
    ['plan.scenarioWritten', 'rush'],
    ['plan.scenarioWritten', 'hurry'],
    ['plan.scenarioRemoved', 'hurry'],
  ])
})

test('what is wrong with a scenario is told at its place, and nothing changes', async () => {
  const tested = await buildTestApp()
  const { id } = await importSmallPlan(tested)
  const url = `/api/plans/${id}/scenarios`
  const wrong = await tested.put(`${url}/rush`, {
    revision: 1,
    text: 'id: rush\nvolume: [{ queue: chats, factor: 2 }]',
  })
  expect([wrong.statusCode, wrong.json()]).toMatchObject([
    400,
    {
      error: {
        code: 'invalidRequest',
        issues: [{ file: 'scenarios/rush.yaml', row: 2, column: 'volume[0].queue', value: 'chats' }],
      },
    },
  ])
  for (const text of ['', 'volume: []', 'id: ../../etc\nvolume: []', 'id: baseline', 'x'.repeat(50_001)]) {
    expect((await tested.put(`${url}/rush`, { revision: 1, text })).statusCode, text.slice(0, 20)).toBe(400)
  }
  expect((await tested.post(url, { revision: 1, template: 'double-12' })).json().error.issues[0].hint).toBe(
    'Maybe you meant "double-11".',
  )
  expect((await tested.app.inject({ method: 'DELETE', url: `${url}/rush?revision=1` })).statusCode).toBe(404)
  expect((await tested.get('/api/plans/nothing/scenarios')).statusCode).toBe(404)
  expect(await listOf(tested, id)).toEqual({ revision: 1, scenarios: [] })
})

test('who has not seen the last change is refused, and an id is taken once', async () => {
  const tested = await buildTestApp()
  const { id } = await importSmallPlan(tested)
  const url = `/api/plans/${id}/scenarios`
  await tested.put(`${url}/rush`, { revision: 1, text: RUSH })
  const late = await tested.put(`${url}/rush`, { revision: 1, text: RUSH })
  expect([late.statusCode, late.json().error.code]).toEqual([409, 'conflict'])
  const again = await tested.put(`${url}/new`, { revision: 2, text: RUSH })
  expect([again.statusCode, again.json().error.issues[0].problem]).toEqual([400, 'is the id of another scenario'])
})
