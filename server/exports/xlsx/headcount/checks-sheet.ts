import type { HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { GREEN, RED, STYLES } from '../cell-style.ts'
import { countFalse, isClose, minus, plus, sum } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, bothNames, minorUnits, periodWords, type Wording } from '../words.ts'
import type { TotalCells } from './all-groups-sheet.ts'
import type { GroupCells } from './group-sheet.ts'
import { MEASURES, SHEETS } from './headcount-words.ts'

/** People, FTE and hours that are the same to everybody; money likewise, in whole currency units. */
const TOLERANCE = 1e-6
const MONEY_TOLERANCE = 0.01

const WORDS = {
  balance: { zh: '期末 = 期初 + 到岗 − 流失 ± 转岗', en: 'closing = opening + arrivals − attrition ± transfers' },
  carried: { zh: '期初 = 上期期末', en: 'opening = closing of the period before' },
  parts: { zh: '支出合计 = 各项之和', en: 'money paid = its parts' },
  transfers: { zh: '转入合计 = 转出合计', en: 'transfers in = transfers out' },
  planned: { zh: '与求解结果一致', en: 'as the plan was solved' },
  failed: { zh: '未通过', en: 'Failed' },
  check: { zh: '校验', en: 'Check' },
  all: { zh: '未通过的校验（应为 0）', en: 'Checks that fail (should be 0)' },
  note: {
    zh: '改动蓝色单元格之后，“与求解结果一致”各行自然会变为 FALSE：那时工作簿不再是求解得到的计划。',
    en: 'Once a blue cell is changed, lines "as the plan was solved" turn FALSE: the workbook is then no longer the plan that was solved.',
  },
} as const satisfies Record<string, Bilingual>

type Truth = ReturnType<typeof isClose>

/** Checks as formulas, each of which must read TRUE; how many fail is counted in one cell. */
export function checksSheet(
  plan: HeadcountPlan,
  groups: readonly GroupCells[],
  totals: TotalCells,
  wording: Wording,
  name: string,
): { sheet: Sheet; failed: CellRef<number> } {
  const sheet = new Sheet(name, { frozenRows: 5, frozenColumns: 4, widths: [20, 40, 40, 10, 11.5] })
  const heads = [
    SHEETS.checks,
    WORDS.check,
    WORDS.check,
    WORDS.failed,
    ...plan.periods.map(({ label }) => periodWords(label)),
  ]
  sheet.put(0, 0, wording.first(SHEETS.checks), STYLES.title)
  heads.forEach((head, column) => {
    sheet.put(3, column, column === 2 ? wording.second(head) : wording.first(head), STYLES.header)
    sheet.put(4, column, column === 2 ? null : wording.second(head), STYLES.secondHeader)
  })
  const counts: CellRef<number>[] = []
  const add = (about: Bilingual, words: Bilingual, truths: readonly Truth[]) => {
    const row = Math.max(5, sheet.height)
    sheet.put(row, 0, wording.first(about), STYLES.label)
    sheet.put(row, 1, wording.first(words), STYLES.label)
    sheet.put(row, 2, wording.second(words), STYLES.secondLabel)
    const cells = truths.map((truth, at) => sheet.put(row, 4 + at, truth, { ...STYLES.cell, align: 'center' }))
    counts.push(sheet.put(row, 3, countFalse(sheet.range(cells)), { ...STYLES.cell, align: 'center' }))
  }
  for (const group of groups)
    for (const [words, truths] of groupChecks(group)) add(bothNames(group.group.name), words, truths)
  for (const [words, truths] of totalChecks(plan, groups, totals)) add(SHEETS.allGroups, words, truths)

  sheet.put(1, 1, wording.first(WORDS.all), STYLES.label)
  sheet.put(1, 2, wording.second(WORDS.all), STYLES.secondLabel)
  const failed = sheet.put(1, 3, sum(sheet.range(counts)), { ...STYLES.total, align: 'center' })
  sheet.put(2, 1, wording.first(WORDS.note), STYLES.note)
  const [first, last] = [
    { row: 1, column: 3 },
    { row: sheet.height - 1, column: 3 },
  ]
  sheet.highlights.push({ first, last, operator: '>', value: 0, style: RED })
  sheet.highlights.push({ first, last: first, operator: '=', value: 0, style: GREEN })
  return { sheet, failed }
}

function groupChecks({ cells, group }: GroupCells): [Bilingual, Truth[]][] {
  const periods = cells.days.map((_, period) => period)
  const flows = (at: number) =>
    minus(
      plus(
        plus(plus(plus(cells.openingHeadcount[at]!, cells.hires[at]!), cells.bookedHires[at]!), cells.joiners[at]!),
        cells.transfersIn[at]!,
      ),
      plus(cells.transfersOut[at]!, cells.attrition[at]!),
    )
  const carried = periods.map((at) =>
    isClose(cells.openingHeadcount[at]!, cells.closingHeadcount[at - 1] ?? group.openingHeadcount[0]!, TOLERANCE),
  )
  return [
    [WORDS.balance, periods.map((at) => isClose(cells.closingHeadcount[at]!, flows(at), TOLERANCE))],
    [WORDS.carried, carried],
    ...PLANNED.map((measure): [Bilingual, Truth[]] => [
      planned(MEASURES[measure]),
      periods.map((at) => isClose(cells[measure][at]!, group[measure][at]!, TOLERANCE)),
    ]),
  ]
}

/** Figures that the formulas must give as the plan was solved. */
const PLANNED = ['closingHeadcount', 'requiredFte', 'netFte'] as const

const planned = (measure: Bilingual): Bilingual => ({
  zh: `${measure.zh} ${WORDS.planned.zh}`,
  en: `${measure.en} ${WORDS.planned.en}`,
})

function totalChecks(
  plan: HeadcountPlan,
  groups: readonly GroupCells[],
  { cells }: TotalCells,
): [Bilingual, Truth[]][] {
  const scale = minorUnits(plan.basis.currency)
  const each = (check: (period: number) => Truth) => plan.periods.map((_, period) => check(period))
  const parts = (at: number) =>
    sum([cells.wages, cells.overtime, cells.external, cells.hiring, cells.transfers].map((line) => line[at]!))
  return [
    [WORDS.parts, each((at) => isClose(cells.paid[at]!, parts(at), MONEY_TOLERANCE))],
    [WORDS.transfers, each((at) => isClose(cells.transfersIn[at]!, cells.transfersOut[at]!, TOLERANCE))],
    [
      planned(MEASURES.requiredFte),
      each((at) => isClose(cells.requiredFte[at]!, plan.totals.requiredFte[at]!, TOLERANCE * groups.length)),
    ],
    [
      planned(MEASURES.closingHeadcount),
      each((at) => isClose(cells.closingHeadcount[at]!, plan.totals.closingHeadcount[at]!, TOLERANCE * groups.length)),
    ],
    [planned(MEASURES.paid), each((at) => isClose(cells.paid[at]!, plan.totals.paid[at]! / scale, MONEY_TOLERANCE))],
  ]
}
