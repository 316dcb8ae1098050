/** Entry of the threads of `forecastInThreads`: forecasts the queues that it is started with, says so, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { forecast } from '../../solver/forecast/forecast.ts'
import type { ForecastTask } from './forecast-in-threads.ts'

const { history, calendar, horizon } = workerData as ForecastTask
parentPort?.postMessage(forecast(history, calendar, horizon))
