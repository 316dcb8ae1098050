import type { HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS, GREEN, RED, STYLES } from '../cell-style.ts'
import type { Line } from '../column-table.ts'
import { largestOf, minus, type NumberTerm, plus, ratio, sum } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, minorUnits, periodWords, type Wording } from '../words.ts'
import type { TotalCells } from './all-groups-sheet.ts'
import { byRequest, HeadcountLists } from './headcount-lists.ts'
import { SHEETS } from './headcount-words.ts'

/** Most items of each list on the page; the rest stands on the sheet of lists. */
const MOST_ITEMS = { classes: 12, sales: 6, shortages: 6 } as const

/** What a summary is made of besides the plan itself. */
export interface SummaryParts {
  readonly totals: TotalCells
  readonly weeks: { readonly sheet: Sheet; readonly required: Line; readonly short: Line }
  readonly failedChecks: CellRef<number>
}

/** One page: what is needed by when, what it costs, how good the plan is, and where it comes from. */
export function summarySheet(plan: HeadcountPlan, parts: SummaryParts, wording: Wording, name: string): Sheet {
  const sheet = new Sheet(name, {
    ...{ pages: { wide: 1, high: 1 }, portrait: true },
    widths: [26, 17, 17, 24, 12, 16, 19],
  })
  const { basis } = plan
  sheet.put(0, 0, `${wording.name(plan.name, '')} · ${wording.first(WORDS.title)}`, STYLES.title)
  const periods = [plan.periods[0]!, plan.periods.at(-1)!].map(({ label }) => wording.first(periodWords(label)))
  const scenario = `${wording.first(WORDS.scenario)}: ${basis.scenario}`
  const decided = `${wording.first(WORDS.decidedOn)}: ${basis.decidedOn}`
  sheet.put(1, 0, [periods.join(' – '), scenario, decided, basis.currency].join('   ·   '), STYLES.subtitle)
  sheet.put(2, 0, wording.second(WORDS.title), STYLES.note)
  putFigures(sheet, plan, parts, wording)
  const lists = new HeadcountLists(plan, wording)
  const toAsk = byRequest(plan.classes).filter(({ isBooked }) => !isBooked)
  lists.classes(sheet, toAsk.slice(0, MOST_ITEMS.classes))
  putMore(sheet, wording, toAsk.length - MOST_ITEMS.classes)
  lists.sales(sheet, plan.sales.slice(0, MOST_ITEMS.sales))
  putMore(sheet, wording, plan.sales.length - MOST_ITEMS.sales)
  lists.shortages(sheet, plan.shortages.slice(0, MOST_ITEMS.shortages))
  putMore(sheet, wording, plan.shortages.length - MOST_ITEMS.shortages)
  putProvenance(sheet, plan, wording)
  return sheet
}

function putFigures(sheet: Sheet, plan: HeadcountPlan, parts: SummaryParts, wording: Wording): void {
  const { cells } = parts.totals
  const scale = minorUnits(plan.basis.currency)
  const start = 4
  const put = (half: 0 | 1, at: number, words: Bilingual, content: NumberTerm, format: string): CellRef<number> => {
    const column = half === 0 ? 0 : 3
    sheet.put(start + at, column, wording.first(words), { ...STYLES.label, indent: half })
    sheet.put(start + at, column + 1, wording.second(words), STYLES.secondLabel)
    return sheet.put(start + at, column + 2, content, { ...STYLES.cell, fontWeight: 'bold', align: 'right', format })
  }
  const total = (cellsOf: readonly CellRef<number>[]) => sum(parts.totals.sheet.range(cellsOf))
  put(0, 0, WORDS.today, cells.openingHeadcount[0]!, FORMATS.fte)
  put(0, 1, WORDS.hires, total(cells.hires), FORMATS.people)
  put(0, 2, WORDS.attrition, total(cells.attrition), FORMATS.fte)
  put(0, 3, WORDS.atEnd, cells.closingHeadcount.at(-1)!, FORMATS.fte)
  put(0, 4, WORDS.peak, largestOf(parts.weeks.sheet.range(parts.weeks.required.cells)), FORMATS.fte)
  const short = put(0, 5, WORDS.short, sum(parts.weeks.sheet.range(parts.weeks.short.cells)), FORMATS.people)
  const paid = put(1, 0, WORDS.paid, total(cells.paid), FORMATS.money)
  const shortage = put(1, 1, WORDS.shortage, total(cells.shortage), FORMATS.money)
  const objective = put(1, 2, WORDS.objective, plus(paid, shortage), FORMATS.money)
  const bound = put(1, 3, WORDS.bound, plan.solution.objectiveBound / scale, FORMATS.money)
  put(1, 4, WORDS.gap, ratio(minus(objective, bound), objective), '0.00%')
  const failed = put(1, 5, WORDS.failed, parts.failedChecks, '0')
  sheet.highlights.push({ first: short, last: short, operator: '>', value: 0, style: RED })
  sheet.highlights.push({ first: failed, last: failed, operator: '>', value: 0, style: RED })
  sheet.highlights.push({ first: failed, last: failed, operator: '=', value: 0, style: GREEN })
}

function putMore(sheet: Sheet, wording: Wording, more: number): void {
  if (more <= 0) return
  const text = `+ ${more} → ${wording.first(SHEETS.hiring)} / ${wording.second(SHEETS.hiring)}`
  sheet.put(sheet.height, 0, text, STYLES.note)
}

function putProvenance(sheet: Sheet, { basis, violations }: HeadcountPlan, wording: Wording): void {
  const versions = Object.entries(basis.versions).map(([part, version]) => `${part} ${version}`)
  const lines = [
    `${wording.first(WORDS.inputs)} / ${wording.second(WORDS.inputs)}: ${basis.inputHash}`,
    `${wording.first(WORDS.versions)} / ${wording.second(WORDS.versions)}: ${versions.join(', ')} · ${basis.zone}`,
    ...violations.map((violation) => `! ${violation}`),
  ]
  const row = sheet.height + 1
  lines.forEach((line, at) => {
    sheet.put(row + at, 0, line, STYLES.note)
  })
}

const WORDS = {
  title: { zh: '人力编制计划', en: 'Headcount plan' },
  scenario: { zh: '情景', en: 'Scenario' },
  decidedOn: { zh: '决策日', en: 'Decided on' },
  today: { zh: '期初人数', en: 'Headcount at the start' },
  hires: { zh: '需要新招', en: 'People to hire' },
  attrition: { zh: '预计流失', en: 'Expected to leave' },
  atEnd: { zh: '期末人数', en: 'Headcount at the end' },
  peak: { zh: '最忙一周需要 FTE', en: 'FTE, busiest week' },
  short: { zh: '缺口工时', en: 'Hours short' },
  paid: { zh: '支出合计', en: 'Paid' },
  shortage: { zh: '缺口代价（不付款）', en: 'Shortage price' },
  objective: { zh: '总成本', en: 'Total cost' },
  bound: { zh: '已证明的下界', en: 'Proven bound' },
  gap: { zh: '与下界差距', en: 'Gap' },
  failed: { zh: '未通过校验', en: 'Checks failed' },
  inputs: { zh: '输入指纹 SHA-256', en: 'Inputs, SHA-256' },
  versions: { zh: '版本', en: 'Versions' },
} as const satisfies Record<string, Bilingual>
