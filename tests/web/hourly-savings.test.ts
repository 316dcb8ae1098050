import { expect, test } from 'vitest'
import { hourlySavings } from '../../web/features/requirement/hourly-savings.ts'

const price = (queue: string, start: string, saves: number) => ({ queue, start, end: start, saves })

test('savings by day and hour of one queue, in thirds of the most that any hour saves', () => {
  const prices = [
    price('chat', '2026-11-11T20:00+08:00', 9000),
    price('chat', '2026-11-11T21:00+08:00', 5000),
    price('chat', '2026-11-12T09:00+08:00', 100),
    price('chat', '2026-11-12T10:00+08:00', 80),
    price('tickets', '2026-11-11T20:00+08:00', 700),
    price('chat', '2026-11-20T20:00+08:00', 8000),
  ]
  const found = hourlySavings(prices, 'chat', ['2026-11-11', '2026-11-12'])
  expect(
    [...found].map(([day, hours]) => [day, [...hours].map(([hour, { saves, step }]) => [hour, saves, step])]),
  ).toEqual([
    [
      '2026-11-11',
      [
        [20, 9000, 3],
        [21, 5000, 2],
      ],
    ],
    ['2026-11-12', [[9, 100, 1]]],
  ])
})

test('an hour that a clock change repeats shows the dearer of the two', () => {
  const twice = [price('chat', '2026-10-25T02:00+02:00', 300), price('chat', '2026-10-25T02:00+01:00', 200)]
  expect(hourlySavings(twice, 'chat', ['2026-10-25']).get('2026-10-25')?.get(2)?.saves).toBe(300)
})
