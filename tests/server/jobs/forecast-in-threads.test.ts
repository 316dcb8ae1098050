import { expect, test } from 'vitest'
import { forecastInThreads } from '../../../server/jobs/forecast-in-threads.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { forecast } from '../../../solver/forecast/forecast.ts'
import { dateOf, eventOf, historyOf, poisson, uniform } from '../../solver/forecast/synthetic-history.ts'

const random = uniform(1)
const history = ['a', 'b', 'c', 'd', 'e'].map((queueId) => ({
  ...historyOf(70, ({ day }) => poisson(day % 9 === 4 ? 30 : 10, random)),
  queueId,
}))
const sales = Array.from({ length: 9 }, (_, i) =>
  eventOf('sale', `${dateOf(9 * i + 4)}T00:00`, `${dateOf(9 * i + 5)}T00:00`),
)
const calendar = [...sales, ...sales.map((sale) => ({ ...sale, kind: 'own sale', category: 'b' }))]
const horizon = dayHorizon(dateOf(70), 14, 60, 'UTC')

test('many queues over threads are forecast as one after another', async () => {
  expect(await forecastInThreads({ history, calendar, horizon })).toEqual(forecast(history, calendar, horizon))
})

test('a queue that cannot be forecast is refused with what is wrong', async () => {
  const early = dayHorizon('2025-01-06', 7, 60, 'UTC')
  await expect(forecastInThreads({ history, calendar, horizon: early })).rejects.toThrow(
    '"2025-01-06" has no history of queue "a" before it, which begins on 2026-01-05. Plan a later week, or import older history.',
  )
})
