import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { ActualsReceipt, DayActuals } from '../../../server/contracts/actuals.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { buildTestApp, importSmallPlan, type TestApp, type TestAppOptions } from '../api/build-test-app.ts'

/** Wednesday of the small plan's week; its queues are open from 09:00 to 19:00 in hours. */
export const DAY = '2026-11-11'

/** An instant of the day in Shanghai, epoch milliseconds. */
export const at = (time: string, day = DAY): number => Date.parse(`${day}T${time}+08:00`)

export interface ActualsApp extends TestApp {
  readonly planId: string
  /** The server's clock. */
  readonly clock: { ms: number }
  send(batch?: object): Promise<ActualsReceipt>
  day(query?: string): Promise<DayActuals>
}

export interface Row {
  readonly queueId?: string
  readonly start: string
  readonly revision?: number
  readonly [figure: string]: unknown
}

/** A row of the queue `chat` at an hour of the day. */
export const row = (time: string, figures: Readonly<Record<string, unknown>>): Row => ({
  ...{ queueId: 'chat', start: `${DAY}T${time}`, ...figures },
})

/** The small plan at noon of the day, by a clock that the test sets. @param files of the plan, as they are to be */
export async function buildActualsApp(options: TestAppOptions = {}, files = smallPlan()): Promise<ActualsApp> {
  const clock = { ms: at('12:00') }
  const tested = await buildTestApp({ slots: 0, now: () => clock.ms, ...options })
  const { id: planId } = await importSmallPlan(tested, files)
  return {
    ...{ ...tested, planId, clock },
    send: async (batch = {}) => {
      // Of two batches of one moment the ids would decide which is the newer.
      if (!('sentAt' in batch)) clock.ms++
      const sent = { batchId: randomUUID(), sentAt: new Date(clock.ms).toISOString(), ...batch }
      const reply = await tested.post(`/api/plans/${planId}/actuals`, sent)
      expect(reply.statusCode, reply.body).toBe(200)
      return reply.json()
    },
    day: async (query = `day=${DAY}`) => {
      const reply = await tested.get(`/api/plans/${planId}/actuals?${query}`)
      expect(reply.statusCode, reply.body).toBe(200)
      return reply.json()
    },
  }
}

/** What is known of a queue at an hour of the day. */
export function knownAt(day: DayActuals, time: string, queueId = 'chat') {
  const interval = day.starts.indexOf(`${DAY}T${time}+08:00`)
  const queue = day.queues.find((one) => one.queueId === queueId)!
  const { offered, handled, abandoned, ahtSeconds, answeredWithin, backlog } = queue
  return [offered, handled, abandoned, ahtSeconds, answeredWithin, backlog].map((figure) => figure[interval])
}

export const countsOf = ({ stored, restated, unchanged, older, refused }: ActualsReceipt) => ({
  ...{ stored, restated, unchanged, older, refused },
})
export const NONE = { stored: 0, restated: 0, unchanged: 0, older: 0, refused: 0 }
