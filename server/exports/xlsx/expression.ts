/** What a cell can hold once it is worked out. */
export type CellValue = number | string | boolean

/** Larger binds more tightly: an operand that binds less than its operator needs brackets. */
const BINDS = { comparison: 0, sum: 1, product: 2, atom: 3 } as const

/**
 * A formula together with the value that it has: the value is worked out here from the same operands as the text, so that a
 * file shows numbers before any spreadsheet has calculated it, and both can be compared.
 */
export interface Expression<Value extends CellValue = CellValue> {
  readonly value: Value
  /** The formula without its "=", as it reads on the sheet of that name. */
  readonly text: (onSheet: string) => string
  readonly binds: number
}

export type NumberTerm = Expression<number> | number
type Truth = Expression<boolean>

export const isExpression = (content: unknown): content is Expression =>
  typeof content === 'object' && content !== null && 'text' in content && 'binds' in content

/** A number of the formula's own; others belong into a cell that says what they are. */
const constant = (value: number): Expression<number> => ({
  value,
  text: () => String(value),
  binds: value < 0 ? BINDS.sum : BINDS.atom,
})

const term = (operand: NumberTerm): Expression<number> => (typeof operand === 'number' ? constant(operand) : operand)

const bracketed = (operand: Expression, atLeast: number, onSheet: string): string =>
  operand.binds >= atLeast ? operand.text(onSheet) : `(${operand.text(onSheet)})`

/** The right operand of `-` and `/` needs brackets also where it binds as tightly as the operator. */
function operation(
  left: NumberTerm,
  sign: '+' | '-' | '*' | '/',
  right: NumberTerm,
  value: number,
): Expression<number> {
  const [a, b] = [term(left), term(right)]
  const binds = sign === '+' || sign === '-' ? BINDS.sum : BINDS.product
  const rightBinds = sign === '-' || sign === '/' ? binds + 1 : binds
  return { value, binds, text: (sheet) => `${bracketed(a, binds, sheet)}${sign}${bracketed(b, rightBinds, sheet)}` }
}

const numberOf = (operand: NumberTerm): number => (typeof operand === 'number' ? operand : operand.value)

export const plus = (a: NumberTerm, b: NumberTerm) => operation(a, '+', b, numberOf(a) + numberOf(b))
export const minus = (a: NumberTerm, b: NumberTerm) => operation(a, '-', b, numberOf(a) - numberOf(b))
export const times = (a: NumberTerm, b: NumberTerm) => operation(a, '*', b, numberOf(a) * numberOf(b))
/** A quotient whose divisor is never 0; see `ratio` for one that may be. */
export const over = (a: NumberTerm, b: NumberTerm) => operation(a, '/', b, numberOf(a) / numberOf(b))

function call<Value extends CellValue>(name: string, args: readonly Expression[], value: Value): Expression<Value> {
  return { value, binds: BINDS.atom, text: (sheet) => `${name}(${args.map((arg) => arg.text(sheet)).join(',')})` }
}

/** `a / b`, and 0 where b is 0. */
export const ratio = (a: NumberTerm, b: NumberTerm): Expression<number> =>
  choose(isEqual(b, 0), 0, numberOf(b) === 0 ? { ...over(a, b), value: 0 } : over(a, b))

const choose = (condition: Truth, yes: NumberTerm, no: NumberTerm): Expression<number> =>
  call('IF', [condition, term(yes), term(no)], condition.value ? numberOf(yes) : numberOf(no))

const quoted = (value: string): Expression<string> => ({
  value,
  binds: BINDS.atom,
  text: () => `"${value.replaceAll('"', '""')}"`,
})

function comparison(a: NumberTerm, sign: '=' | '<=', b: NumberTerm, value: boolean): Truth {
  const [left, right] = [term(a), term(b)]
  const text = (sheet: string) => `${bracketed(left, BINDS.sum, sheet)}${sign}${bracketed(right, BINDS.sum, sheet)}`
  return { value, binds: BINDS.comparison, text }
}

const isEqual = (a: NumberTerm, b: NumberTerm): Truth => comparison(a, '=', b, numberOf(a) === numberOf(b))

/** Whether two numbers differ by at most so much. */
export function isClose(a: NumberTerm, b: NumberTerm, tolerance: number): Truth {
  const difference = minus(a, b)
  const size = call('ABS', [difference], Math.abs(difference.value))
  return comparison(size, '<=', tolerance, size.value <= tolerance)
}

/** `1 - (1-a)(1-b)...`: what is lost in all when each share is lost of what the others leave. */
export const compounded = (shares: readonly Expression<number>[]): Expression<number> =>
  shares.length === 0
    ? constant(0)
    : minus(
        1,
        call(
          'PRODUCT',
          shares.map((share) => minus(1, share)),
          shares.reduce((left, share) => left * (1 - share.value), 1),
        ),
      )

/** Cells in a row or a column of one sheet, `[cell]`, as a function takes them: `B2:M2`. */
export interface CellRange<Value extends CellValue = CellValue> {
  readonly values: readonly Value[]
  readonly range: Expression
}

/** What a range of cells is to a formula: its text; it has no value of its own. */
export const rangeText = (text: (onSheet: string) => string): Expression => ({ value: 0, binds: BINDS.atom, text })

/** What a cell is to a formula. */
export const reference = <Value extends CellValue>(value: Value, text: (onSheet: string) => string) => ({
  value,
  text,
  binds: BINDS.atom,
})

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Sum of a range, or of single cells wherever they are. */
export const sum = (cells: CellRange<number> | readonly Expression<number>[]): Expression<number> =>
  'range' in cells
    ? call('SUM', [cells.range], total(cells.values))
    : cells.length === 0
      ? constant(0)
      : call('SUM', cells, total(cells.map(({ value }) => value)))

export const largestOf = ({ range, values }: CellRange<number>): Expression<number> =>
  call('MAX', [range], Math.max(...values))

/** Number of cells of a range above 0. */
export const countPositive = ({ range, values }: CellRange<number>): Expression<number> =>
  call('COUNTIF', [range, quoted('>0')], values.filter((value) => value > 0).length)

/** Number of cells of a range that are not TRUE. */
export const countFalse = ({ range, values }: CellRange<boolean>): Expression<number> =>
  call('COUNTIF', [range, { ...quoted(''), text: () => 'FALSE' }], values.filter((value) => !value).length)
