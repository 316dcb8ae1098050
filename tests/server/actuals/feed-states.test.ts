import { describe, expect, test } from 'vitest'
import { type ActualsApp, at, buildActualsApp, DAY, row } from './actuals-app.ts'

describe('the feed of a queue', () => {
  const feedAt = async (app: ActualsApp, ms: number) => {
    app.clock.ms = ms
    return (await app.day()).queues[0]!.feed
  }

  test('is live, silent once more than two open intervals have ended without a report, and never without any', async () => {
    const app = await buildActualsApp()
    expect(await feedAt(app, at('12:00'))).toEqual({ state: 'never', lastEnd: null })
    await app.send({ intervals: [row('10:00', { offered: 4 })] })
    const lastEnd = `${DAY}T11:00+08:00`
    expect(await feedAt(app, at('13:59'))).toEqual({ state: 'live', lastEnd })
    expect(await feedAt(app, at('14:00'))).toEqual({ state: 'silent', lastEnd })
    // As it was known then.
    const asOf = new Date(at('12:30')).toISOString()
    expect((await app.day(`day=${DAY}&asOf=${asOf}`)).queues[0]!.feed).toEqual({ state: 'live', lastEnd })
  })

  test('is not silent while the queue is closed', async () => {
    const app = await buildActualsApp()
    app.clock.ms = at('19:00')
    await app.send({ intervals: [row('18:00', { offered: 4 })] })
    const lastEnd = `${DAY}T19:00+08:00`
    expect(await feedAt(app, at('11:59', '2026-11-12'))).toEqual({ state: 'live', lastEnd })
    expect(await feedAt(app, at('12:00', '2026-11-12'))).toEqual({ state: 'silent', lastEnd })
  })
})
