import {
  type ComparedScenario,
  type ComparedTarget,
  type ComparedValue,
  MEASURES,
} from '../../../../solver/domain/comparison.ts'
import { RED, STYLES } from '../cell-style.ts'
import { minus } from '../expression.ts'
import { putList } from '../headcount/list-table.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import type { Bilingual, Wording } from '../words.ts'
import { type ComparedNames, formatsOf, placeOf, shown, unitWords } from './compared-figures.ts'
import { HEADS, MEASURE_WORDS, SPAN_WORDS, TARGET_WORDS, VERDICT_WORDS } from './comparison-words.ts'

/** A scenario's figures as cells, for other sheets to refer to. */
export interface ScenarioCells {
  readonly sheet: Sheet
  readonly compared: ComparedScenario
  /** By `placeOf`; none where there is nothing to measure. */
  readonly values: ReadonlyMap<string, CellRef<number>>
}

const HEADER_ROWS = 5
const WORDS = {
  whole: { zh: '整个计划', en: 'Whole plan' },
  targets: { zh: '服务目标', en: 'Targets' },
  target: { zh: '目标', en: 'Target' },
  over: { zh: '考核范围', en: 'Over' },
  asked: { zh: '要求', en: 'Asked' },
  reached: { zh: '达到', en: 'Reached' },
  margin: { zh: '余量', en: 'Margin' },
  verdict: { zh: '结论', en: 'Verdict' },
} as const satisfies Record<string, Bilingual>

/** Everything that is measured of one scenario, with its confidence, its difference from the first one, and its targets. */
export function scenarioSheet(
  compared: ComparedScenario,
  first: ScenarioCells | undefined,
  names: ComparedNames,
  wording: Wording,
  name: string,
): ScenarioCells {
  const sheet = new Sheet(name, {
    ...{ frozenRows: HEADER_ROWS, frozenColumns: 2, pages: { wide: 1, high: 0 } },
    widths: [30, 28, 14, 14, 14, 14, 14, 14, 12],
  })
  const { proof, scenario } = compared
  const title = names.scenario(scenario)
  const limit = proof.limit === null ? '' : ` (${proof.limit})`
  sheet.put(0, 0, wording.first(title), STYLES.title)
  sheet.put(1, 0, `${wording.second(title)} · ${scenario} · ${proof.termination}${limit}`, STYLES.subtitle)
  const heads = [HEADS.measure, HEADS.measure, HEADS.unit, HEADS.value, HEADS.lower95, HEADS.upper95, HEADS.difference]
  heads.forEach((head, column) => {
    sheet.put(3, column, column === 1 ? wording.second(head) : wording.first(head), STYLES.header)
    sheet.put(4, column, column < 2 ? null : wording.second(head), STYLES.secondHeader)
  })
  const values = new Map<string, CellRef<number>>()
  for (const [about, own] of blocksOf(compared.values, names)) {
    putSection(sheet, wording, about, heads.length)
    for (const value of own) putValue(sheet, wording, value, proof.currency, first, values)
  }
  putTargets(sheet, compared.targets, names, wording)
  return { sheet, compared, values }
}

/** Figures of the whole plan, of each group and of each queue. */
function blocksOf(values: readonly ComparedValue[], names: ComparedNames): [Bilingual, ComparedValue[]][] {
  const about = ({ queue, group }: ComparedValue): Bilingual => {
    if (queue !== undefined) return labelled(HEADS.queue, names.queue(queue))
    return group === undefined ? WORDS.whole : labelled(HEADS.group, names.group(group))
  }
  const blocks = Map.groupBy(values, ({ queue = '', group = '' }) => JSON.stringify([queue, group]))
  return [...blocks.values()].map((own) => [about(own[0]!), own])
}

export const labelled = (kind: Bilingual, name: Bilingual): Bilingual => ({
  zh: `${kind.zh}：${name.zh}`,
  en: `${kind.en}: ${name.en}`,
})

function putSection(sheet: Sheet, wording: Wording, words: Bilingual, columns: number): void {
  const row = Math.max(HEADER_ROWS, sheet.height)
  for (let column = 0; column < columns; column++) {
    const text = [wording.first(words), wording.second(words)][column] ?? null
    sheet.put(row, column, text, STYLES.section)
  }
}

function putValue(
  sheet: Sheet,
  wording: Wording,
  value: ComparedValue,
  currency: string,
  first: ScenarioCells | undefined,
  values: Map<string, CellRef<number>>,
): void {
  const row = sheet.height
  const { measure } = value
  const words = MEASURE_WORDS[measure]
  const formats = formatsOf(measure)
  sheet.put(row, 0, wording.first(words), STYLES.label)
  sheet.put(row, 1, wording.second(words), STYLES.secondLabel)
  sheet.put(row, 2, wording.first(unitWords(measure, currency)), STYLES.secondLabel)
  const put = (column: number, content: number | null | undefined) =>
    sheet.put(row, column, shown(measure, content, currency), { ...STYLES.cell, format: formats.value })
  const cell = put(3, value.value)
  put(4, value.lower95)
  put(5, value.upper95)
  if (typeof cell.value !== 'number') return
  values.set(placeOf(value), cell as CellRef<number>)
  const base = first?.values.get(placeOf(value))
  if (!base) return
  const difference = sheet.put(row, 6, minus(cell as CellRef<number>, base), {
    ...STYLES.cell,
    format: formats.difference,
  })
  highlightWorse(sheet, [difference], MEASURES[measure].better)
}

/** Marks differences that are for the worse. */
export function highlightWorse(sheet: Sheet, cells: readonly CellRef[], better: 'lower' | 'higher' | null): void {
  const [first, last] = [cells[0], cells.at(-1)]
  if (!first || !last || better === null) return
  sheet.highlights.push({ first, last, operator: better === 'lower' ? '>' : '<', value: 0, style: RED })
}

const CENTRED = { align: 'center' } as const
const TARGET_FORMATS = { share: '0.0%', seconds: '#,##0', agents: '#,##0' } as const

/** Margins are formulas: what is reached beyond what is asked, whichever way is good. */
function putTargets(sheet: Sheet, targets: readonly ComparedTarget[], names: ComparedNames, wording: Wording): void {
  if (targets.length === 0) return
  const within = ({ within }: ComparedTarget) => (within === null ? '' : ` ${within}`)
  const columns = [
    { head: HEADS.queue, cell: ({ queue }: ComparedTarget) => wording.first(names.queue(queue)), style: STYLES.label },
    { head: WORDS.target, cell: (target: ComparedTarget) => wording.first(TARGET_WORDS[target.kind]) + within(target) },
    { head: WORDS.over, cell: ({ over }: ComparedTarget) => wording.first(SPAN_WORDS[over]) },
    ...[WORDS.asked, WORDS.reached, HEADS.lower95, HEADS.upper95].map((head) => ({ head, cell: () => null })),
    { head: WORDS.margin, cell: () => null },
    {
      head: WORDS.verdict,
      cell: ({ verdict }: ComparedTarget) => wording.first(VERDICT_WORDS[verdict]),
      style: CENTRED,
    },
  ]
  const rows = putList(sheet, wording, WORDS.targets, columns, targets)
  rows.forEach((cells, at) => {
    const { unit, asked, mean, lower95, upper95 } = targets[at]!
    const { row } = cells[0]!
    const style = { ...STYLES.cell, format: TARGET_FORMATS[unit] }
    const askedCell = sheet.put(row, 3, asked, style)
    const [meanCell] = [mean, lower95, upper95].map((value, place) => sheet.put(row, 4 + place, value, style))
    if (mean === null) return
    const reached = meanCell as CellRef<number>
    const margin = unit === 'seconds' ? minus(askedCell, reached) : minus(reached, askedCell)
    const cell = sheet.put(row, 7, margin, { ...style, format: `+${style.format};-${style.format};0` })
    highlightWorse(sheet, [cell], 'higher')
  })
}
