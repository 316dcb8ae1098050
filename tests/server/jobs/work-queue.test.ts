import { expect, test } from 'vitest'
import { WorkQueue } from '../../../server/jobs/work-queue.ts'

function steps() {
  const running: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      running.push(name)
      ends.set(name, () => {
        running.splice(running.indexOf(name), 1)
        resolve(name)
      })
    })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { running, work, settle, end: (name: string) => ends.get(name)!() }
}

test('so much is done at once, and the rest in the order in which it came', async () => {
  const { running, work, settle, end } = steps()
  const queue = new WorkQueue(2)
  const done = ['a', 'b', 'c', 'd'].map((name) => queue.run(work(name)))
  await settle()
  expect([running, queue.size]).toEqual([['a', 'b'], 4])
  end('b')
  await settle()
  expect(running).toEqual(['a', 'c'])
  end('a')
  await settle()
  expect(running).toEqual(['c', 'd'])
  end('c')
  end('d')
  expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd'])
  expect(queue.size).toBe(0)
})

test('work that fails gives its place on', async () => {
  const queue = new WorkQueue(1)
  const failing = queue.run(() => Promise.reject(new Error('broken')))
  const next = queue.run(async () => 'next')
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('next')
})

test('work that is told to stop while it waits is never begun', async () => {
  const { running, work, settle, end } = steps()
  const queue = new WorkQueue(1)
  const first = queue.run(work('first'))
  const stop = new AbortController()
  const second = queue.run(work('second'), stop.signal)
  stop.abort(new Error('told to stop'))
  await settle()
  end('first')
  await first
  await expect(second).rejects.toThrow('told to stop')
  expect(running).toEqual([])
})
