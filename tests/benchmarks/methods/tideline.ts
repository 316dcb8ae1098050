import { forecast } from '../../../solver/forecast/forecast.ts'
import type { ForecastMethod } from './forecast-method.ts'

export const tideline: ForecastMethod = {
  name: 'ours',
  title: 'Tideline',
  prepare: async () => (task) => forecast([task.history], task.calendar, task.horizon).queues[0]!,
}
