import type {
  HeadcountPlan,
  HeadcountShortage,
  HireClass,
  InvestmentReturn,
  SaleReadiness,
  Transfer,
} from '../../../../solver/domain/headcount-plan.ts'
import { compareIds } from '../../../../solver/domain/roster.ts'
import { FORMATS } from '../cell-style.ts'
import type { CellContent, CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, dateCell, minorUnits, type Wording } from '../words.ts'
import { SHORTAGE_REASONS } from './headcount-words.ts'
import { putList } from './list-table.ts'

const DATE = { format: FORMATS.date, align: 'center' } as const
const NUMBER = { format: FORMATS.fte } as const
const TEXT = { align: 'left', indent: 1 } as const
const PEOPLE = { format: FORMATS.people } as const
const MONEY = { format: FORMATS.money } as const

/** Classes in the order in which they must be asked for. */
export const byRequest = (classes: readonly HireClass[]): HireClass[] =>
  [...classes].sort((a, b) => compareIds(a.requestBy, b.requestBy) || compareIds(a.startsOn, b.startsOn))

/** The plan's lists, each put below what a sheet holds already. */
export class HeadcountLists {
  readonly #plan: HeadcountPlan
  readonly #wording: Wording
  readonly #scale: number

  constructor(plan: HeadcountPlan, wording: Wording) {
    this.#plan = plan
    this.#wording = wording
    this.#scale = minorUnits(plan.basis.currency)
  }

  #groupName(groupId: string): string {
    const group = this.#plan.groups.find((candidate) => candidate.groupId === groupId)
    return this.#wording.name(group?.name, groupId)
  }

  #queueName(queueId: string): string {
    return this.#wording.name(this.#plan.queues.find((queue) => queue.queueId === queueId)?.name, queueId)
  }

  /** @returns cells of the people and of the cost, for sums */
  classes(sheet: Sheet, items: readonly HireClass[]): { people: CellRef<number>[]; cost: CellRef<number>[] } {
    const rows = putList(
      sheet,
      this.#wording,
      LIST_WORDS.classes,
      [
        { head: HEADS.requestBy, cell: ({ requestBy }) => dateCell(requestBy), style: DATE },
        { head: HEADS.startsOn, cell: ({ startsOn }) => dateCell(startsOn), style: DATE },
        { head: HEADS.readyOn, cell: ({ rampCompleteOn }) => dateCell(rampCompleteOn), style: DATE },
        { head: HEADS.group, cell: ({ groupId }) => this.#groupName(groupId), style: TEXT },
        { head: HEADS.people, cell: ({ people }) => people, style: PEOPLE },
        { head: HEADS.cost, cell: ({ cost }) => cost / this.#scale, style: MONEY },
        { head: HEADS.booked, cell: ({ isBooked, contractId }) => `${contractId}${isBooked ? ' ✓' : ''}`, style: TEXT },
      ],
      items,
    )
    return { people: rows.map((row) => row[4] as CellRef<number>), cost: rows.map((row) => row[5] as CellRef<number>) }
  }

  transfers(sheet: Sheet, items: readonly Transfer[]): void {
    putList(
      sheet,
      this.#wording,
      LIST_WORDS.transfers,
      [
        { head: HEADS.on, cell: ({ on }) => dateCell(on), style: DATE },
        { head: HEADS.from, cell: ({ fromGroupId }) => this.#groupName(fromGroupId) },
        { head: HEADS.to, cell: ({ toGroupId }) => this.#groupName(toGroupId) },
        { head: HEADS.people, cell: ({ people }) => people, style: PEOPLE },
        { head: HEADS.cost, cell: ({ cost }) => cost / this.#scale, style: MONEY },
      ],
      items,
    )
  }

  sales(sheet: Sheet, items: readonly SaleReadiness[]): void {
    putList(
      sheet,
      this.#wording,
      LIST_WORDS.sales,
      [
        { head: HEADS.sale, cell: (sale) => this.#saleAndGroups(sale) },
        { head: HEADS.first, cell: ({ firstDate }) => dateCell(firstDate), style: DATE },
        { head: HEADS.last, cell: ({ lastDate }) => dateCell(lastDate), style: DATE },
        { head: HEADS.latestRequest, cell: (sale) => this.#latestRequest(sale), style: DATE },
        { head: HEADS.peakFte, cell: ({ peakRequiredFte }) => peakRequiredFte, style: NUMBER },
        { head: HEADS.ordinaryFte, cell: ({ ordinaryRequiredFte }) => ordinaryRequiredFte, style: NUMBER },
        { head: HEADS.hiresForIt, cell: ({ hiresForIt }) => hiresForIt, style: PEOPLE },
      ],
      items,
    )
  }

  /** People are got ready group by group where groups share nothing. */
  #saleAndGroups({ title, groupIds }: SaleReadiness): string {
    return `${title} · ${groupIds.map((id) => this.#groupName(id)).join(', ')}`
  }

  #latestRequest({ latestRequestDate, notNeeded }: SaleReadiness): CellContent {
    if (latestRequestDate !== null) return dateCell(latestRequestDate)
    return this.#wording.first(notNeeded ? LIST_WORDS.noHire : LIST_WORDS.tooLate)
  }

  shortages(sheet: Sheet, items: readonly HeadcountShortage[]): void {
    putList(
      sheet,
      this.#wording,
      LIST_WORDS.shortages,
      [
        { head: HEADS.queue, cell: ({ queueId }) => this.#queueName(queueId) },
        { head: HEADS.first, cell: ({ firstDate }) => dateCell(firstDate), style: DATE },
        { head: HEADS.last, cell: ({ lastDate }) => dateCell(lastDate), style: DATE },
        { head: HEADS.reason, cell: ({ reason }) => this.#wording.first(SHORTAGE_REASONS[reason]), style: TEXT },
        { head: HEADS.hours, cell: ({ hours }) => hours, style: PEOPLE },
        { head: HEADS.worstFte, cell: ({ worstFte }) => worstFte, style: NUMBER },
        { head: HEADS.sale, cell: ({ sales }) => sales.join(', '), style: TEXT },
      ],
      items,
    )
  }

  attrition(sheet: Sheet): void {
    const kinds = { low: LIST_WORDS.low, plan: LIST_WORDS.plan, high: LIST_WORDS.high }
    putList(
      sheet,
      this.#wording,
      LIST_WORDS.attrition,
      [
        { head: HEADS.case, cell: ({ kind }) => this.#wording.first(kinds[kind]) },
        { head: HEADS.monthlyRate, cell: ({ monthlyRate }) => monthlyRate, style: { format: FORMATS.share } },
        { head: HEADS.hires, cell: ({ hires }) => hires, style: NUMBER },
        { head: HEADS.objective, cell: ({ objective }) => objective / this.#scale, style: MONEY },
        { head: HEADS.hours, cell: ({ shortHours }) => shortHours, style: PEOPLE },
      ],
      this.#plan.attritionSensitivity,
    )
  }

  investments(sheet: Sheet, items: readonly InvestmentReturn[]): void {
    putList(
      sheet,
      this.#wording,
      LIST_WORDS.investments,
      [
        { head: HEADS.lever, cell: ({ lever }) => lever },
        { head: HEADS.oneOff, cell: ({ oneOffCost }) => oneOffCost / this.#scale, style: MONEY },
        { head: HEADS.perMonth, cell: ({ costPerMonth }) => costPerMonth / this.#scale, style: MONEY },
        { head: HEADS.savingPerMonth, cell: ({ savingPerMonth }) => savingPerMonth / this.#scale, style: MONEY },
        { head: HEADS.savedFte, cell: ({ savedFte }) => savedFte, style: NUMBER },
        {
          head: HEADS.payback,
          cell: ({ paybackMonths }) => paybackMonths ?? this.#wording.first(LIST_WORDS.never),
          style: { format: FORMATS.fte, align: 'right' },
        },
        { head: HEADS.net, cell: ({ net }) => net / this.#scale, style: { format: FORMATS.moneyDifference } },
      ],
      items,
    )
  }
}

const LIST_WORDS = {
  classes: { zh: '招聘：何时提出、何时到岗', en: 'Hiring: what is needed by when' },
  transfers: { zh: '转岗', en: 'Transfers' },
  sales: { zh: '大促准备', en: 'Readiness for sales' },
  shortages: { zh: '未满足的需求', en: 'What stays short' },
  attrition: { zh: '流失率敏感性', en: 'What attrition changes' },
  investments: { zh: '投入与回报', en: 'Investments and what they return' },
  noHire: { zh: '无需招聘', en: 'no hire needed' },
  tooLate: { zh: '已来不及', en: 'too late' },
  never: { zh: '计划期内收不回', en: 'not within the plan' },
  low: { zh: '低', en: 'low' },
  plan: { zh: '计划', en: 'as planned' },
  high: { zh: '高', en: 'high' },
} as const satisfies Record<string, Bilingual>

const HEADS = {
  requestBy: { zh: '最晚提出日期', en: 'Request by' },
  startsOn: { zh: '到岗日期', en: 'Starts on' },
  readyOn: { zh: '熟练日期', en: 'Fully able on' },
  group: { zh: '小组', en: 'Group' },
  people: { zh: '人数', en: 'People' },
  cost: { zh: '费用', en: 'Cost' },
  booked: { zh: '合同（✓ 已定）', en: 'Contract (✓ booked)' },
  on: { zh: '日期', en: 'On' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  sale: { zh: '大促', en: 'Sale' },
  first: { zh: '首日', en: 'First day' },
  last: { zh: '末日', en: 'Last day' },
  latestRequest: { zh: '最晚招聘日', en: 'Latest request' },
  peakFte: { zh: '峰值 FTE', en: 'Peak FTE' },
  ordinaryFte: { zh: '平常 FTE', en: 'Ordinary FTE' },
  hiresForIt: { zh: '为此新招', en: 'Hires for it' },
  queue: { zh: '队列', en: 'Queue' },
  reason: { zh: '原因', en: 'Why' },
  hours: { zh: '缺口工时', en: 'Hours short' },
  worstFte: { zh: '最差一周 FTE', en: 'Worst week, FTE' },
  case: { zh: '情形', en: 'Case' },
  monthlyRate: { zh: '月流失率', en: 'Monthly rate' },
  hires: { zh: '新招人数', en: 'Hires' },
  objective: { zh: '总成本', en: 'Total cost' },
  lever: { zh: '举措', en: 'Lever' },
  oneOff: { zh: '一次性投入', en: 'One-off cost' },
  perMonth: { zh: '每月费用', en: 'Cost a month' },
  savingPerMonth: { zh: '每月节省', en: 'Saved a month' },
  savedFte: { zh: '节省 FTE', en: 'FTE saved' },
  payback: { zh: '回本月数', en: 'Payback, months' },
  net: { zh: '净收益', en: 'Net' },
} as const satisfies Record<string, Bilingual>
