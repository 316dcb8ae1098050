import type { HeadcountPlan, ShrinkageBucket } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS, STYLES } from '../cell-style.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import type { Bilingual, Wording } from '../words.ts'
import { SHEETS, SOURCES } from './headcount-words.ts'

/** Parameters that formulas of other sheets refer to. */
export interface AssumptionCells {
  readonly sheet: Sheet
  readonly standardHoursPerWeek: CellRef<number>
  readonly buckets: readonly { readonly bucket: ShrinkageBucket; readonly share: CellRef<number> }[]
}

const WIDTHS = [54, 40, 26, 26] as const
const HEADS: readonly Bilingual[] = [
  { zh: '参数', en: 'Parameter' },
  { zh: '数值', en: 'Value' },
  { zh: '适用日期', en: 'In force' },
  { zh: '来源', en: 'Source' },
]
const KINDS = {
  planned: { zh: '计划内损耗', en: 'Planned shrinkage' },
  unplanned: { zh: '计划外损耗', en: 'Unplanned shrinkage' },
} as const
const ALWAYS: Bilingual = { zh: '始终', en: 'always' }
const HOURS: Bilingual = { zh: '每 FTE 每周标准工时（小时）', en: 'Standard hours a week of one FTE' }
const NOTE: Bilingual = {
  zh: '蓝色单元格由其他工作表的公式引用：修改后整份计划随之重算。其余各行说明本计划以什么为前提。',
  en: 'Blue cells are referred to by formulas of other sheets: change one and the whole plan follows. The other lines say what the plan takes as given.',
}

/** Every parameter of the plan with its source. */
export function assumptionsSheet(plan: HeadcountPlan, wording: Wording, name: string): AssumptionCells {
  const sheet = new Sheet(name, {
    ...{ frozenRows: 3, frozenColumns: 1, references: 'absolute', portrait: true },
    widths: WIDTHS,
  })
  sheet.put(0, 0, wording.first(SHEETS.assumptions), STYLES.title)
  HEADS.forEach((head, column) => {
    sheet.put(1, column, wording.first(head), STYLES.header)
    sheet.put(2, column, wording.second(head), STYLES.secondHeader)
  })
  const line = (what: string, value: string | number, inForce: string, source: string, format?: string) => {
    const row = sheet.height
    const height = 15 * Math.max(linesOf(what, WIDTHS[0]), linesOf(String(value), WIDTHS[1]))
    sheet.put(row, 0, what, { ...STYLES.label, wrap: true, height })
    sheet.put(row, 2, inForce, STYLES.secondLabel)
    sheet.put(row, 3, source, STYLES.secondLabel)
    const look = format === undefined ? STYLES.cell : { ...STYLES.input, format }
    return sheet.put(row, 1, value, { ...look, align: 'left', wrap: true, height })
  }
  const planFile = wording.first(SOURCES['plan.yaml'])
  const hours = line(both(wording, HOURS), plan.basis.standardHoursPerWeek, '', planFile, FORMATS.hours)
  const buckets = plan.shrinkage.map((bucket) => {
    const what = `${both(wording, KINDS[bucket.kind])}: ${bucket.name}`
    return { bucket, share: line(what, bucket.share, inForce(bucket, wording), bucket.source, FORMATS.share) }
  })
  for (const { what, value, source } of plan.assumptions) line(what, value, '', wording.first(SOURCES[source]))
  sheet.put(sheet.height + 1, 0, wording.first(NOTE), STYLES.note)
  sheet.put(sheet.height, 0, wording.second(NOTE), STYLES.note)
  return {
    sheet,
    standardHoursPerWeek: hours as CellRef<number>,
    buckets: buckets as AssumptionCells['buckets'],
  }
}

/** Lines that a text takes in a column of that width; Chinese characters are two wide. */
const linesOf = (text: string, width: number): number =>
  Math.ceil((text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)) / width)

const both = (wording: Wording, words: Bilingual): string => `${wording.first(words)} / ${wording.second(words)}`

const inForce = ({ from, to }: ShrinkageBucket, wording: Wording): string =>
  from === undefined && to === undefined ? wording.first(ALWAYS) : `${from ?? '…'} – ${to ?? '…'}`
