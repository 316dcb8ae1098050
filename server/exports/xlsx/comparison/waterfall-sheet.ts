import { STYLES } from '../cell-style.ts'
import { type Expression, minus, over, plus, sum, times } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, minorUnits, type Wording } from '../words.ts'
import { type ComparedNames, placeOf, rounded } from './compared-figures.ts'
import { partWords, SHEETS } from './comparison-words.ts'
import type { ScenarioCells } from './scenario-sheet.ts'

/** What a waterfall leaves unexplained, which must be 0, and whose it is. */
export interface WaterfallCheck {
  readonly scenario: string
  readonly words: Bilingual
  readonly left: CellRef<number>
}

const WORDS = {
  step: { zh: '步骤', en: 'Step' },
  hours: { zh: '应排人时', en: 'Agent-hours' },
  hoursSoFar: { zh: '累计人时', en: 'Hours so far' },
  cost: { zh: '成本', en: 'Cost' },
  costSoFar: { zh: '累计成本', en: 'Cost so far' },
  without: { zh: '去掉：', en: 'without: ' },
  sum: { zh: '各步之和', en: 'Sum of the steps' },
  left: { zh: '未解释的差额（应为 0）', en: 'Left unexplained (should be 0)' },
  none: { zh: '没有各部分的估算，因此没有瀑布。', en: 'The parts were not estimated, so that there is no waterfall.' },
  note: {
    zh: '各部分为快速估算随之变化的量；最后一步为两个完整排班之间其余的差额，因此累计必然到达排班结果。',
    en: 'Parts are what a quick estimate changes by with each; the last step is what the full plans differ by besides, so that the steps arrive at the plan.',
  },
} as const satisfies Record<string, Bilingual>

/** Hours are counted in whole minutes and money in whole minor units, of which sums are exact. */
const HOURS = { step: '+#,##0.0;-#,##0.0;0.0', total: '#,##0.0' } as const
const MONEY = { step: '+#,##0;-#,##0;0', total: '#,##0' } as const
const HEADER_ROWS = 3

/** From the first scenario to each other one, a step a row; running totals are formulas that must arrive at the plan. */
export function waterfallSheet(
  cells: readonly ScenarioCells[],
  names: ComparedNames,
  wording: Wording,
  name: string,
): { readonly sheet: Sheet; readonly checks: readonly WaterfallCheck[] } {
  const sheet = new Sheet(name, {
    ...{ frozenRows: HEADER_ROWS, frozenColumns: 2, pages: { wide: 1, high: 0 } },
    widths: [40, 36, 15],
  })
  const currency = cells[0]?.compared.proof.currency ?? ''
  const cost = { zh: `${WORDS.cost.zh} ${currency}`, en: `${WORDS.cost.en}, ${currency}` }
  sheet.put(0, 0, wording.first(SHEETS.waterfall), STYLES.title)
  const heads = [WORDS.step, WORDS.step, WORDS.hours, WORDS.hoursSoFar, cost, WORDS.costSoFar]
  heads.forEach((head, column) => {
    sheet.put(1, column, column === 1 ? wording.second(head) : wording.first(head), STYLES.header)
    sheet.put(2, column, column < 2 ? null : wording.second(head), STYLES.secondHeader)
  })
  const [first, ...others] = cells
  const checks = others.flatMap((other) => putWaterfall(sheet, first!, other, names, wording))
  const note = checks.length === 0 ? WORDS.none : WORDS.note
  sheet.put(sheet.height + 1, 0, wording.first(note), STYLES.note)
  sheet.put(sheet.height, 0, wording.second(note), STYLES.note)
  return { sheet, checks }
}

function putWaterfall(
  sheet: Sheet,
  first: ScenarioCells,
  other: ScenarioCells,
  names: ComparedNames,
  wording: Wording,
): WaterfallCheck[] {
  const { waterfall, scenario, proof } = other.compared
  const scale = minorUnits(proof.currency)
  const [hoursFrom, hoursTo] = [first, other].map(({ values }) => values.get(placeOf({ measure: 'scheduledHours' })))
  const [costFrom, costTo] = [first, other].map(({ values }) => values.get(placeOf({ measure: 'objective' })))
  if (waterfall.length === 0 || !hoursFrom || !hoursTo || !costFrom || !costTo) return []
  const minutes = (hours: CellRef<number>) => over(rounded(times(hours, 60), 0), 60)
  const money = (amount: CellRef<number>) => rounded(amount, Math.log10(scale))
  const titles = [first, other].map(({ compared }) => names.scenario(compared.scenario)) as [Bilingual, Bilingual]
  putLabel(sheet, wording, sheet.height + (sheet.height > HEADER_ROWS ? 1 : 0), titles[1], true)
  const steps = waterfall.map((step): Step => {
    const { zh, en } = partWords(step.kind, step.label)
    const words = step.isUndone ? { zh: WORDS.without.zh + zh, en: WORDS.without.en + en } : { zh, en }
    return { words, hours: step.scheduledHours, cost: step.cost / scale }
  })
  const [hours, cost] = putRows(sheet, wording, {
    ...{ titles, steps },
    from: [minutes(hoursFrom), money(costFrom)],
    to: [minutes(hoursTo), money(costTo)],
  })
  return [
    { scenario, words: WORDS.hours, left: hours },
    { scenario, words: WORDS.cost, left: cost },
  ]
}

interface Step {
  readonly words: Bilingual
  readonly hours: number
  readonly cost: number
}
interface WaterfallRows {
  readonly titles: readonly [Bilingual, Bilingual]
  readonly steps: readonly Step[]
  /** Hours and cost of both plans. */
  readonly from: readonly [Expression<number>, Expression<number>]
  readonly to: readonly [Expression<number>, Expression<number>]
}

/** @returns what is left unexplained of hours and of cost */
function putRows(
  sheet: Sheet,
  wording: Wording,
  { titles, steps, from, to }: WaterfallRows,
): [CellRef<number>, CellRef<number>] {
  const start = sheet.height
  putLabel(sheet, wording, start, titles[0])
  steps.forEach(({ words }, at) => {
    putLabel(sheet, wording, start + 1 + at, words)
  })
  const end = start + 1 + steps.length
  for (const [at, words] of [WORDS.sum, titles[1], WORDS.left].entries()) putLabel(sheet, wording, end + at, words)
  const column = (at: 0 | 1, key: 'hours' | 'cost', { step, total }: typeof HOURS | typeof MONEY) => {
    const [steady, running] = [2 + 2 * at, 3 + 2 * at]
    let soFar = sheet.put(start, running, from[at], { ...STYLES.cell, format: total })
    const cells = steps.map((each, place) => {
      const cell = sheet.put(start + 1 + place, steady, each[key], { ...STYLES.cell, format: step })
      soFar = sheet.put(start + 1 + place, running, plus(soFar, cell), { ...STYLES.cell, format: total })
      return cell
    })
    sheet.put(end, steady, sum(sheet.range(cells)), { ...STYLES.lineTotal, format: step })
    const planned = sheet.put(end + 1, running, to[at], { ...STYLES.lineTotal, format: total })
    return sheet.put(end + 2, running, rounded(minus(soFar, planned), 6), { ...STYLES.cell, format: '0.00' })
  }
  return [column(0, 'hours', HOURS), column(1, 'cost', MONEY)]
}

function putLabel(sheet: Sheet, wording: Wording, row: number, words: Bilingual, isSection = false): void {
  const [first, second] = isSection ? [STYLES.section, STYLES.section] : [STYLES.label, STYLES.secondLabel]
  sheet.put(row, 0, wording.first(words), first)
  sheet.put(row, 1, wording.second(words), second)
  if (isSection) for (let column = 2; column < 6; column++) sheet.put(row, column, null, STYLES.section)
}
