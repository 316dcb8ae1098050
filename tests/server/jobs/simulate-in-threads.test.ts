import { expect, test } from 'vitest'
import { simulateInThreads } from '../../../server/jobs/simulate-in-threads.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { forecastOf, horizonOf, inputsOf, phone, settingsOf, tickets } from '../../solver/staffing/plan-samples.ts'

const horizon = horizonOf(1)

function sample() {
  const settings = settingsOf([phone(), tickets()], { unplannedShrinkage: 0.1 })
  const forecast = forecastOf(horizon, settings, () => 20, { p10: 0.6, p90: 1.4 })
  const ids = ['a', 'b', 'c', 'd']
  const skills = settings.queues.map(({ id }) => ({ queueId: id, proficiency: 1 }))
  const assignments = ids.map((employeeId) => ({
    employeeId,
    templateId: 'day',
    startMs: horizon.startsAt,
    endMs: horizon.startsAt + 86_400_000,
    breaks: [],
    queueIds: ['phone', 'tickets'],
    pinned: false,
  }))
  return {
    inputs: inputsOf(settings, Object.fromEntries(ids.map((id) => [id, skills]))),
    forecast,
    requirement: requirementFor(settings, forecast),
    roster: { assignments },
  }
}

test('the result is the same, byte for byte, however many threads there are', async () => {
  const runs = await Promise.all(
    [1, 2, 3].map((threads) => simulateInThreads(sample(), { replications: 7, seed: 1 }, threads)),
  )
  const [one, two, three] = runs.map((run) => JSON.stringify(run))
  expect(two).toBe(one)
  expect(three).toBe(one)
  expect(runs[0]!.levels[0]!.mean).toBeGreaterThan(0.5)
}, 60_000)

test('progress goes up to the end, one replication after the other', async () => {
  const said: number[] = []
  const onProgress = (fraction: number) => said.push(fraction)
  await simulateInThreads(sample(), { replications: 5, seed: 1, onProgress }, 2)
  expect(said).toEqual([0.2, 0.4, 0.6, 0.8, 1])
}, 60_000)

test('what cannot be simulated is refused before any thread is started', async () => {
  await expect(simulateInThreads(sample(), { replications: 0, seed: 1 }, 2)).rejects.toThrow(
    '"0" is not a number of replications.',
  )
})
