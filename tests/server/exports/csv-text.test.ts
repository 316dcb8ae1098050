import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvText, withByteOrderMark } from '../../../server/exports/csv-text.ts'

describe('cells of a CSV', () => {
  it.each(['=1+1', "=cmd|'/C calc'!A0", '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A'])(
    'that are texts and begin as a formula does (%j) are kept from running',
    (text) => {
      const [[cell]] = parse(csvText([text], [])) as [[string]]
      expect(cell).toBe(`'${text}`)
    },
  )

  it('that are numbers stay numbers, negative ones too', () => {
    expect(csvText(['hours'], [[-1.5], [0.25], [Number.NaN]])).toBe('hours\n-1.5\n0.25\n\n')
  })

  it('that are harmless texts stay as they are', () => {
    expect(csvText(['name', 'id'], [['李欣怡', '000123']])).toBe('name,id\n李欣怡,000123\n')
  })
})

it('a byte order mark comes first', () => {
  expect([...Buffer.from(withByteOrderMark('a'))]).toEqual([0xef, 0xbb, 0xbf, 0x61])
})
