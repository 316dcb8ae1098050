import { expect, test } from 'vitest'
import {
  compounded,
  countFalse,
  countPositive,
  isClose,
  largestOf,
  minus,
  over,
  plus,
  ratio,
  sum,
  times,
} from '../../../../server/exports/xlsx/expression.ts'
import { Sheet } from '../../../../server/exports/xlsx/sheet.ts'

const sheet = new Sheet('S', { widths: [10] })
const [a, b, c] = [8, 4, 2].map((value, column) => sheet.put(0, column, value)) as [
  ReturnType<typeof sheet.put<number>>,
  ReturnType<typeof sheet.put<number>>,
  ReturnType<typeof sheet.put<number>>,
]
const read = (expression: { text: (onSheet: string) => string; value: unknown }) => [
  expression.text('S'),
  expression.value,
]

test('operators have brackets exactly where they are needed', () => {
  expect(read(minus(minus(a, b), c))).toEqual(['A1-B1-C1', 2])
  expect(read(minus(a, minus(b, c)))).toEqual(['A1-(B1-C1)', 6])
  expect(read(over(a, over(b, c)))).toEqual(['A1/(B1/C1)', 4])
  expect(read(over(over(a, b), c))).toEqual(['A1/B1/C1', 1])
  expect(read(times(plus(a, b), c))).toEqual(['(A1+B1)*C1', 24])
  expect(read(plus(a, times(b, c)))).toEqual(['A1+B1*C1', 16])
  expect(read(times(a, -2))).toEqual(['A1*(-2)', -16])
})

test('a share of nothing is 0 and no error', () => {
  expect(read(ratio(a, minus(b, 4)))).toEqual(['IF(B1-4=0,0,A1/(B1-4))', 0])
  expect(read(ratio(a, b))).toEqual(['IF(B1=0,0,A1/B1)', 2])
})

test('shares that are lost one after the other compound', () => {
  const shares = [0.2, 0.1].map((share, column) => sheet.put(1, column, share))
  expect(compounded(shares).text('S')).toBe('1-PRODUCT(1-A2,1-B2)')
  expect(compounded(shares).value).toBeCloseTo(0.28, 12)
  expect(read(compounded([]))).toEqual(['0', 0])
})

test('ranges are written from corner to corner, single cells one by one', () => {
  expect(read(sum(sheet.range([a, b, c])))).toEqual(['SUM(A1:C1)', 14])
  expect(read(sum([a, c]))).toEqual(['SUM(A1,C1)', 10])
  expect(read(sum([]))).toEqual(['0', 0])
  expect(read(largestOf(sheet.range([a, b])))).toEqual(['MAX(A1:B1)', 8])
  expect(read(countPositive(sheet.range([a, b])))).toEqual(['COUNTIF(A1:B1,">0")', 2])
})

test('numbers are compared within a tolerance, and what is not so is counted', () => {
  expect(read(isClose(a, 8.1, 0.5))).toEqual(['ABS(A1-8.1)<=0.5', true])
  expect(read(isClose(a, 9, 0.5))).toEqual(['ABS(A1-9)<=0.5', false])
  const truths = [true, false, false].map((truth, column) => sheet.put(2, column, truth))
  expect(read(countFalse(sheet.range(truths)))).toEqual(['COUNTIF(A3:C3,FALSE)', 2])
})
