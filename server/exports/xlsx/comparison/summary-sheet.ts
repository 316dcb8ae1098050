import {
  type ComparedValue,
  type Comparison,
  type FrontierPoint,
  MEASURES,
  type Measure,
} from '../../../../solver/domain/comparison.ts'
import { STYLES } from '../cell-style.ts'
import { ColumnTable, tableLayout } from '../column-table.ts'
import { type Expression, minus, ratio } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import type { Bilingual, Wording } from '../words.ts'
import { type ComparedNames, formatsOf, placeOf, placesOf, unitWords } from './compared-figures.ts'
import { HEADS, MEASURE_WORDS, SHEETS, UNIT_WORDS } from './comparison-words.ts'
import { highlightWorse, labelled, type ScenarioCells } from './scenario-sheet.ts'

/** The summary, and its differences for checks: by `placeOf`, `[scenario]` without the first. */
export interface SummaryCells {
  readonly sheet: Sheet
  readonly differences: ReadonlyMap<string, readonly (CellRef<number> | undefined)[]>
  /** Gap of each scenario as the formula has it. `[scenario]` */
  readonly gaps: readonly (CellRef<number> | undefined)[]
}

const COST: ReadonlySet<Measure> = new Set([
  ...(['wages', 'overtimeCost', 'premiums', 'understaffingCost', 'overdueCost', 'softRuleCost'] as const),
  ...(['objective', 'objectiveBound', 'relativeGap', 'wagesPerContact'] as const),
])
const WORDS = {
  cost: { zh: '成本', en: 'Cost' },
  plan: { zh: '人员、工作量与服务', en: 'People, work and service' },
  frontier: { zh: '成本与服务', en: 'Cost against service' },
  served: { zh: '及时服务比例（按来量加权）', en: 'Served in time, of all contacts' },
  margin: { zh: '最弱目标的余量', en: "Weakest target's margin" },
  byLevel: { zh: '按及时服务比例未被超过（1/0）', en: 'Unbeaten by service (1/0)' },
  byWorst: { zh: '按最弱目标未被超过（1/0）', en: 'Unbeaten by weakest target (1/0)' },
  failed: { zh: '未通过的校验（应为 0）', en: 'Checks that fail (should be 0)' },
  note: {
    zh: '差额为公式：后面的情景减第一个情景；红色表示变差。空格表示没有可衡量的内容。与下界的间隙 =（总成本 − 下界）÷ 总成本。',
    en: 'Differences are formulas: a scenario less the first one; red is for the worse. Empty: nothing to measure. Gap = (cost − bound) / cost.',
  },
} as const satisfies Record<string, Bilingual>

/** Measures by scenarios with live differences; the figures themselves stand on the sheets of the scenarios. */
export function summarySheet(
  { scenarios, frontier }: Comparison,
  cells: readonly ScenarioCells[],
  names: ComparedNames,
  wording: Wording,
  name: string,
): SummaryCells {
  const sheet = new Sheet(name, { ...tableLayout(2 * scenarios.length), widths: [30, 27, 18] })
  const columns = scenarios.map(({ scenario }) => names.scenario(scenario))
  const [base] = columns
  const differences = columns.slice(1).map(({ zh, en }) => ({ zh: `${zh} − ${base!.zh}`, en: `${en} − ${base!.en}` }))
  const heads = [...columns, ...differences]
  const table = new SummaryTable(new ColumnTable(sheet, wording, SHEETS.summary, heads, { hasTotals: false }), wording)
  // Names of scenarios are long, and a row is as high as its highest cell.
  const unitColumn = FIRST_COLUMN + heads.length
  sheet.put(1, unitColumn, wording.first(HEADS.unit), { ...STYLES.header, height: 44 })
  sheet.put(2, unitColumn, wording.second(HEADS.unit), { ...STYLES.secondHeader, height: 36 })
  const places = placesOf(scenarios)
  const currency = scenarios[0]?.proof.currency ?? ''
  const put = (value: ComparedValue) => table.figure(value, cells, currency)
  const isCost = ({ measure, queue, group }: ComparedValue) => COST.has(measure) && !queue && !group
  const ordered = [...places.filter(isCost), ...places.filter((value) => !isCost(value))]
  const sections = Map.groupBy(ordered, (value) => JSON.stringify(sectionOf(value, names)))
  for (const values of sections.values()) {
    table.section(sectionOf(values[0]!, names))
    values.forEach(put)
  }
  table.frontier(frontier)
  return { sheet, differences: table.differences, gaps: table.gaps }
}

/** How many checks fail, and what the sheet means. */
export function putSummaryEnd({ sheet }: SummaryCells, failed: CellRef<number>, wording: Wording): void {
  const row = sheet.height + 1
  sheet.put(row, 0, wording.first(WORDS.failed), STYLES.total)
  sheet.put(row, 1, wording.second(WORDS.failed), { ...STYLES.total, ...STYLES.secondLabel })
  sheet.put(row, 2, failed, { ...STYLES.total, format: '0' })
  sheet.put(row + 1, 0, wording.first(WORDS.note), STYLES.note)
  sheet.put(row + 2, 0, wording.second(WORDS.note), STYLES.note)
}

function sectionOf({ measure, queue, group }: ComparedValue, names: ComparedNames): Bilingual {
  if (queue !== undefined) return labelled(HEADS.queue, names.queue(queue))
  if (group !== undefined) return labelled(HEADS.group, names.group(group))
  return COST.has(measure) ? WORDS.cost : WORDS.plan
}

type Figure = Expression<number> | number | undefined

class SummaryTable {
  readonly differences = new Map<string, readonly (CellRef<number> | undefined)[]>()
  gaps: readonly (CellRef<number> | undefined)[] = []
  readonly #table: ColumnTable
  readonly #wording: Wording

  constructor(table: ColumnTable, wording: Wording) {
    this.#table = table
    this.#wording = wording
  }

  section(words: Bilingual): void {
    this.#table.section(words)
  }

  figure(value: ComparedValue, cells: readonly ScenarioCells[], currency: string): void {
    const { measure } = value
    const own = cells.map(({ values }): Figure => {
      if (measure !== 'relativeGap' || value.queue !== undefined) return values.get(placeOf(value))
      return gapOf(values)
    })
    const { shown, differences } = this.#line(MEASURE_WORDS[measure], own, measure, unitWords(measure, currency))
    this.differences.set(placeOf(value), differences)
    if (measure === 'relativeGap') this.gaps = shown
  }

  frontier(points: readonly FrontierPoint[]): void {
    this.section(WORDS.frontier)
    const known = (value: number | null): Figure => value ?? undefined
    const line = (words: Bilingual, like: Measure, figure: (point: FrontierPoint) => Figure) =>
      this.#line(words, points.map(figure), like, like === 'publishable' ? UNIT_WORDS.flag : UNIT_WORDS.share)
    line(WORDS.served, 'serviceLevel', ({ serviceLevel }) => known(serviceLevel))
    line(WORDS.margin, 'serviceLevel', ({ worstMargin }) => known(worstMargin))
    line(WORDS.byLevel, 'publishable', ({ isEfficientByLevel }) => Number(isEfficientByLevel))
    line(WORDS.byWorst, 'publishable', ({ isEfficientByWorst }) => Number(isEfficientByWorst))
  }

  /** Figures of all scenarios, differences of all but the first, and the unit; missing ones leave their cells empty. */
  #line(words: Bilingual, figures: readonly Figure[], like: Measure, unit: Bilingual) {
    const { sheet } = this.#table
    this.#table.line(words)
    const row = sheet.height - 1
    const formats = formatsOf(like)
    const put = (column: number, content: Figure, format: string) => {
      const cell = sheet.put(row, FIRST_COLUMN + column, content ?? null, { ...STYLES.cell, format })
      return content === undefined ? undefined : (cell as CellRef<number>)
    }
    const shown = figures.map((figure, at) => put(at, figure, formats.value))
    const [base] = shown
    const differences = shown.slice(1).map((cell, at) => {
      const difference = cell && base ? minus(cell, base) : undefined
      return put(figures.length + at, difference, formats.difference)
    })
    for (const difference of differences) if (difference) highlightWorse(sheet, [difference], MEASURES[like].better)
    const unitColumn = FIRST_COLUMN + 2 * figures.length - 1
    sheet.put(row, unitColumn, this.#wording.first(unit), { ...STYLES.secondLabel, align: 'center' })
    return { shown, differences }
  }
}

/** Columns before the figures: the measure in both languages. */
const FIRST_COLUMN = 2

function gapOf(values: ScenarioCells['values']): Figure {
  const [objective, bound] = (['objective', 'objectiveBound'] as const).map((measure) =>
    values.get(placeOf({ measure })),
  )
  return objective && bound ? ratio(minus(objective, bound), objective) : undefined
}
