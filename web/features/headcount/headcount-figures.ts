import type { GroupHeadcount, HeadcountPlan, HireClass, SaleReadiness } from '../../../solver/domain/headcount-plan.ts'
import { addDays } from '../../lib/planning-week.ts'
import { sum } from '../../lib/week-grid.ts'

/** FTE of some groups together, each `[week]`. */
export interface WeeklyFte {
  readonly required: readonly number[]
  readonly requiredP10: readonly number[]
  readonly requiredP90: readonly number[]
  readonly available: readonly number[]
}

/** The groups that are looked at: one by its id, or all. */
export const groupsShown = ({ groups }: HeadcountPlan, groupId: string | undefined): readonly GroupHeadcount[] =>
  groups.filter((group) => groupId === undefined || group.groupId === groupId)

/** The band of a week is that of its period, in proportion: volumes of a period are uncertain together. */
export function weeklyFte({ weeks }: HeadcountPlan, groups: readonly GroupHeadcount[]): WeeklyFte {
  const weekly = (of: (group: GroupHeadcount, week: number) => number) =>
    weeks.map((_, week) => sum(groups.map((group) => of(group, week))))
  const inBand = (edge: 'requiredFteP10' | 'requiredFteP90') => (group: GroupHeadcount, week: number) => {
    const period = weeks[week]!.period
    const mean = group.requiredFte[period]!
    return group.weekRequiredFte[week]! * (mean > 0 ? group[edge][period]! / mean : 1)
  }
  return {
    required: weekly((group, week) => group.weekRequiredFte[week]!),
    requiredP10: weekly(inBand('requiredFteP10')),
    requiredP90: weekly(inBand('requiredFteP90')),
    available: weekly((group, week) => group.weekAvailableFte[week]!),
  }
}

export const FLOWS = ['hires', 'bookedHires', 'joiners', 'attrition', 'transfersIn', 'transfersOut'] as const
export type Flow = (typeof FLOWS)[number]
const LEAVING: ReadonlySet<Flow> = new Set(['attrition', 'transfersOut'])

/** A step of the waterfall from the opening headcount to the closing one, persons. */
export interface FlowStep {
  readonly kind: 'opening' | Flow | 'closing'
  /** What the step adds; of both ends, how many there are. */
  readonly people: number
  /** Between which levels the bar of the step lies. */
  readonly from: number
  readonly to: number
}

/** What becomes of the people of some groups from one period to another, both included. */
export function flowSteps(groups: readonly GroupHeadcount[], first: number, last: number): FlowStep[] {
  const total = (of: (group: GroupHeadcount) => number) => sum(groups.map(of))
  let level = total((group) => group.openingHeadcount[first]!)
  const steps: FlowStep[] = [{ kind: 'opening', people: level, from: 0, to: level }]
  for (const kind of FLOWS) {
    const people = total((group) => sum(group[kind].slice(first, last + 1))) * (LEAVING.has(kind) ? -1 : 1)
    if (people !== 0) steps.push({ kind, people, from: level, to: level + people })
    level += people
  }
  const closing = total((group) => group.closingHeadcount[last]!)
  return [...steps, { kind: 'closing', people: closing, from: 0, to: closing }]
}

/** What a plan asks for, in the order in which its sentence tells it. */
export interface HeadcountAnswer {
  /** People to hire in all. */
  readonly people: number
  /** Those who begin first, and by when they must be asked for. */
  readonly first?: { readonly people: number; readonly startsOn: string; readonly requestBy: string }
  /** Of the sales that own people cannot meet, the greatest that later classes come before, and how many they are. */
  readonly sale?: { readonly title: string; readonly people: number }
  /** Who come later still. */
  readonly later: number
}

export function headcountAnswer({ classes, sales }: HeadcountPlan): HeadcountAnswer {
  const hires = classes
    .filter(({ isBooked }) => !isBooked)
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))
  const people = sum(hires.map((own) => own.people))
  const startsOn = hires[0]?.startsOn
  if (startsOn === undefined) return { people, later: 0 }
  const begin = hires.filter((own) => own.startsOn === startsOn)
  const requestBy = begin.map((own) => own.requestBy).reduce((a, b) => (a < b ? a : b))
  const first = { people: sum(begin.map((own) => own.people)), startsOn, requestBy }
  const before = ({ firstDate, groupIds }: SaleReadiness): readonly HireClass[] =>
    hires.filter((own) => own.startsOn > startsOn && own.startsOn <= firstDate && groupIds.includes(own.groupId))
  const greatest = sales
    .filter((sale) => !sale.notNeeded && before(sale).length > 0)
    .reduce<SaleReadiness | undefined>(
      (best, sale) => (best && best.peakRequiredFte >= sale.peakRequiredFte ? best : sale),
      undefined,
    )
  const forSale = greatest ? sum(before(greatest).map((own) => own.people)) : 0
  const later = people - first.people - forSale
  return { people, first, later, ...(greatest && { sale: { title: greatest.title, people: forSale } }) }
}

/** What a week's wait costs: past the latest request date, or past the decision where that is too late already. */
export function weekOfDelay({
  delayCurve,
  latestRequestDate,
}: Pick<SaleReadiness, 'delayCurve' | 'latestRequestDate'>): { extraCost: number; shortHours: number } | undefined {
  const latest = delayCurve.findIndex(({ requestDate }) => requestDate === latestRequestDate)
  const [before, after] = delayCurve.slice(Math.max(0, latest))
  if (!before || !after) return undefined
  const weeks = (Date.parse(after.requestDate) - Date.parse(before.requestDate)) / (7 * 86_400_000)
  return {
    extraCost: (after.extraCost - before.extraCost) / weeks,
    shortHours: (after.shortHours - before.shortHours) / weeks,
  }
}

/** A sale of the calendar: its days where the plan tells them, else the weeks that it lies in. Dates are included. */
export interface SaleSpan {
  readonly title: string
  readonly firstDate: string
  readonly lastDate: string
}

/** Sales to mark, also those that need no more than ordinary weeks do, which `sales` leaves out; by first day. */
export function saleSpans({ sales, weeks }: Pick<HeadcountPlan, 'sales' | 'weeks'>): SaleSpan[] {
  const spans = new Map<string, SaleSpan>()
  for (const { title, firstDate, lastDate } of sales) spans.set(`${title} ${firstDate}`, { title, firstDate, lastDate })
  const told = new Set(sales.map(({ title }) => title))
  const open = new Map<string, SaleSpan>()
  weeks.forEach(({ firstDate, sales: titles }) => {
    for (const title of titles.filter((each) => !told.has(each))) {
      const before = open.get(title)
      const goesOn = before !== undefined && addDays(before.lastDate, 1) === firstDate
      const span = { title, firstDate: goesOn ? before.firstDate : firstDate, lastDate: addDays(firstDate, 6) }
      open.set(title, span)
      spans.set(`${title} ${span.firstDate}`, span)
    }
  })
  return [...spans.values()].sort((a, b) => (a.firstDate < b.firstDate ? -1 : a.firstDate > b.firstDate ? 1 : 0))
}

/** The first month that begins on a date or after it, `YYYY-MM`. */
export function monthFrom(date: string): string {
  if (date.endsWith('-01')) return date.slice(0, 7)
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)
}
