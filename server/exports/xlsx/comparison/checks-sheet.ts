import type { ComparedScenario, Measure } from '../../../../solver/domain/comparison.ts'
import { GREEN, RED, STYLES } from '../cell-style.ts'
import { countFalse, type Expression, isClose, type NumberTerm, sum } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, minorUnits, type Wording } from '../words.ts'
import { type ComparedNames, placeOf, shown } from './compared-figures.ts'
import { HEADS, MEASURE_WORDS, SHEETS } from './comparison-words.ts'
import type { ScenarioCells } from './scenario-sheet.ts'
import type { SummaryCells } from './summary-sheet.ts'
import type { WaterfallCheck } from './waterfall-sheet.ts'

/** Hours, contacts and shares that are the same to everybody. */
const TOLERANCE = 1e-6

const WORDS = {
  check: { zh: '校验', en: 'Check' },
  holds: { zh: '通过', en: 'Holds' },
  found: { zh: '公式结果', en: 'Formula' },
  expected: { zh: '应为', en: 'Should be' },
  all: { zh: '未通过的校验（应为 0）', en: 'Checks that fail (should be 0)' },
  parts: { zh: '总成本 = 各项之和', en: 'cost = its parts' },
  gap: { zh: '间隙与求解结果一致', en: 'gap as the plan was solved' },
  queues: { zh: '= 各队列之和', en: '= sum of the queues' },
  groups: { zh: '= 各小组之和', en: '= sum of the groups' },
  waterfall: { zh: '瀑布未解释的差额', en: 'left unexplained by the waterfall' },
  difference: { zh: '差额与对比文件一致', en: 'difference as in comparison.csv' },
} as const satisfies Record<string, Bilingual>

interface Check {
  readonly scenario: string
  readonly words: Bilingual
  readonly found: Expression<number>
  readonly expected: NumberTerm
  readonly tolerance: number
}

/** Checks as formulas, each of which must read TRUE; how many fail is counted in one cell. */
export function checksSheet(
  cells: readonly ScenarioCells[],
  summary: SummaryCells,
  waterfall: readonly WaterfallCheck[],
  names: ComparedNames,
  wording: Wording,
  name: string,
): { readonly sheet: Sheet; readonly failed: CellRef<number> } {
  const sheet = new Sheet(name, {
    ...{ frozenRows: 5, frozenColumns: 1, pages: { wide: 1, high: 0 } },
    widths: [30, 46, 46, 11, 18, 18],
  })
  sheet.put(0, 0, wording.first(SHEETS.checks), STYLES.title)
  const heads = [HEADS.scenario, WORDS.check, WORDS.check, WORDS.holds, WORDS.found, WORDS.expected]
  heads.forEach((head, column) => {
    sheet.put(3, column, column === 2 ? wording.second(head) : wording.first(head), STYLES.header)
    sheet.put(4, column, column === 2 ? null : wording.second(head), STYLES.secondHeader)
  })
  const checks = [
    ...cells.flatMap((own, at) => [...checksWithin(own), ...gapCheck(own, summary.gaps[at])]),
    ...waterfall.map(({ scenario, words, left }) => ({
      ...{ scenario, found: left, expected: 0, tolerance: TOLERANCE },
      words: joinedWords(words, WORDS.waterfall),
    })),
    ...cells.slice(1).flatMap(({ compared }, at) => differenceChecks(compared, summary, at)),
  ]
  const truths = checks.map((check, at) => putCheck(sheet, 5 + at, check, names, wording))
  sheet.put(1, 0, wording.first(WORDS.all), STYLES.label)
  sheet.put(1, 1, wording.second(WORDS.all), STYLES.secondLabel)
  const failed = sheet.put(1, 3, countFalse(sheet.range(truths)), { ...STYLES.total, align: 'center' })
  sheet.highlights.push({ first: failed, last: failed, operator: '>', value: 0, style: RED })
  sheet.highlights.push({ first: failed, last: failed, operator: '=', value: 0, style: GREEN })
  return { sheet, failed }
}

const joinedWords = (a: Bilingual, b: Bilingual): Bilingual => ({ zh: `${a.zh} ${b.zh}`, en: `${a.en} ${b.en}` })

function putCheck(
  sheet: Sheet,
  row: number,
  { scenario, words, found, expected, tolerance }: Check,
  names: ComparedNames,
  wording: Wording,
): CellRef<boolean> {
  sheet.put(row, 0, wording.first(names.scenario(scenario)), STYLES.label)
  sheet.put(row, 1, wording.first(words), STYLES.label)
  sheet.put(row, 2, wording.second(words), STYLES.secondLabel)
  const format = { ...STYLES.cell, format: '#,##0.00##' }
  const [left, right] = [sheet.put(row, 4, found, format), sheet.put(row, 5, expected, format)]
  const holds = isClose(left as CellRef<number>, right as CellRef<number>, tolerance)
  return sheet.put(row, 3, holds, { ...STYLES.cell, align: 'center' })
}

const COST_PARTS = ['wages', 'understaffingCost', 'overdueCost', 'softRuleCost'] as const
const OF_QUEUES = ['contactsPlanned', 'requiredHours', 'scheduledHours', 'targetsMissed', 'targetsUnproven'] as const
const OF_GROUPS = ['headcount', 'peopleWorking', 'paidHours', 'wages'] as const

function checksWithin({ compared, values }: ScenarioCells): Check[] {
  const { scenario } = compared
  const whole = (measure: Measure) => values.get(placeOf({ measure }))
  const parts = COST_PARTS.flatMap((measure) => whole(measure) ?? [])
  const objective = whole('objective')
  const minor = 1 / minorUnits(compared.proof.currency)
  const check = (words: Bilingual, of: readonly CellRef<number>[], expected: NumberTerm, tolerance: number): Check => ({
    ...{ scenario, words, found: sum(of), expected, tolerance },
  })
  const sums = (measures: readonly Measure[], by: 'queue' | 'group', words: Bilingual) =>
    measures.flatMap((measure) => {
      const own = compared.values.filter((value) => value.measure === measure && value[by] !== undefined)
      const found = own.flatMap((value) => values.get(placeOf(value)) ?? [])
      const expected = whole(measure)
      if (expected === undefined || found.length === 0) return []
      // Wages of each group are rounded to whole minor units.
      const tolerance = measure === 'wages' ? minor * found.length : TOLERANCE
      return [check(joinedWords(MEASURE_WORDS[measure], words), found, expected, tolerance)]
    })
  return [
    ...(objective && parts.length === COST_PARTS.length ? [check(WORDS.parts, parts, objective, minor / 2)] : []),
    ...sums(OF_QUEUES, 'queue', WORDS.queues),
    ...sums(OF_GROUPS, 'group', WORDS.groups),
  ]
}

function gapCheck({ compared, values }: ScenarioCells, gap: CellRef<number> | undefined): Check[] {
  const solved = values.get(placeOf({ measure: 'relativeGap' }))
  if (!gap || !solved) return []
  return [{ scenario: compared.scenario, words: WORDS.gap, found: gap, expected: solved, tolerance: TOLERANCE }]
}

/** The differences that the comparison's other files have. */
function differenceChecks({ scenario, values, proof }: ComparedScenario, summary: SummaryCells, at: number): Check[] {
  return (['objective', 'wages', 'requiredHours', 'unmetHours'] as const).flatMap((measure) => {
    const value = values.find((each) => each.measure === measure && !each.queue && !each.group)
    const found = summary.differences.get(placeOf({ measure }))?.[at]
    const expected = shown(measure, value?.difference, proof.currency)
    if (!found || expected === null) return []
    return [
      { scenario, words: joinedWords(MEASURE_WORDS[measure], WORDS.difference), found, expected, tolerance: TOLERANCE },
    ]
  })
}
