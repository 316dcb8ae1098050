import { expect, test } from 'vitest'
import type { WallboardQueue } from '../../server/contracts/wallboard.ts'
import { isLost, minutesSince, overPlan, pagesOf, reportsOf } from '../../web/features/wallboard/standing.ts'
import { wallboardSecret } from '../../web/lib/wallboard-address.ts'

const queues = (...feeds: (readonly ['live' | 'silent' | 'never', string | null])[]) => ({
  queues: feeds.map(([state, lastEnd], index) => ({ name: `q${index}`, feed: { state, lastEnd } }) as WallboardQueue),
})

test('pages hold six queues at most, are as even as can be, and lose none', () => {
  const sizes = (count: number) =>
    pagesOf(Array.from({ length: count }, (_, index) => index)).map(({ length }) => length)
  expect([0, 1, 4, 6, 7, 8, 13].map(sizes)).toEqual([[0], [1], [4], [6], [4, 3], [4, 4], [5, 4, 4]])
  expect(pagesOf(['a', 'b', 'c', 'd', 'e', 'f', 'g']).flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
})

test('reports have stopped when the last feed has, and partly while others come', () => {
  const [early, late] = ['2026-11-11T19:00+08:00', '2026-11-11T20:10+08:00']
  expect(reportsOf(queues(['never', null], ['never', null])).state).toBe('none')
  expect(reportsOf(queues(['live', late], ['never', null])).state).toBe('live')
  const partly = reportsOf(queues(['silent', early], ['live', late]))
  expect([partly.state, partly.since, partly.silent.map(({ name }) => name)]).toEqual(['partly', early, ['q0']])
  const stopped = reportsOf(queues(['silent', early], ['silent', late], ['never', null]))
  expect([stopped.state, stopped.since]).toEqual(['stopped', late])
})

test('one answer that is lost is no news, eight seconds without any are', () => {
  expect(isLost({ answeredMs: 0, failedMs: undefined }, 1_000_000)).toBe(false)
  expect(isLost({ answeredMs: 0, failedMs: 5000 }, 12_999)).toBe(false)
  expect(isLost({ answeredMs: 0, failedMs: 5000 }, 13_000)).toBe(true)
})

test('ages are whole minutes, and differences from plan shares', () => {
  expect([minutesSince(0, 179_999), minutesSince(0, 180_000), minutesSince(10, 0)]).toEqual([2, 3, 0])
  expect([overPlan(120, 100), overPlan(null, 100), overPlan(5, 0), overPlan(5, null)]).toEqual([
    ...[expect.closeTo(0.2, 9), null, null, null],
  ])
})

test('only the address of a wallboard has a secret', () => {
  const secret = 'a-_'.repeat(14)
  expect(wallboardSecret(`/wall/${secret}`)).toBe(secret)
  expect(wallboardSecret(`/wall/${secret}/`)).toBe(secret)
  expect(['/', '/wall/', '/wall/short', `/walls/${secret}`, `/wall/${secret}/more`].map(wallboardSecret)).toEqual(
    Array(5).fill(undefined),
  )
})
