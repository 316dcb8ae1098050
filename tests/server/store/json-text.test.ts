import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from '../../../server/store/json-text.ts'

test('NUL and halves of surrogate pairs are replaced, in keys too, and what only looks like them is kept', () => {
  const given = { 'a\0': ['\ud800x', 'x\udfff', '\\u0000', '\\\\ud800', '😀 双11', '\u0001\n"'] }
  expect(JSON.parse(jsonText(given))).toEqual({
    'a\uFFFD': ['\uFFFDx', 'x\uFFFD', '\\u0000', '\\\\ud800', '😀 双11', '\u0001\n"'],
  })
})

test('every text comes back as the well-formed one without NUL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(jsonText(text))).toBe(text.toWellFormed().replaceAll('\0', '\uFFFD'))
    }),
  )
})
