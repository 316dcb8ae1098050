import { describe, expect, test } from 'vitest'
import { auditQuerySchema } from '../../server/contracts/audit.ts'
import type { Version } from '../../server/contracts/version.ts'
import { lineChanges } from '../../server/services/line-changes.ts'
import { dayStart } from '../../web/features/history/day-start.ts'
import { jumpsIn } from '../../web/features/history/line-jumps.ts'
import { lastStep, versionBefore, versionsByKind, waitingVersions } from '../../web/features/history/version-facts.ts'

const stepAt = (at: string) => ({ at, by: 'mei', name: 'Mei' })

const versionOf = (changes: Partial<Version>): Version => ({
  ...{ id: '0', planId: 'p', kind: 'roster', name: 'w1', number: 1, firstDay: null, lastDay: null, runId: null },
  ...{ forecastId: null, fileName: 'roster.csv', sha256: '', bytes: 0, notes: '', state: 'draft', revision: 1 },
  ...{ created: stepAt('2026-11-01T00:00:00Z'), submitted: null, returned: null, withdrawn: null, published: null },
  ...{ publicationId: null, supersededAt: null, supersededById: null },
  ...changes,
})

describe('versions', () => {
  const versions = [
    versionOf({ id: 'c', number: 3, state: 'review', submitted: stepAt('2026-11-05T00:00:00Z') }),
    versionOf({ id: 'x', kind: 'forecast', number: 9, state: 'review', submitted: stepAt('2026-11-03T00:00:00Z') }),
    versionOf({ id: 'b', number: 2, state: 'published' }),
    versionOf({ id: 'o', name: 'w2', number: 1 }),
    versionOf({ id: 'a', number: 1, state: 'superseded' }),
  ]

  test('those in review wait, the longest first', () => {
    expect(waitingVersions(versions).map(({ id }) => id)).toEqual(['x', 'c'])
  })

  test('each is held against the one before it of the same kind and name', () => {
    expect(versions.map((version) => versionBefore(version, versions)?.id)).toEqual([
      'b',
      undefined,
      'a',
      undefined,
      undefined,
    ])
  })

  test('kinds stand in their own order, only where there are any, and without what waits in the inbox', () => {
    const idsByKind = (shown: readonly Version[]) =>
      versionsByKind(shown).map(({ kind, versions: own }) => [kind, own.map(({ id }) => id)])
    expect(idsByKind(versions)).toEqual([['roster', ['b', 'o', 'a']]])
    expect(idsByKind([...versions, versionOf({ id: 'y', kind: 'forecast' })])).toEqual([
      ['forecast', ['y']],
      ['roster', ['b', 'o', 'a']],
    ])
  })

  test('the last step is the latest, whichever it was', () => {
    const returned = { ...stepAt('2026-11-07T00:00:00Z'), reason: 'thin' }
    expect(lastStep(versionOf({ submitted: stepAt('2026-11-05T00:00:00Z'), returned }))).toEqual(returned)
  })
})

test.each([
  ['one change', [5], [5]],
  ['two far apart', [5, 20], [5, 20]],
  ['two that share what is between them', [5, 8], [5]],
  ['from the first line on', [0, 20], [20]],
])('a jump is marked where lines are left out: %s', (_name, changed, expectedFirst) => {
  const before = Array.from({ length: 30 }, (_, index) => `line ${index}`)
  const after = before.map((line, index) => (changed.includes(index) ? `${line} changed` : line))
  const { lines } = lineChanges(`${before.join('\n')}\n`, `${after.join('\n')}\n`, 100)!
  expect(jumpsIn(lines).map((index) => lines[index]!.before! - 1 + 2)).toEqual(expectedFirst)
})

test.each([
  ['2026-11-09', 'Asia/Shanghai', '2026-11-09T00:00:00+08:00', '2026-11-08T16:00:00.000Z'],
  ['2026-07-01', 'America/Los_Angeles', '2026-07-01T00:00:00-07:00', '2026-07-01T07:00:00.000Z'],
  // The clocks go forward at midnight.
  ['2026-04-24', 'Africa/Cairo', '2026-04-24T01:00:00+03:00', '2026-04-23T22:00:00.000Z'],
])('entries are asked for from the start of %s in %s', (day, zone, stamp, instant) => {
  expect(dayStart(day, zone)).toBe(stamp)
  expect(new Date(auditQuerySchema.parse({ from: stamp }).from!).toISOString()).toBe(instant)
})
