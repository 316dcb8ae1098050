import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type BasisColumn, BasisInverse } from '../../solver/lp/basis-inverse.ts'

const SIZE = 8

const columnOf = fc
  .array(fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, -1), { minLength: SIZE, maxLength: SIZE })
  .map((entries): BasisColumn => {
    const rows = [...entries.keys()].filter((row) => entries[row] !== 0)
    return { rows, coefficients: rows.map((row) => entries[row]!) }
  })

const spread = ({ rows, coefficients }: BasisColumn): Float64Array => {
  const dense = new Float64Array(SIZE)
  for (let i = 0; i < rows.length; i++) dense[rows[i]!] = coefficients[i]!
  return dense
}

const ownColumn = (row: number): BasisColumn => ({ rows: [row], coefficients: [-1] })

/** That the columns at their positions are inverted, both ways. */
function expectInverse(inverse: BasisInverse, basis: readonly BasisColumn[]): void {
  basis.forEach((column, position) => {
    const unit = spread(column)
    inverse.forward(unit)
    for (let at = 0; at < SIZE; at++) expect(unit[at]).toBeCloseTo(at === position ? 1 : 0, 6)
  })
  const costs = Float64Array.from({ length: SIZE }, (_, index) => index + 1)
  const prices = costs.slice()
  inverse.backward(prices)
  basis.forEach((column, position) => {
    const paid = spread(column).reduce((sum, value, row) => sum + value * prices[row]!, 0)
    expect(paid).toBeCloseTo(costs[position]!, 5)
  })
}

it('inverts any basis, puts own columns where others depend on each other, and follows exchanges', () => {
  let dependent = 0
  let exchanged = 0
  fc.assert(
    fc.property(fc.array(columnOf, { minLength: SIZE, maxLength: SIZE }), columnOf, (columns, other) => {
      const inverse = new BasisInverse(SIZE)
      const at = inverse.invert(columns)
      if (at.includes(-1)) dependent++
      const basis = Array.from(at, (column, position) => (column < 0 ? ownColumn(position) : columns[column]!))
      expectInverse(inverse, basis)
      const entering = spread(other)
      inverse.forward(entering)
      const position = entering.findIndex((value) => Math.abs(value) > 0.1)
      if (position < 0) return
      exchanged++
      inverse.exchange(position, entering)
      basis[position] = other
      expectInverse(inverse, basis)
    }),
    { numRuns: 300 },
  )
  expect(dependent).toBeGreaterThan(20)
  expect(exchanged).toBeGreaterThan(100)
})
