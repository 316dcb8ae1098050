import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overridesCsv, parseOverrides } from '../../../server/imports/overrides-csv.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { type ForecastOverride, OVERRIDE_KINDS } from '../../../solver/domain/forecast-override.ts'
import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import { forecastFor, weekHorizon } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

const { settings } = parsePlanFolder(smallPlan())
const HEADER = 'id,queue,start,end,kind,value,author,reason,created_at'
const rows = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`
const ROWS = [
  'late,chat,2026-11-10T09:00,2026-11-10T19:00,replace,500,lee,"sale, again",2026-11-02 08:00',
  'b,tickets,2026-11-10,2026-11-11,add,-5,李,休,2026-11-01T00:00:00.200Z',
  'a,tickets,2026-11-10,2026-11-11,multiply,0,李,休,2026-11-01T00:00:00.100Z',
]

test('overrides are read in the order in which they act', () => {
  const issues: InputIssue[] = []
  const read = parseOverrides('overrides.csv', rows(...ROWS), settings, issues)
  expect(issues).toEqual([])
  expect(read.map(({ id }) => id)).toEqual(['a', 'b', 'late'])
  expect(read[2]).toEqual({
    id: 'late',
    queueId: 'chat',
    startMs: Date.UTC(2026, 10, 10, 1),
    endMs: Date.UTC(2026, 10, 10, 11),
    kind: 'replace',
    value: 500,
    author: 'lee',
    reason: 'sale, again',
    createdAtMs: Date.UTC(2026, 10, 2),
  })
})

test('what is written reads back as it was', () => {
  const text = fc.stringMatching(/^[a-z李"',;\n][a-z李"',; ]{0,8}[a-z]$/)
  const minute = fc.integer({ min: 26_000_000, max: 32_000_000 }).map((value) => value * 60_000)
  const override: fc.Arbitrary<ForecastOverride> = fc
    .record({
      id: fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/),
      queueId: fc.constantFrom('chat', 'tickets'),
      startMs: minute,
      length: fc.integer({ min: 1, max: 10_000 }),
      kind: fc.constantFrom(...OVERRIDE_KINDS),
      value: fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value + 0),
      author: text.map((value) => value.trim()),
      reason: text.map((value) => value.trim()),
      createdAtMs: fc.integer({ min: 1.5e12, max: 2e12 }),
    })
    .map(({ length, ...rest }) => ({ ...rest, endMs: rest.startMs + length * 60_000 }))
  fc.assert(
    fc.property(fc.uniqueArray(override, { selector: ({ id }) => id, minLength: 1, maxLength: 8 }), (overrides) => {
      const issues: InputIssue[] = []
      const zoned = { ...settings, zone: 'Europe/London' }
      const read = parseOverrides('overrides.csv', overridesCsv(overrides, zoned.zone), zoned, issues)
      expect(issues).toEqual([])
      expect(read).toEqual([...read].sort((a, b) => a.createdAtMs - b.createdAtMs))
      expect(new Set(read)).toEqual(new Set(overrides))
    }),
  )
})

test('a plan folder has them as inputs: they change its hash and its forecast, of their queue alone', () => {
  const before = parsePlanFolder(smallPlan())
  const after = parsePlanFolder(smallPlan({ 'overrides.csv': rows(ROWS[0]!) }))
  expect(after.overrides.map(({ id }) => id)).toEqual(['late'])
  expect(after.inputHash).not.toBe(before.inputHash)
  const horizon = weekHorizon(before, SMALL_PLAN_WEEK)
  const [plain, changed] = [forecastFor(before, horizon), forecastFor(after, horizon)]
  const tuesday = (forecast: typeof plain) =>
    forecast.queues[0]!.mean.slice(24, 48).reduce((sum, mean) => sum + mean, 0)
  expect(tuesday(changed)).toBeCloseTo(500, 6)
  expect(tuesday(plain)).toBeLessThan(400)
  expect(changed.queues[0]!.mean.slice(48)).toEqual(plain.queues[0]!.mean.slice(48))
  expect(changed.queues[1]).toEqual(plain.queues[1])
})

test('a queue by analogy needs no history', () => {
  const files = smallPlan()
  const { history } = parsePlanFolder(
    smallPlan({
      'plan.yaml': files
        .get('plan.yaml')!
        .replace('  - id: tickets\n', '  - id: tickets\n    analogy: { queue: chat, scale: 0.5 }\n'),
      'history.csv': files.get('history.csv')!.replaceAll(/^tickets,.*\n/gm, ''),
    }),
  )
  expect(history.map(({ queueId }) => queueId)).toEqual(['chat'])
})
