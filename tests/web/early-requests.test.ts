import { afterEach, expect, test, vi } from 'vitest'
import { ApiError, request } from '../../web/lib/api.ts'
import { askEarly } from '../../web/lib/early-requests.ts'

afterEach(() => vi.unstubAllGlobals())

function serverOf(...replies: (() => Promise<Response>)[]) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    return replies[asked.length - 1]!()
  })
  return asked
}

const saying = (said: string) => async () => new Response(JSON.stringify({ said }))

test('what was asked for early is taken once, and then asked for again', async () => {
  const asked = serverOf(saying('early'), saying('later'))
  askEarly('/plans')
  expect(asked).toEqual(['/api/plans'])
  expect(await request('/plans')).toEqual({ said: 'early' })
  expect(asked).toHaveLength(1)
  expect(await request('/plans')).toEqual({ said: 'later' })
  expect(asked).toHaveLength(2)
})

test('a change is never answered by what was asked for early', async () => {
  const asked = serverOf(saying('early'), saying('changed'))
  askEarly('/plans/p/runs')
  expect(await request('/plans/p/runs', { method: 'POST', body: {} })).toEqual({ said: 'changed' })
  expect(asked).toEqual(['/api/plans/p/runs', '/api/plans/p/runs'])
})

test('an early question without a connection is told of as any other', async () => {
  serverOf(async () => {
    throw new TypeError('no connection')
  })
  askEarly('/units')
  const problem = await request('/units').catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiError)
  expect((problem as ApiError).code).toBe('offline')
})
