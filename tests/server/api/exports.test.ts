import { expect, test } from 'vitest'
import { runExportListSchema } from '../../../server/contracts/export.ts'
import { textCells } from '../exports/xlsx/workbook-parts.ts'
import { buildTestApp, importOf, type TestApp } from './build-test-app.ts'

const MAPPING = 'employees: { an: "000123" }\n'

/** A run of the small plan with a mapping of its own, planned by the real solver. */
async function plannedRun(tested: TestApp) {
  const plan = (await tested.post('/api/plans', importOf({ 'exports.yaml': MAPPING }))).json()
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { replications: 2 })).json()
  expect((await tested.services.runs.finished(id)).state).toBe('succeeded')
  return { plan, url: `/api/runs/${id}/exports` }
}

test('the roster of a run is taken away as files of every format', { timeout: 120_000 }, async () => {
  const tested = await buildTestApp()
  const { plan, url } = await plannedRun(tested)
  const { files, notes, refused, planChanged } = runExportListSchema.parse((await tested.get(`${url}?lang=en`)).json())
  expect(refused).toEqual([])
  expect(planChanged).toBe(false)
  expect(notes).toContain('adp.csv: adp.companyCode is not mapped; Co Code is empty.')
  expect(files.map(({ name }) => name)).toEqual([
    ...['payroll.csv', 'adp.csv', 'bamboohr.csv', 'feishu-matrix-2026-11.csv', 'feishu-long-001.csv'],
    ...['shifts-an.ics', 'shifts-bo.ics', 'shifts-cy.ics', 'shifts-di.ics', 'roster.xlsx', 'summary.html'],
  ])
  for (const { name, bytes } of files) {
    const reply = await tested.get(`${url}/${name}?lang=en`)
    expect([name, reply.statusCode, reply.rawPayload.length]).toEqual([name, 200, bytes])
  }
  const payroll = await tested.get(`${url}/payroll.csv`)
  expect(payroll.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="payroll.csv"; filename*=UTF-8''payroll.csv`,
  })
  expect(payroll.body).toContain('\n000123,2026-11-')
  const summary = await tested.get(`${url}/summary.html?lang=en`)
  expect(summary.headers['content-security-policy']).toContain("default-src 'none'; style-src 'unsafe-inline'")
  expect(summary.body).toContain('Small team')
  expect((await tested.get(`${url}/shifts-an.ics`)).headers['content-type']).toBe('text/calendar; charset=utf-8')
  const workbook = await tested.get(`${url}/roster.xlsx?lang=en`)
  expect(workbook.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  expect([...(await textCells(workbook.rawPayload)).keys()]).toEqual(['Roster', 'Hours', 'Shifts'])

  // Pay rules and names are those of the plan as it is now, so that the list says when that has changed.
  const override = {
    ...{ queueId: 'chat', start: '2026-11-12T16:00+08:00', end: '2026-11-12T19:00+08:00' },
    ...{ kind: 'multiply', value: 1.5, reason: '主播加场' },
  }
  expect((await tested.post(`/api/plans/${plan.id}/overrides`, override)).statusCode).toBe(201)
  expect((await tested.get(url)).json()).toMatchObject({ planChanged: true, files: { length: 11 } })
})

test('what cannot be had is refused as everywhere else', async () => {
  // Nobody takes the run in hand.
  const tested = await buildTestApp({ slots: 0 })
  const plan = (await tested.post('/api/plans', importOf())).json()
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, {})).json()
  const answerTo = async (path: string) => {
    const reply = await tested.get(path)
    return [reply.statusCode, reply.json().error.code]
  }
  expect(await answerTo(`/api/runs/${id}/exports/payroll.csv`)).toEqual([409, 'notReady'])
  expect(await answerTo(`/api/runs/${id}/exports/passwords.csv`)).toEqual([404, 'notFound'])
  expect(await answerTo(`/api/runs/${id}/exports/..%2F..%2Fpasswd`)).toEqual([404, 'notFound'])
  expect(await answerTo(`/api/runs/${id}/exports/payroll.csv?month=2026-13`)).toEqual([400, 'invalidRequest'])
  expect(await answerTo('/api/runs/00000000-0000-4000-8000-000000000000/exports')).toEqual([404, 'notFound'])
})
