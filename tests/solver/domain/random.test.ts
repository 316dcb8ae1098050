import { describe, expect, it } from 'vitest'
import { randomStream, textNumber } from '../../../solver/domain/random.ts'

const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('randomStream', () => {
  it('repeats itself for the same name and differs for every other', () => {
    const first = (...name: number[]) => draws(4, randomStream(...name).uniform).join()
    expect(first(1, 2, 3)).toBe(first(1, 2, 3))
    const names = [
      first(1, 2, 3),
      first(1, 3, 2),
      first(1, 2),
      first(0, 2, 3),
      first(1 + 2 ** 32, 2, 3),
      first(-1, 2, 3),
    ]
    expect(new Set(names).size).toBe(names.length)
  })

  it('draws even, exponential and normal numbers', () => {
    const stream = randomStream(7)
    const even = draws(200_000, stream.uniform)
    expect(Math.abs(mean(even) - 0.5)).toBeLessThan(0.003)
    expect(even.every((value) => value > 0 && value < 1)).toBe(true)
    const waits = draws(200_000, stream.exponential)
    expect(Math.abs(mean(waits) - 1)).toBeLessThan(0.01)
    expect(Math.abs(mean(waits.map((wait) => wait ** 2)) - 2)).toBeLessThan(0.06)
    const normal = draws(200_000, stream.normal)
    expect(Math.abs(mean(normal))).toBeLessThan(0.01)
    expect(Math.abs(mean(normal.map((value) => value ** 2)) - 1)).toBeLessThan(0.02)
  })

  it('is not correlated between neighbouring names', () => {
    const pairs = Array.from({ length: 20_000 }, (_, name) => [
      randomStream(1, name).uniform() - 0.5,
      randomStream(1, name + 1).uniform() - 0.5,
    ])
    expect(Math.abs(mean(pairs.map(([one, other]) => 12 * one! * other!)))).toBeLessThan(0.03)
  })
})

describe('textNumber', () => {
  it('tells texts apart', () => {
    const texts = ['', 'a', 'b', 'ab', 'ba', '张三', '李四']
    expect(new Set(texts.map(textNumber)).size).toBe(texts.length)
  })
})
