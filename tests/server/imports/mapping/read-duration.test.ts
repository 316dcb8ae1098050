import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../property-seed.ts'
import type { DurationUnit } from '../../../../server/contracts/import.ts'
import { durationReader } from '../../../../server/imports/mapping/read-duration.ts'
import { amountFrom, cellText, isNull } from '../../../../server/imports/mapping/text-values.ts'

describe('durations', () => {
  it.each([
    '80',
    '80.0',
    '80s',
    '80秒',
    '1分20秒',
    '1分鐘20秒',
    '1 分 20 秒',
    '1m20s',
    '1 min 20 s',
    '1 minute, 20 seconds',
    'PT1M20S',
    '0时1分20秒',
    '00:01:20',
    '0:01:20.0',
    '1:20',
    '1：20',
    '80000ms',
    '1899-12-30T00:01:20',
  ])('of 80 seconds: %s', (text) => {
    expect(durationReader('seconds')(text)).toBe(80)
  })

  it.each([
    ['1小时2分', 3720],
    ['1h 2m', 3720],
    ['2 hours', 7200],
    ['1天2小时', 93_600],
    ['P1DT2H', 93_600],
    ['26:00:00', 93_600],
    ['1899-12-31T02:00:00', 93_600],
    ['1,234', 1234],
    ['1,234.5', 1234.5],
    ['0', 0],
  ])('%s is %i seconds', (text, seconds) => {
    expect(durationReader('seconds')(text)).toBe(seconds)
  })

  it.each([
    ['milliseconds', '1500', 1.5],
    ['seconds', '1.5', 1.5],
    ['minutes', '1.5', 90],
    ['hours', '1.5', 5400],
    ['hours', '1:30', 5400],
    ['minutes', '1:30', 90],
    ['hours', '00:01:20', 80],
    ['hours', '80s', 80],
  ] as const)('in %s, %s is %d seconds', (unit, text, seconds) => {
    expect(durationReader(unit)(text)).toBe(seconds)
  })

  it.each(['', '-', '--', 'N/A', 'null', 'NULL', '无', '(空)'])('%j is not known', (text) => {
    expect(durationReader('seconds')(text)).toBeNaN()
  })

  it.each([
    'abc',
    '-5',
    '1:2:3:4',
    '1:75',
    '20秒1分',
    '1分分',
    '5 parsecs',
    '1e3',
    '0x10',
    '1,5,',
    '2024-11-01',
    '1分20',
  ])('%j cannot be read', (text) => {
    expect(durationReader('seconds')(text)).toBeUndefined()
  })

  const written: readonly [string, (seconds: number) => string, DurationUnit][] = [
    ['plain', (s) => String(s), 'seconds'],
    ['milliseconds', (s) => String(s * 1000), 'milliseconds'],
    ['a clock', (s) => `${Math.floor(s / 3600)}:${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`, 'hours'],
    ['Chinese', (s) => `${Math.floor(s / 3600)}小时${Math.floor(s / 60) % 60}分${s % 60}秒`, 'minutes'],
    ['letters', (s) => `${Math.floor(s / 60)}m${s % 60}s`, 'hours'],
    ['ISO 8601', (s) => `PT${Math.floor(s / 3600)}H${Math.floor(s / 60) % 60}M${s % 60}S`, 'seconds'],
  ]
  const pad = (number: number) => String(number).padStart(2, '0')

  it.each(written)('written as %s read back', (_, write, unit) => {
    const read = durationReader(unit)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (seconds) => {
        expect(read(write(seconds))).toBeCloseTo(seconds, 6)
      }),
    )
  })
})

describe('cells', () => {
  it('lose the white space around them', () => {
    expect(['\t123', ' a b ', '\u00a0x\u3000', 'x', ''].map(cellText)).toEqual(['123', 'a b', 'x', 'x', ''])
    expect(cellText(undefined)).toBe('')
  })

  it('say in many words that they say nothing', () => {
    expect(
      ['', '-', '--', 'NULL', 'n/a', 'None', '无', '無', '(空)', '暂无', '#N/A'].filter((text) => !isNull(text)),
    ).toEqual([])
    expect(['0', 'no', '否', '无忧售后', 'nullable'].filter(isNull)).toEqual([])
  })

  it('hold amounts with and without thousands separators', () => {
    expect(['12', '1,234', '0.5', '1,234,567.8'].map(amountFrom)).toEqual([12, 1234, 0.5, 1_234_567.8])
    expect(['64,0', '181,25', '1.234,5', '0,3333'].map(amountFrom)).toEqual([64, 181.25, 1234.5, 0.3333])
    expect(['', '1,5,', '-1', '12次', '1e3', 'x'].map(amountFrom)).toEqual(Array(6).fill(undefined))
  })
})
