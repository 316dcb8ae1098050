import type { HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS } from '../cell-style.ts'
import { ColumnTable, type Line, tableLayout } from '../column-table.ts'
import { type Expression, largestOf, minus, type NumberTerm, sum } from '../expression.ts'
import { Sheet } from '../sheet.ts'
import { type Bilingual, followedBy, minorUnits, periodWords, type Wording } from '../words.ts'
import type { TotalCells } from './all-groups-sheet.ts'
import { MEASURES, SHEETS } from './headcount-words.ts'

/** Measures that are compared period by period; `sum` over the plan, or the `largest` or `last` of its periods. */
const COMPARED = {
  requiredFte: { format: FORMATS.fte, overall: 'largest' },
  availableFte: { format: FORMATS.fte, overall: 'largest' },
  closingHeadcount: { format: FORMATS.fte, overall: 'last' },
  hires: { format: FORMATS.people, overall: 'sum' },
  paid: { format: FORMATS.money, overall: 'sum' },
} as const
type Compared = keyof typeof COMPARED

const WORDS = {
  byPeriod: { zh: '情景对比（按期）', en: 'Scenarios by period' },
  difference: { zh: '差额：', en: 'Difference:' },
  largest: { zh: '（最大）', en: '(largest)' },
  last: { zh: '（期末）', en: '(at the end)' },
  sum: { zh: '（合计）', en: '(total)' },
  peakWeek: { zh: '最忙一周需要 FTE', en: 'Required FTE, busiest week' },
  shortage: { zh: '缺口代价（不付款）', en: 'Price of shortage (not paid)' },
  bound: { zh: '总成本下界', en: 'Lower bound of total cost' },
  objective: { zh: '总成本（含缺口代价）', en: 'Total cost with shortage' },
} as const satisfies Record<string, Bilingual>

const BASELINE: Bilingual = { zh: '基线', en: 'baseline' }
const planWords = ({ basis: { scenario } }: HeadcountPlan): Bilingual =>
  scenario === 'baseline' ? BASELINE : { zh: scenario, en: scenario }

/**
 * Several plans side by side, differences against the first as formulas: over the whole plan, and by period.
 * @param plans the workbook's own plan first; all over the same periods
 * @throws RangeError when their periods differ: figures of other months cannot be compared
 */
export function scenarioSheets(
  plans: readonly HeadcountPlan[],
  totals: TotalCells,
  wording: Wording,
  name: (words: Bilingual) => string,
): [overall: Sheet, byPeriod: Sheet] {
  const [base, ...others] = plans as [HeadcountPlan, ...HeadcountPlan[]]
  for (const { basis, periods } of others) {
    if (periods.length === base.periods.length && periods.every(({ label }, at) => label === base.periods[at]!.label))
      continue
    throw new RangeError(`Scenario ${JSON.stringify(basis.scenario)} is planned over other periods than the baseline.`)
  }
  const overall = new Sheet(name(SHEETS.scenarios), { ...tableLayout(2 * plans.length - 1), widths: [34, 30, 15] })
  const byPeriod = new Sheet(name(WORDS.byPeriod), tableLayout(base.periods.length))
  const lines = putByPeriod(byPeriod, plans, totals, wording)
  putOverall(overall, byPeriod, plans, lines, wording)
  return [overall, byPeriod]
}

/** @returns lines of each measure, `[plan]` */
function putByPeriod(
  sheet: Sheet,
  plans: readonly HeadcountPlan[],
  totals: TotalCells,
  wording: Wording,
): Record<Compared, Line[]> {
  const columns = plans[0]!.periods.map(({ label }) => periodWords(label))
  const table = new ColumnTable(sheet, wording, WORDS.byPeriod, columns, { hasTotals: false })
  const entries = Object.entries(COMPARED).map(([measure, { format }]) => {
    table.section(MEASURES[measure as Compared])
    const lines = plans.map((plan, at) => {
      const line = table.line(planWords(plan), { format, isInput: false })
      const values = plan.totals[measure as Compared]
      const scale = measure === 'paid' ? minorUnits(plan.basis.currency) : 1
      values.forEach((value, period) => {
        line.add(at === 0 ? totals.cells[measure as Compared][period]! : value / scale)
      })
      return line
    })
    lines.slice(1).forEach((line, at) => {
      const options = { format: differenceFormat(format) }
      const difference = table.line(followedBy(WORDS.difference, planWords(plans[at + 1]!).en), options)
      line.cells.forEach((cell, period) => {
        difference.add(minus(cell, lines[0]!.cells[period]!))
      })
    })
    return [measure, lines]
  })
  return Object.fromEntries(entries) as Record<Compared, Line[]>
}

const differenceFormat = (format: string): string =>
  format === FORMATS.money ? FORMATS.moneyDifference : FORMATS.difference

function putOverall(
  sheet: Sheet,
  byPeriod: Sheet,
  plans: readonly HeadcountPlan[],
  lines: Record<Compared, Line[]>,
  wording: Wording,
): void {
  const names = plans.map(planWords)
  const differences = names
    .slice(1)
    .map(({ zh, en }) => ({ zh: `${zh} − ${names[0]!.zh}`, en: `${en} − ${names[0]!.en}` }))
  const table = new ColumnTable(sheet, wording, SHEETS.scenarios, [...names, ...differences], { hasTotals: false })
  const put = (words: Bilingual, format: string, values: readonly NumberTerm[]) => {
    const line = table.line(words, { format, isInput: false })
    const cells = values.map((value) => line.add(value))
    for (const cell of cells.slice(1)) line.add(minus(cell, cells[0]!), differenceFormat(format))
  }
  for (const [measure, { format, overall }] of Object.entries(COMPARED)) {
    const of = (line: Line): Expression<number> =>
      overall === 'last'
        ? line.cells.at(-1)!
        : overall === 'sum'
          ? sum(byPeriod.range(line.cells))
          : largestOf(byPeriod.range(line.cells))
    const { zh, en } = MEASURES[measure as Compared]
    const words = { zh: `${zh}${WORDS[overall].zh}`, en: `${en} ${WORDS[overall].en}` }
    put(words, format, lines[measure as Compared].map(of))
  }
  put(
    WORDS.peakWeek,
    FORMATS.fte,
    plans.map(({ totals }) => totals.peak.requiredFte),
  )
  const money = (words: Bilingual, value: (plan: HeadcountPlan) => number) =>
    put(
      words,
      FORMATS.money,
      plans.map((plan) => value(plan) / minorUnits(plan.basis.currency)),
    )
  money(WORDS.shortage, ({ solution }) => solution.shortageCost)
  money(WORDS.objective, ({ solution }) => solution.objective)
  money(WORDS.bound, ({ solution }) => solution.objectiveBound)
}
