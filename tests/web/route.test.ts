import { expect, test } from 'vitest'
import { parseRoute, routeAddress } from '../../web/lib/route.ts'

test('an address leads back to its route', () => {
  const route = { view: 'roster', plan: 'p1', run: 'r1', queue: '在线', day: '2026-11-11', as: 'table' } as const
  expect(parseRoute(routeAddress(route, {}))).toEqual(route)
})

test('an unknown view is the overview, and empty parts are left out', () => {
  expect(parseRoute('?view=nonsense&run=')).toEqual({ view: 'overview' })
})

test('a change to undefined drops a part and keeps the others', () => {
  expect(routeAddress({ view: 'roster', run: 'r1', day: '2026-11-11' }, { day: undefined })).toBe('?view=roster&run=r1')
})
