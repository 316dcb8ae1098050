import { describe, expect, test } from 'vitest'
import { parseSweepLevers, sweepPoints } from '../../../solver/compare/sweep-levers.ts'

test('a range has both ends and each value as a person would write it', () => {
  const [volume] = parseSweepLevers(['volume=0.8:1.8:0.05'])
  expect(volume!.values).toHaveLength(21)
  expect(volume!.values.slice(0, 4)).toEqual([0.8, 0.85, 0.9, 0.95])
  expect(volume!.values.at(-1)).toBe(1.8)
  // What the last step would go beyond is left out.
  expect(parseSweepLevers(['hires:presales=0:5:2'])[0]!.values).toEqual([0, 2, 4])
})

test('two levers make a grid, whose points are named by their settings', () => {
  const points = sweepPoints(parseSweepLevers(['volume:chat = 1, 1.5', 'absence=0.05,0.1']))
  expect(points.map(({ id }) => id)).toEqual([
    'volume:chat=1,absence=0.05',
    'volume:chat=1,absence=0.1',
    'volume:chat=1.5,absence=0.05',
    'volume:chat=1.5,absence=0.1',
  ])
  expect(points[2]!.settings).toEqual([
    { lever: 'volume', of: 'chat', value: 1.5 },
    { lever: 'absence', of: null, value: 0.05 },
  ])
})

const EXAMPLE = 'Write it like "volume=0.8:1.8:0.05", "absence=0.05,0.1,0.15" or "hires:GROUP=0:10:2".'

describe('what cannot be swept is refused with the text, what is wrong, and the next step', () => {
  test.each([
    [['volume=1:2:0'], '"volume=1:2:0" goes on by 0, so it never arrives. Give a step above 0.'],
    [['volume=1:2:-0.1'], '"volume=1:2:-0.1" goes on by -0.1, so it never arrives. Give a step above 0.'],
    [['volume=2:1:0.1'], '"volume=2:1:0.1" runs from 2 down to 1. Write the smaller value first: 1:2:0.1.'],
    [
      ['volume=0:5:0.01'],
      '"volume=0:5:0.01" makes 501 points to plan. Sweep at most 400: take a larger step, or fewer values.',
    ],
    [
      ['volume=1:3:0.1', 'aht=1:3:0.1'],
      '"volume=1:3:0.1  aht=1:3:0.1" makes 441 points to plan. Sweep at most 400: take a larger step, or fewer values.',
    ],
    [
      ['wages=1,2'],
      '"wages" is not a lever that can be swept. Levers are volume, aht, deflection, absence, hires, target, patience.',
    ],
    [['hires=1,2'], '"hires=1,2" does not say which group it is about. Write "hires:GROUP=1,2".'],
    [['target=0.8'], '"target=0.8" does not say which queue it is about. Write "target:QUEUE=0.8".'],
    [['absence:chat=0.1'], '"absence:chat=0.1" is about a queue, and absence is of everybody. Write "absence=0.1".'],
    [['volume'], `"volume" is not a lever with values. ${EXAMPLE}`],
    [['volume=1:2'], `"volume=1:2" has values that are not numbers, or not FROM:TO:STEP. ${EXAMPLE}`],
    [['volume=1,,2'], `"volume=1,,2" has values that are not numbers, or not FROM:TO:STEP. ${EXAMPLE}`],
    [['volume=1,1'], '"volume=1,1" has 1 twice. Name each value once.'],
    [['absence=0.9'], '"absence=0.9" has 0.9, which absence cannot be. Give values from 0 to 0.85.'],
    [['hires:care=0.5'], '"hires:care=0.5" has 0.5, which hires cannot be. Give whole numbers from 0 to 500.'],
    [['volume=1', 'volume=2'], '"volume" is swept twice. Give its values in one list, or another lever.'],
    [[], '"" 0 levers cannot be swept together. Give one lever, or two for a grid.'],
    [
      ['aht=1', 'volume=1', 'absence=0'],
      '"aht=1  volume=1  absence=0" 3 levers cannot be swept together. Give one lever, or two for a grid.',
    ],
  ])('%j', (texts, message) => {
    expect(() => parseSweepLevers(texts)).toThrow(expect.objectContaining({ message }))
  })
})
