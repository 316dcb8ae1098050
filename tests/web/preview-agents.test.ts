import fc from 'fast-check'
import { expect, test } from 'vitest'
import type {
  FurtherTarget,
  InstantSettings,
  QueueTargets,
  TargetPreset,
} from '../../server/contracts/queue-targets.ts'
import { evaluateQueue, leastAgents } from '../../solver/staffing/queue-model.ts'
import { presetTargetsOn, previewAgents } from '../../web/features/targets/preview-agents.ts'

const SETTINGS: InstantSettings = {
  kind: 'instant',
  target: { serviceLevelTarget: 0.8, answerWithinSeconds: 30 },
  targets: [],
  presets: [],
  priority: 5,
  meanPatienceSeconds: 180,
  maxOccupancy: 0.9,
}
const QUEUE: QueueTargets = {
  ...{ id: 'chat', name: 'chat', channel: 'chat', settings: SETTINGS, openHours: [], ahtSeconds: 240 },
  ...{ concurrency: 2, capacityCurve: [0, 1, 1.6] },
}
const LOAD = { intervalMinutes: 30, ahtSeconds: 240, meanPatienceSeconds: 180, curve: Float64Array.of(0, 1, 1.6) }
const DATE = '2026-11-09'

const agents = (targets: FurtherTarget[], contacts = 100) =>
  previewAgents(QUEUE, { ...SETTINGS, targets: targets as InstantSettings['targets'] }, [], contacts, DATE)!

test('the preview is what the planner itself reckons for a steady half hour', () => {
  const own = { ...LOAD, volume: 100, answerWithinSeconds: 30, target: 0.8, maxOccupancy: 0.9 }
  expect(agents([])).toBe(leastAgents(own))
  const answered = { kind: 'answeredWithin', share: 0.99, seconds: 5, over: 'week' } as const
  expect(agents([answered])).toBe(leastAgents({ ...own, answerWithinSeconds: 5, target: 0.99 }))
  expect(agents([{ kind: 'presence', agents: 40, over: 'interval' }])).toBe(40)
  const found = agents([{ kind: 'meanResponse', seconds: 0.1, over: 'day' }])
  const wait = (agents: number) => evaluateQueue({ ...LOAD, volume: 100, answerWithinSeconds: 0, agents }).asaSeconds
  expect(found).toBeGreaterThan(agents([]))
  expect([wait(found) <= 0.1, wait(found - 1) <= 0.1]).toEqual([true, false])
})

test('targets of other days do not count, and a preset counts in the version of the day', () => {
  const past = { kind: 'presence', agents: 40, over: 'interval', to: '2026-11-08' } as const
  expect(agents([past])).toBe(agents([]))
  const version = { unit: 'round', source: 'page', verified: false, note: 'none' } as const
  const preset: TargetPreset = {
    ...{ id: 'p', name: 'p', channels: ['chat'] },
    versions: [
      { ...version, version: '1', validTo: '2026-01-31', targets: [{ ...past, to: '2027-01-01' }] },
      {
        ...version,
        version: '2',
        validFrom: '2026-02-01',
        targets: [{ kind: 'presence', agents: 30, over: 'interval' }],
      },
    ],
  }
  expect(presetTargetsOn([preset], ['p'], DATE).map((target) => 'agents' in target && target.agents)).toEqual([30])
  expect(presetTargetsOn([preset], [], DATE)).toEqual([])
  expect(previewAgents(QUEUE, SETTINGS, presetTargetsOn([preset], ['p'], DATE), 100, DATE)).toBe(30)
})

test('asking for more never takes fewer, and what cannot be computed is not made up', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 600 }), (share, seconds) => {
      expect(agents([{ kind: 'answeredWithin', share, seconds, over: 'day' }])).toBeGreaterThanOrEqual(agents([]))
      expect(agents([{ kind: 'meanResponse', seconds, over: 'day' }])).toBeGreaterThanOrEqual(agents([]))
    }),
    { numRuns: 50 },
  )
  expect(agents([{ kind: 'answeredWithin', share: 1.2, seconds: 5, over: 'week' }])).toBeUndefined()
  expect(agents([], Number.NaN)).toBeUndefined()
  expect(agents([{ kind: 'meanResponse', seconds: 1, over: 'week' }], 0)).toBe(0)
})
