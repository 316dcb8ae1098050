import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { comparisonWorkbook } from '../../../../server/exports/xlsx/comparison-workbook.ts'
import {
  compounded,
  type Expression,
  minus,
  over,
  plus,
  ratio,
  reference,
  sum,
  times,
} from '../../../../server/exports/xlsx/expression.ts'
import { headcountWorkbook } from '../../../../server/exports/xlsx/headcount-workbook.ts'
import { rosterWorkbook } from '../../../../server/exports/xlsx/roster-workbook.ts'
import { type CellRef, Sheet } from '../../../../server/exports/xlsx/sheet.ts'
import { writeWorkbook } from '../../../../server/exports/xlsx/write-workbook.ts'
import { recalculated } from '../../../libreoffice.ts'
import { compareRecalculation, type Recalculation } from './recalculation-differences.ts'
import { sampleComparison } from './sample-comparison.ts'
import { sampleHeadcountPlan } from './sample-headcount-plan.ts'
import { sampleRoster } from './sample-roster.ts'

/** LibreOffice takes seconds to start: it does once, for all workbooks of this file. */
let outcomes: Record<keyof ReturnType<typeof workbooks>, Recalculation>

beforeAll(async () => {
  const entries = await Promise.all(
    Object.entries(workbooks()).map(async ([name, bytes]) => [name, await bytes] as const),
  )
  const calculated = await recalculated(entries.map(([, bytes]) => bytes))
  const compared = await Promise.all(
    entries.map(async ([name, bytes], at) => [name, await compareRecalculation(bytes, calculated[at]!)] as const),
  )
  outcomes = Object.fromEntries(compared) as typeof outcomes
}, 240_000)

const workbooks = () => ({
  large: headcountWorkbook(sampleHeadcountPlan({ groups: 12, months: 24 }), 'zh-CN', {
    further: ['618', '双11'].map((scenario, at) =>
      sampleHeadcountPlan({ groups: 12, months: 24, scenario, factor: 1.3 + at }),
    ),
  }),
  small: headcountWorkbook(sampleHeadcountPlan({ groups: 1, months: 1 }), 'en'),
  roster: rosterWorkbook(sampleRoster('zh-CN')),
  comparison: comparisonWorkbook(sampleComparison('zh-CN')),
  random: randomWorkbook(),
  wrong: wrongWorkbook(),
})

/** Formulas that say another value than they have: one digit, the wrong kind, an error, a text. */
const WRONG = [
  ['1+1', 2 + 1e-8],
  ['1+1', true],
  ['1/0', 0],
  ['"a"&"b"', 'abc'],
  ['SUM(A1:A4)', 0],
] as const

function wrongWorkbook(): Promise<Uint8Array> {
  const sheet = new Sheet('Wrong', { widths: [10] })
  WRONG.forEach(([formula, value], row) => {
    sheet.put(
      row,
      1,
      reference(value, () => formula),
    )
  })
  sheet.put(0, 0, 5)
  sheet.put(
    WRONG.length,
    1,
    reference(2, () => '1+1'),
  )
  return writeWorkbook([sheet])
}

type Term = Expression<number>

/** Any formula that this code can make of some cells. */
function formulasOf(cells: readonly CellRef<number>[]): fc.Arbitrary<Term> {
  const { term } = fc.letrec<{ term: Term }>((tie) => {
    const pair = fc.tuple(tie('term'), tie('term'))
    const triple = fc.tuple(tie('term'), tie('term'), tie('term'))
    return {
      term: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        fc.constantFrom(...cells),
        ...[plus, minus, times, ratio].map((join) => pair.map(([a, b]) => join(a, b))),
        pair.map(([a, b]) => over(a, plus(times(b, b), 1))),
        triple.map((terms) => sum(terms)),
        triple.map((terms) => compounded(terms)),
      ),
    }
  })
  return term
}

function randomWorkbook(): Promise<Uint8Array> {
  const inputs = new Sheet("In'puts", { widths: [10], references: 'absolute' })
  const cells = [0, 1, -3, 0.125, 0.3, 1234.5, 7].map((value, row) => inputs.put(row, 0, value))
  const results = new Sheet('Results', { widths: [10] })
  // Always the same ones: LibreOffice takes numbers that differ in their last digits for equal where it compares them.
  fc.sample(formulasOf(cells), { numRuns: 300, seed: 20261122 }).forEach((formula, row) => {
    results.put(row, 0, formula)
  })
  return writeWorkbook([results, inputs])
}

test('a plan of 24 months, 12 groups and three scenarios recalculates without one difference', () => {
  expect(outcomes.large.differences).toEqual([])
  expect(outcomes.large.formulas).toBeGreaterThan(8_000)
})

test('so does the smallest plan', () => {
  expect(outcomes.small.differences).toEqual([])
  expect(outcomes.small.formulas).toBeGreaterThan(50)
})

test('so does a roster', () => {
  expect(outcomes.roster.differences).toEqual([])
  expect(outcomes.roster.formulas).toBeGreaterThan(60)
})

test('so does a comparison of scenarios', () => {
  expect(outcomes.comparison.differences).toEqual([])
  expect(outcomes.comparison.formulas).toBeGreaterThan(150)
})

test('formulas of any shape mean to a spreadsheet what they mean here', () => {
  expect(outcomes.random.differences).toEqual([])
  expect(outcomes.random.formulas).toBe(300)
})

test('values that a file carries are not believed: each wrong one is found, the right one is not', () => {
  expect(outcomes.wrong.formulas).toBe(WRONG.length + 1)
  expect(outcomes.wrong.differences).toEqual([
    'Wrong!B1 =1+1: file 2.00000001, recalculated 2',
    'Wrong!B2 =1+1: file true, recalculated 2',
    'Wrong!B3 =1/0: file 0, recalculated #DIV/0!',
    'Wrong!B4 ="a"&"b": file abc, recalculated ab',
    'Wrong!B5 =SUM(A1:A4): file 0, recalculated 5',
  ])
})
