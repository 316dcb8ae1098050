import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineChanges } from '../../../server/services/line-changes.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
const textOf = (items: readonly string[]) => items.map((item) => `${item}\n`).join('')

test('what is told, laid on the older text, gives the newer one', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const told = lineChanges(textOf(before), textOf(after), 1000)!.lines
      for (const { kind, text, before: at, after: to } of told) {
        if (kind !== 'added') expect(before[at! - 1]).toBe(text)
        if (kind !== 'removed') expect(after[to! - 1]).toBe(text)
      }
      const isRemoved = new Set(told.filter(({ kind }) => kind === 'removed').map((line) => line.before))
      const isAdded = new Set(told.filter(({ kind }) => kind === 'added').map((line) => line.after))
      const kept = before.filter((_, index) => !isRemoved.has(index + 1))
      expect(kept).toEqual(after.filter((_, index) => !isAdded.has(index + 1)))
    }),
  )
})

test('no shorter list of changes would do', () => {
  const longest = (a: readonly string[], b: readonly string[]): number => {
    const row = new Int32Array(b.length + 1)
    for (const item of a) {
      let corner = 0
      for (let at = 1; at <= b.length; at++) {
        const above = row[at]!
        row[at] = item === b[at - 1] ? corner + 1 : Math.max(above, row[at - 1]!)
        corner = above
      }
    }
    return row[b.length]!
  }
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changes = lineChanges(textOf(before), textOf(after), 1000)!.lines.filter(({ kind }) => kind !== 'same')
      expect(changes.length).toBe(before.length + after.length - 2 * longest(before, after))
    }),
  )
})

test('texts with too little in common are not told line by line, and long lists are cut', () => {
  const many = (word: string) => textOf(Array.from({ length: 2000 }, (_, index) => `${word}${index}`))
  expect(lineChanges(many('a'), many('b'), 10)).toBeUndefined()
  const found = lineChanges(textOf(Array(50).fill('x')), '', 10)!
  expect([found.lines.length, found.isCut]).toEqual([10, true])
})
