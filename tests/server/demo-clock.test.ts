import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { DemoClock } from '../../server/demo-clock.ts'

const START = Date.parse('2026-11-11T15:00:00+08:00')

test('a clock of a demonstration stands until it is let run, and runs as fast as it is asked to', async () => {
  const clock = new DemoClock(START)
  await sleep(5)
  expect(clock.now()).toBe(START)
  clock.run(36_000)
  const wanted = START + 3_600_000
  await clock.until(wanted)
  expect(clock.now()).toBeGreaterThanOrEqual(wanted)
  clock.run(0)
  const stopped = clock.now()
  await sleep(5)
  expect(clock.now()).toBe(stopped)
  expect(clock.isRunning).toBe(false)
})
