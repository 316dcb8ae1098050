import { expect, test } from 'vitest'
import { plus } from '../../../../server/exports/xlsx/expression.ts'
import { Sheet, sheetName } from '../../../../server/exports/xlsx/sheet.ts'

test('names are made fit for sheets and told apart', () => {
  expect(sheetName('售前/售后: [A]', [])).toBe('售前 售后   A')
  expect(sheetName("'quoted'", [])).toBe('quoted')
  expect(sheetName('???', [])).toBe('Sheet')
  expect(sheetName('Group', ['group'])).toBe('Group 2')
  const long = 'x'.repeat(40)
  expect(sheetName(long, [])).toHaveLength(31)
  expect(sheetName(long, ['x'.repeat(31)])).toBe(`${'x'.repeat(29)} 2`)
})

test('cells of another sheet carry its name, quoted; those of a list of parameters stay the same wherever copied', () => {
  const group = new Sheet("O'Hara", { widths: [10] })
  const parameters = new Sheet('假设', { widths: [10], references: 'absolute' })
  const total = plus(group.put(1, 27, 3), parameters.put(4, 1, 2))
  expect(total.text("O'Hara")).toBe("AB2+'假设'!$B$5")
  expect(total.text('Summary')).toBe("'O''Hara'!AB2+'假设'!$B$5")
  expect(total.value).toBe(5)
})

test('a number that no file can hold is refused with its cell', () => {
  const sheet = new Sheet('After-sales', { widths: [10] })
  expect(() => sheet.put(2, 1, Number.NaN)).toThrow(new RangeError('Cell B3 of sheet "After-sales" would be NaN.'))
})

test('only adjacent cells make a range', () => {
  const sheet = new Sheet('S', { widths: [10] })
  const [a, b, c] = [sheet.put(0, 0, 1), sheet.put(0, 1, 1), sheet.put(1, 1, 1)]
  const message = 'A range of sheet "S" needs adjacent cells of one row or column.'
  for (const cells of [[a, c], [b, a], [a, b, c], []]) expect(() => sheet.range(cells)).toThrow(new RangeError(message))
  expect(sheet.range([b, c]).range.text('S')).toBe('B1:B2')
})
