import { expect, test } from 'vitest'
import { TextWidths } from '../../../../web/features/roster/canvas/text-fit.ts'

/** Every letter 10 wide; counts how often it is asked. */
function tenWide() {
  const measured: string[] = []
  const widths = new TextWidths((text) => {
    measured.push(text)
    return Array.from(text).length * 10
  })
  return { widths, measured }
}

test('the longest text that has room is taken, and none where none has', () => {
  const { widths } = tenWide()
  const texts = ['09:00–18:00', '09–18', '09']
  expect([200, 110, 109, 50, 49, 20, 19].map((room) => widths.fit(texts, room))).toEqual([
    '09:00–18:00',
    '09:00–18:00',
    '09–18',
    '09–18',
    '09',
    '09',
    '',
  ])
})

test('a text is cut with an ellipsis to the room it has', () => {
  const { widths } = tenWide()
  expect(widths.cut('Zhang Wei', 90)).toBe('Zhang Wei')
  expect(widths.cut('Zhang Wei', 89)).toBe('Zhang W…')
  expect(widths.cut('Zhang Wei', 20)).toBe('Z…')
  expect(widths.cut('Zhang Wei', 9)).toBe('')
  expect(widths.cut('', 0)).toBe('')
})

test('a text is measured once', () => {
  const { widths, measured } = tenWide()
  for (let time = 0; time < 3; time++) widths.fit(['09:00–18:00', '09–18'], 60)
  expect(measured).toEqual(['09:00–18:00', '09–18'])
  widths.cut('Zhang Wei', 50)
  const often = measured.length
  widths.cut('Zhang Wei', 50)
  expect(measured).toHaveLength(often)
})
