import { expect, test } from 'vitest'
import { apiErrorSchema } from '../../../server/contracts/api-error.ts'
import { runEstimateBasisSchema } from '../../../server/contracts/estimate.ts'
import type { EstimateBasis } from '../../../solver/estimate/estimate-basis.ts'
import { estimateFrom } from '../../../solver/estimate/estimate-from.ts'
import { interiorPoint } from '../../../solver/estimate/interior-point.ts'
import { buildTestApp, importSmallPlan } from './build-test-app.ts'

test('a run keeps what its what-if questions are answered from, and one without says so', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { replications: 5 })).json()
  const run = await tested.services.runs.finished(id)
  expect(run.error).toBeNull()

  const basis: EstimateBasis = runEstimateBasisSchema.parse((await tested.get(`/api/runs/${id}/estimate-basis`)).json())
  expect(basis.sorts.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  const { costs, worstHour } = estimateFrom(basis, {}, interiorPoint)
  // The estimate knows neither rest rules nor whole people, so it costs less than the roster, though not by half.
  expect(costs.total).toBeLessThanOrEqual(run.report!.objective)
  expect(costs.total).toBeGreaterThan(0.5 * run.report!.objective)
  const doubled = estimateFrom(basis, { volumeFactor: 2 }, interiorPoint)
  expect(doubled.costs.total).toBeGreaterThan(costs.total)
  expect(worstHour === null || basis.horizon.startsAt <= worstHour.startsAt).toBe(true)

  await tested.db.deleteFrom('run_result').where('name', '=', 'estimate-basis.json').execute()
  const missing = await tested.get(`/api/runs/${id}/estimate-basis`)
  expect(missing.statusCode).toBe(404)
  expect(apiErrorSchema.parse(missing.json()).error).toMatchObject({
    code: 'notFound',
    message: 'The run kept no basis of estimates. Plan the week again to have one.',
  })
})
