import { DateTime } from 'luxon'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import type { RunForecast } from '../../server/contracts/run-result.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import type { serverApi } from './server-api.ts'

/** Of the small plan, whose queues are open from nine to seven. */
const WEDNESDAY = DateTime.fromISO('2026-11-11', { zone: 'utc' })
const MONDAY = DateTime.fromISO('2026-11-09', { zone: 'utc' })
const HOUR = 14
const MORNING = ['09:00', '10:00', '11:00', '12:00']

/** A zone in which it is early afternoon now, so that the plan's Wednesday can be today there. */
function afternoon() {
  const hours = ((HOUR - DateTime.utc().hour + 36) % 24) - 12
  const zone = hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
  const today = DateTime.now().setZone(zone).startOf('day').setZone('utc', { keepLocalTime: true })
  return { zone, days: Math.round(today.diff(WEDNESDAY, 'days').days), today: today.toISODate()! }
}

const { zone, days, today } = afternoon()
const moved = (text: string) =>
  text.replace(/\b\d{4}-\d{2}-\d{2}(?=\b|T)/g, (date) => DateTime.fromISO(date).plus({ days }).toISODate() ?? date)

type Api = ReturnType<typeof serverApi>

/** The small plan, or one made after it, on days of which one is today. */
export async function storePlanOfToday({ get, post }: Api, plan = smallPlan()): Promise<Plan> {
  const { units } = await get<{ units: { id: string }[] }>('/units')
  const files = Array.from(plan, ([path, content]) => ({ path, content: moved(content) }))
    .filter(({ path }) => path !== 'previous-roster.csv')
    .map(({ path, content }) => ({
      path,
      content:
        path === 'plan.yaml'
          ? content.replace('zone: Asia/Shanghai', `zone: ${zone}\nweekStartsOn: ${MONDAY.plus({ days }).weekday}`)
          : content,
    }))
  return post<Plan>('/plans', { unitId: units[0]!.id, files })
}

/** Plans the week of today and publishes its roster. */
export async function publishToday({ post, ended, publish }: Api, { id }: Plan): Promise<Run> {
  const week = MONDAY.plus({ days }).toISODate()
  const run = await ended(await post<Run>(`/plans/${id}/runs`, { week, replications: 5, timeLimitSeconds: 20 }))
  await publish(run)
  return run
}

/** Contacts that the roster's run expects of chat this morning, by the hour. */
export async function morningOf({ get }: Api, run: Run): Promise<{ readonly start: string; readonly mean: number }[]> {
  const forecast = await get<RunForecast>(`/runs/${run.id}/forecast`)
  const chat = forecast.queues.find(({ queueId }) => queueId === 'chat')!
  return MORNING.map((hour) => {
    const start = `${today}T${hour}`
    return { start, mean: chat.mean[forecast.starts.findIndex((other) => other.startsWith(start))]! }
  })
}

/** Reports intervals as another system would. */
export const reportToday = ({ post }: Api, { id }: Plan, intervals: readonly object[]) =>
  post(`/plans/${id}/actuals`, { batchId: crypto.randomUUID(), sentAt: new Date().toISOString(), intervals })

/** Start of an hour of today. */
export const hourOfToday = (hour: string): string => `${today}T${hour}`
