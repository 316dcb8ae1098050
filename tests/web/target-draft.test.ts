import { expect, test } from 'vitest'
import type { FurtherTarget, InstantSettings } from '../../server/contracts/queue-targets.ts'
import {
  invalidPlaces,
  isSame,
  kindsFor,
  newTarget,
  withKind,
  withPart,
} from '../../web/features/targets/target-draft.ts'

const DRAFT: InstantSettings = {
  kind: 'instant',
  target: { serviceLevelTarget: 0.8, answerWithinSeconds: 30 },
  targets: [],
  presets: [],
  priority: 5,
  maxOccupancy: 0.9,
}
const WINDOW = { from: '09:00', to: '23:00', weekdays: [1, 2] }

test('a new target of every kind can be saved as it is', () => {
  for (const channel of ['phone', 'chat'] as const) {
    const targets = kindsFor({ channel }).map(newTarget) as InstantSettings['targets']
    expect(targets.length).toBeGreaterThan(2)
    expect([...invalidPlaces({ ...DRAFT, targets })]).toEqual([])
  }
  const deadlines = kindsFor({ channel: 'ticket' }).map(newTarget)
  expect(deadlines.map(({ kind }) => kind)).toEqual(['finishedWithin'])
})

test('what cannot be saved is named by its place', () => {
  const target = { serviceLevelTarget: 1, answerWithinSeconds: Number.NaN }
  const backwards = { ...newTarget('presence'), window: [{ ...WINDOW, to: '08:00' }] } as InstantSettings['targets'][0]
  const dates = { ...newTarget('presence'), from: '2026-11-09', to: '2026-11-08' } as InstantSettings['targets'][0]
  const places = invalidPlaces({ ...DRAFT, target, targets: [backwards, dates], meanPatienceSeconds: 0 })
  expect([...places].toSorted()).toEqual([
    'meanPatienceSeconds',
    'target.answerWithinSeconds',
    'target.serviceLevelTarget',
    'targets.0.window.0',
    'targets.1.to',
  ])
})

test('a target of another kind keeps when it counts and the figures that both have', () => {
  const answered: FurtherTarget = { kind: 'answeredWithin', share: 0.7, seconds: 45, over: 'week', window: [WINDOW] }
  expect(withKind(answered, 'repliedWithin')).toEqual({ ...answered, kind: 'repliedWithin' })
  expect(withKind(answered, 'presence')).toEqual({ kind: 'presence', agents: 1, over: 'week', window: [WINDOW] })
  expect(withPart(answered, { window: undefined, seconds: 50 })).toEqual({
    ...{ kind: 'answeredWithin', share: 0.7, seconds: 50, over: 'week' },
  })
})

test('settings are the same whatever their order, and not when a figure differs', () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true)
  expect(isSame({ a: 1 }, { a: 2 })).toBe(false)
  expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
})
