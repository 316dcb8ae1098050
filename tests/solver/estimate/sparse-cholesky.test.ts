import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SparseCholesky } from '../../../solver/estimate/sparse-cholesky.ts'

/** A sum of squares of sparse vectors and a positive diagonal. */
const matrices = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    vectors: fc.array(
      fc.uniqueArray(fc.tuple(fc.nat({ max: size - 1 }), fc.integer({ min: 1, max: 9 })), {
        selector: ([row]) => row,
        minLength: 1,
        maxLength: 5,
      }),
      { maxLength: 60 },
    ),
    right: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size }),
  }),
)

test('what is solved for gives the right-hand side again, whatever the pattern', () => {
  fc.assert(
    fc.property(matrices, ({ size, vectors, right }) => {
      const columns = [...vectors, ...Array.from({ length: size }, (_, row) => [[row, 1] as [number, number]])]
      const cholesky = new SparseCholesky(
        size,
        columns.map((column) => column.map(([row]) => row)),
      )
      const dense = Array.from({ length: size }, () => new Float64Array(size))
      cholesky.lower.fill(0)
      for (const column of columns) {
        column.forEach(([row, value], a) => {
          column.forEach(([other, times], b) => {
            dense[row]![other]! += value * times
            if (b <= a) cholesky.lower[cholesky.entryOf(row, other)]! += value * times
          })
        })
      }
      cholesky.factor()
      const solved = new Float64Array(right.length)
      cholesky.solve(Float64Array.from(right), solved)
      dense.forEach((row, index) => {
        const product = row.reduce((sum, value, other) => sum + value * solved[other]!, 0)
        expect(product).toBeCloseTo(right[index]!, 6)
      })
    }),
  )
})
