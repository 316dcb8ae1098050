import type { GroupHeadcount, HeadcountPeriod, HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS, RED } from '../cell-style.ts'
import { ColumnTable, type Line, tableLayout } from '../column-table.ts'
import { compounded, type Expression, minus, over, plus, sum, times } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, bothNames, followedBy, minorUnits, periodWords, type Wording } from '../words.ts'
import type { AssumptionCells } from './assumptions-sheet.ts'
import { MEASURES, moneyTitle, RATES, SECTIONS } from './headcount-words.ts'

type Measure = keyof typeof MEASURES
type Rate = keyof typeof RATES

/** A group's figures as other sheets refer to them, each `[period]`. */
export interface GroupCells {
  readonly group: GroupHeadcount
  readonly sheet: Sheet
  readonly cells: Readonly<Record<Exclude<Measure, 'residual'>, readonly CellRef<number>[]>>
}

/** Shares below this are the last digits of numbers, not time that is lost. */
const NO_SHARE = 1e-12

/** One group over the periods, every figure that follows from others as a formula. */
export function groupSheet(
  plan: HeadcountPlan,
  group: GroupHeadcount,
  assumptions: AssumptionCells,
  wording: Wording,
  name: string,
): GroupCells {
  const sheet = new Sheet(name, tableLayout(plan.periods.length, 1))
  const columns = plan.periods.map(({ label }) => periodWords(label))
  const table = new ColumnTable(sheet, wording, bothNames(group.name), columns)
  const lines = new GroupLines(table, plan, group, assumptions)
  plan.periods.forEach((_, period) => {
    lines.addPeriod(period)
  })
  return { group, sheet, cells: lines.cells() }
}

const HOURS = { format: FORMATS.people, total: true } as const
/** What people decide is whole; who leaves is expected. */
const PEOPLE = { format: FORMATS.people, total: true } as const
const EXPECTED = { format: FORMATS.fte, total: true } as const
const MONEY = { format: FORMATS.money, total: true } as const
const BOLD = { style: { fontWeight: 'bold' } } as const

/** The lines of a group's sheet, filled period by period: a period's opening headcount is the closing one of the last. */
class GroupLines {
  readonly #sheet: Sheet
  readonly #plan: HeadcountPlan
  readonly #group: GroupHeadcount
  readonly #assumptions: AssumptionCells
  readonly #lines = new Map<Measure | Rate, Line>()
  readonly #bucketLines: readonly Line[]
  readonly #residuals: readonly number[]
  readonly #scale: number

  constructor(table: ColumnTable, plan: HeadcountPlan, group: GroupHeadcount, assumptions: AssumptionCells) {
    this.#sheet = table.sheet
    this.#plan = plan
    this.#group = group
    this.#assumptions = assumptions
    this.#scale = minorUnits(plan.basis.currency)
    this.#residuals = plan.periods.map((period, at) => shrinkageResidual(plan, group.shrinkage[at]!, period))
    table.section(SECTIONS.demand)
    this.#define(table, ['days', 'volume', 'workloadHours', 'agentHours'], HOURS)
    table.section(SECTIONS.requirement)
    this.#bucketLines = assumptions.buckets.map(({ bucket }) =>
      table.line(followedBy({ zh: '损耗：', en: 'Shrinkage:' }, bucket.name), { format: FORMATS.share }),
    )
    if (this.#hasResidual) this.#define(table, ['residual'], { format: FORMATS.share })
    this.#define(table, ['shrinkage'], { format: FORMATS.share, ...BOLD })
    this.#define(table, ['grossHours'], HOURS)
    this.#define(table, ['hoursPerFte'], { format: FORMATS.fte })
    this.#define(table, ['requiredFte'], BOLD)
    this.#define(table, ['requiredFteP10', 'requiredFteP90', 'peakRequiredFte'], {})
    table.section(SECTIONS.people)
    this.#define(table, ['openingHeadcount'], {})
    this.#define(table, ['hires', 'bookedHires', 'joiners', 'transfersIn', 'transfersOut'], PEOPLE)
    this.#define(table, ['attrition'], EXPECTED)
    this.#define(table, ['closingHeadcount'], BOLD)
    this.#define(table, ['closingFte'], {})
    table.section(SECTIONS.coverage)
    this.#define(table, ['availableFte'], {})
    const gap = { format: FORMATS.difference, highlight: { operator: '<', style: RED }, ...BOLD } as const
    this.#define(table, ['netFte'], gap)
    table.section(moneyTitle(plan.basis.currency))
    this.#define(table, ['wages', 'overtime', 'external', 'hiring', 'transfers'], MONEY)
    this.#define(table, ['paid'], { ...MONEY, ...BOLD })
    this.#define(table, ['shortage'], MONEY)
    table.section(SECTIONS.rates)
    for (const [rate, format] of Object.entries(RATE_FORMATS)) this.#define(table, [rate as Rate], { format })
  }

  get #hasResidual(): boolean {
    return this.#residuals.some((share) => share !== 0)
  }

  #define(table: ColumnTable, names: readonly (Measure | Rate)[], options: Parameters<ColumnTable['line']>[1]): void {
    const words: Readonly<Record<string, Bilingual>> = { ...MEASURES, ...RATES }
    for (const name of names) this.#lines.set(name, table.line(words[name]!, options))
  }

  cells(): GroupCells['cells'] {
    const entries = [...this.#lines].map(([name, { cells }]) => [name, cells])
    return Object.fromEntries(entries) as GroupCells['cells']
  }

  #add(name: Measure | Rate, content: number | Expression<number>): CellRef<number> {
    return this.#lines.get(name)!.add(content)
  }

  /** A figure that is its driver times a rate; where the driver is 0, it is a figure of its own. */
  #driven(name: Measure, rateName: Rate, driver: Expression<number>, value: number, perUnit = 1): CellRef<number> {
    const rate = driver.value === 0 ? 0 : (value * perUnit) / driver.value
    const rateCell = this.#add(rateName, rate)
    if (driver.value === 0 && value !== 0) return this.#add(name, value)
    const product = times(driver, rateCell)
    return this.#add(name, perUnit === 1 ? product : over(product, perUnit))
  }

  addPeriod(period: number): void {
    const requiredFte = this.#addRequirement(period)
    const people = this.#addPeople(period)
    const availableFte = this.#driven(
      'availableFte',
      'availablePerPerson',
      people.mean,
      this.#group.availableFte[period]!,
    )
    this.#add('netFte', minus(availableFte, requiredFte))
    this.#addCosts(period, people)
  }

  #addRequirement(period: number): CellRef<number> {
    const group = this.#group
    const days = this.#add('days', this.#plan.periods[period]!.days)
    const volume = this.#add('volume', group.volume[period]!)
    const workload = this.#driven('workloadHours', 'ahtSeconds', volume, group.workloadHours[period]!, 3600)
    const agentHours = this.#addAgentHours(period, workload)
    const shrinkage = this.#addShrinkage(period, days)
    const grossValue = group.grossHours[period]!
    const fit = grossValue > 0 ? agentHours.value / (grossValue * (1 - shrinkage.value)) : 1
    const shiftFit = this.#add('shiftFit', fit === 0 ? 1 : fit)
    const gross = this.#add('grossHours', over(over(agentHours, shiftFit), minus(1, shrinkage)))
    const hoursPerFte = this.#add('hoursPerFte', times(over(days, 7), this.#assumptions.standardHoursPerWeek))
    const required = this.#add('requiredFte', over(gross, hoursPerFte))
    this.#driven('requiredFteP10', 'lowFactor', required, group.requiredFteP10[period]!)
    this.#driven('requiredFteP90', 'highFactor', required, group.requiredFteP90[period]!)
    this.#add('peakRequiredFte', group.peakRequiredFte[period]!)
    return required
  }

  #addAgentHours(period: number, workload: CellRef<number>): CellRef<number> {
    const value = this.#group.agentHours[period]!
    const isWorked = value > 0 && workload.value > 0
    const occupancy = this.#add('occupancy', isWorked ? workload.value / value : 1)
    return this.#add('agentHours', isWorked ? over(workload, occupancy) : value)
  }

  #addShrinkage(period: number, days: CellRef<number>): CellRef<number> {
    const span = this.#plan.periods[period]!
    const shares = this.#assumptions.buckets.map(({ bucket, share }, at) => {
      const inForce = daysInForce(bucket, span)
      return this.#bucketLines[at]!.add(inForce === span.days ? share : over(times(share, inForce), days))
    })
    if (this.#hasResidual) shares.push(this.#add('residual', this.#residuals[period]!))
    return this.#add('shrinkage', compounded(shares))
  }

  #addPeople(period: number): { hires: CellRef<number>; mean: Expression<number> } {
    const group = this.#group
    const before = this.#lines.get('closingHeadcount')!.cells[period - 1]
    const opening = this.#add('openingHeadcount', before ?? group.openingHeadcount[0]!)
    const hires = this.#add('hires', group.hires[period]!)
    const booked = this.#add('bookedHires', group.bookedHires[period]!)
    const joiners = this.#add('joiners', group.joiners[period]!)
    const arriving = this.#add('transfersIn', group.transfersIn[period]!)
    const leaving = this.#add('transfersOut', group.transfersOut[period]!)
    const exposed = sum(this.#sheet.range([opening, hires, booked, joiners, arriving]))
    const attrition = this.#driven('attrition', 'attritionRate', exposed, group.attrition[period]!)
    const closing = this.#add('closingHeadcount', minus(minus(exposed, leaving), attrition))
    this.#driven('closingFte', 'ftePerPerson', closing, group.closingFte[period]!)
    return { hires, mean: over(plus(opening, closing), 2) }
  }

  #addCosts(period: number, { hires, mean }: { hires: CellRef<number>; mean: Expression<number> }): void {
    const money = (name: keyof GroupHeadcount['cost']) => this.#group.cost[name][period]! / this.#scale
    const parts = [
      this.#driven('wages', 'wagePerPerson', mean, money('wages')),
      this.#add('overtime', money('overtime')),
      this.#add('external', money('external')),
      this.#driven('hiring', 'costPerHire', hires, money('hiring')),
      this.#add('transfers', money('transfers')),
    ]
    this.#add('paid', sum(this.#sheet.range(parts)))
    this.#add('shortage', money('shortage'))
  }
}

const RATE_FORMATS: Readonly<Record<Rate, string>> = {
  ahtSeconds: FORMATS.fte,
  occupancy: FORMATS.share,
  shiftFit: FORMATS.share,
  attritionRate: FORMATS.share,
  ftePerPerson: FORMATS.factor,
  availablePerPerson: FORMATS.factor,
  wagePerPerson: FORMATS.money,
  costPerHire: FORMATS.money,
  lowFactor: FORMATS.factor,
  highFactor: FORMATS.factor,
}

const DAY_MS = 86_400_000

/** Days of a period on which a bucket is in force. */
function daysInForce(
  { from, to }: { readonly from?: string; readonly to?: string },
  { firstDate, lastDate }: HeadcountPeriod,
): number {
  const first = from !== undefined && from > firstDate ? from : firstDate
  const last = to !== undefined && to < lastDate ? to : lastDate
  return Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1)
}

/**
 * What a period's shrinkage is beyond its buckets by days: the plan compounds them week by week and weights weeks by their
 * work. 0 where all buckets always hold.
 */
function shrinkageResidual(plan: HeadcountPlan, shrinkage: number, period: HeadcountPeriod): number {
  const left = plan.shrinkage.reduce(
    (share, bucket) => share * (1 - (bucket.share * daysInForce(bucket, period)) / period.days),
    1,
  )
  const residual = 1 - (1 - shrinkage) / left
  return Math.abs(residual) < NO_SHARE ? 0 : residual
}
