import { expect, test } from 'vitest'
import type { Run, RunState } from '../../server/contracts/run.ts'
import { watchedWith } from '../../web/features/planning/watched-runs.ts'

const run = (id: string, state: RunState) => ({ id, state }) as Run
const ids = (watched: ReadonlySet<string>) => [...watched].sort()

test('runs under way are watched, and told of when they have ended', () => {
  const underWay = watchedWith(new Set(), [run('b', 'running'), run('c', 'queued'), run('a', 'succeeded')], [])
  expect(ids(underWay)).toEqual(['b', 'c'])
  const ended = watchedWith(underWay, [run('b', 'failed'), run('c', 'succeeded'), run('a', 'succeeded')], [])
  expect(ids(ended)).toEqual(['b', 'c'])
})

test('what the reader sees, and what is gone, is no longer told of; what is under way still is', () => {
  const watched = new Set(['seen', 'gone', 'running', 'kept'])
  const runs = [run('seen', 'succeeded'), run('running', 'running'), run('kept', 'interrupted')]
  expect(ids(watchedWith(watched, runs, ['seen', 'running']))).toEqual(['kept', 'running'])
})

test('nothing new is the very same set, so that nothing is stored or drawn again', () => {
  const watched = new Set(['a'])
  expect(watchedWith(watched, [run('a', 'running'), run('b', 'succeeded')], [])).toBe(watched)
})
