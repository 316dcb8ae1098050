import { type Entries, LinearModel } from '../lp/linear-model.ts'
import type { HeadcountProblem, ProblemGroup } from './headcount-problem.ts'
import type { HeadcountModel, ModelChoices } from './model-shape.ts'
import { givenSupply, hireSupply, type Supply, transferSupply } from './supply.ts'

/** What is decided about a group, people of one kind after another, each with its supply. */
interface GroupColumns {
  readonly given: Supply
  /** Column and what one of it supplies. */
  readonly people: { readonly column: number; readonly supply: Supply }[]
}

/**
 * The least-cost plan of groups that hang together, as a mixed-integer model:
 *
 *   min  wages + flexible + overtime + external + hiring + transfers + price of hours short
 *   s.t. (group, week)  given hours + sum_t hours_t * hires_t + flexible + overtime + speed * external >= work taken
 *        (need, week)   sum of work taken by its groups + short >= hours of the need
 *        (group, week)  flexible, overtime <= what the people there can give; (group, month) overtime <= its limit
 *        (group, period) classMin * classes <= hires <= classMax * classes, classes <= maxClassesPerPeriod
 *        (source, group, period) minPeople * booked <= external <= maxPeople * booked
 *        budgets; hires and transfers whole
 *
 * Headcounts are no variables: who is left of a class after so many weeks is a constant (`supply.ts`), so that hires act
 * on all later weeks at once. Where one group alone serves a need and nothing else, its two rows become one.
 */
export function headcountModel(problem: HeadcountProblem, choices: ModelChoices = {}): HeadcountModel {
  return new HeadcountModelBuilder(problem, choices).build()
}

class HeadcountModelBuilder {
  readonly #problem: HeadcountProblem
  readonly #choices: ModelChoices
  readonly #model = new LinearModel()
  readonly #groups: GroupColumns[]
  /** Money by what is decided, `[period]`, and what is spent in any case. */
  readonly #money: { readonly entries: Entries; given: number }[]
  readonly #weeks: number
  readonly #classes: number[][]

  constructor(problem: HeadcountProblem, choices: ModelChoices) {
    this.#problem = problem
    this.#choices = choices
    this.#weeks = problem.time.weeks.length
    this.#classes = problem.groups.map(() => problem.time.periods.map(() => -1))
    this.#groups = problem.groups.map((group) => ({ given: givenSupply(problem, group), people: [] }))
    this.#money = problem.time.periods.map(() => ({ entries: [], given: 0 }))
  }

  build(): HeadcountModel {
    const { groups, transfers } = this.#problem
    const hires = groups.map((group, index) => this.#hires(group, index))
    const moves = transfers.map((_, index) => this.#transfers(index))
    this.#keepPeople()
    const flexible = groups.map((_, index) => this.#extraHours(index, 'flexible'))
    const overtime = groups.map((_, index) => this.#extraHours(index, 'overtime'))
    groups.forEach((_, index) => void this.#limitMonths(index, overtime[index]!))
    const external = this.#problem.externals.map((_, index) => this.#external(index))
    const short = this.#short()
    const served = this.#served()
    this.#cover({ flexible, overtime, external, short, served })
    const givenCost = this.#givenCost()
    this.#model.offset = givenCost
    const budgetRows = this.#budgets()
    return {
      model: this.#model,
      hires,
      classes: this.#classes,
      transfers: moves,
      flexible,
      overtime,
      external,
      short,
      served,
      budgetRows,
      givenCost,
    }
  }

  /** A column whose cost is money, spent by period. */
  #column(
    column: { upper: number; integer?: boolean; lower?: number },
    spent: readonly (readonly [period: number, cost: number])[],
  ): number {
    const cost = spent.reduce((sum, [, each]) => sum + each, 0)
    const index = this.#model.addColumn({ ...column, cost })
    for (const [period, each] of spent) if (each !== 0) this.#money[period]!.entries.push([index, each])
    return index
  }

  /** Wages of a week, by the days of it that lie in the plan. */
  #wages(supply: Supply): [number, number][] {
    return this.#problem.time.weeks.map(({ period, daysInPlan }, week) => [
      period,
      (supply.wages[week]! * daysInPlan) / 7,
    ])
  }

  #hires(group: ProblemGroup, index: number): number[] {
    const { time, decidedDay } = this.#problem
    const { leadWeeks, classMin, classMax, maxClassesPerPeriod, costPerHire } = group.hiring
    const earliest = decidedDay + 7 * leadWeeks
    const { askedBefore } = this.#choices
    return time.classDays.map((day, period) => {
      const fixed =
        askedBefore && day < askedBefore.day + 7 * leadWeeks ? askedBefore.hires[index]![period]! : undefined
      if (day < earliest && fixed === undefined) return -1
      if (fixed === 0) return -1
      const most = classMax * maxClassesPerPeriod
      if (most === 0 && fixed === undefined) return -1
      const supply = hireSupply(this.#problem, group, period)
      const bounds = fixed === undefined ? { upper: most, integer: true } : { lower: fixed, upper: fixed }
      const column = this.#column(bounds, [[period, costPerHire], ...this.#wages(supply)])
      this.#groups[index]!.people.push({ column, supply })
      if (fixed === undefined && classMin > 1) {
        const classes = this.#model.addColumn({ upper: maxClassesPerPeriod, integer: true })
        this.#classes[index]![period] = classes
        this.#model.addRow(
          [
            [column, 1],
            [classes, -classMin],
          ],
          0,
          Infinity,
        )
        this.#model.addRow(
          [
            [column, 1],
            [classes, -classMax],
          ],
          -Infinity,
          0,
        )
      }
      return column
    })
  }

  #transfers(index: number): number[] {
    const { time, groups, transfers } = this.#problem
    const { from, to, ramp, costPerPerson, maxPerPeriod } = transfers[index]!
    return time.classDays.map((_, period) => {
      const { lost, gained } = transferSupply(this.#problem, groups[from]!, groups[to]!, ramp, period)
      const spent: [number, number][] = [[period, costPerPerson], ...this.#wages(lost), ...this.#wages(gained)]
      const column = this.#column({ upper: maxPerPeriod, integer: true }, spent)
      this.#groups[from]!.people.push({ column, supply: lost })
      this.#groups[to]!.people.push({ column, supply: gained })
      return column
    })
  }

  /** Nobody goes from where nobody is. */
  #keepPeople(): void {
    for (const index of new Set(this.#problem.transfers.map(({ from }) => from))) {
      const { given, people } = this.#groups[index]!
      for (let bound = 1; bound < given.headsAtBounds.length; bound++) {
        const entries = people.map(({ column, supply }) => [column, supply.headsAtBounds[bound]!] as const)
        this.#model.addRow(entries, -given.headsAtBounds[bound]!, Infinity)
      }
    }
  }

  /** Hours of a kind, at most what the people there can give. */
  #extraHours(index: number, kind: 'flexible' | 'overtime'): number[] {
    const group = this.#problem.groups[index]!
    const { given, people } = this.#groups[index]!
    const cost = kind === 'flexible' ? group.flexibleCost : group.overtimeCost
    return this.#problem.time.weeks.map(({ period }, week) => {
      const changing = people.filter(({ supply }) => supply[kind][week] !== 0)
      if (given[kind][week] === 0 && changing.length === 0) return -1
      // Every bound is finite, so that any multipliers prove a bound on the cost.
      const upper = changing.reduce(
        (sum, { column, supply }) => sum + Math.max(0, supply[kind][week]!) * this.#model.columnUpper[column]!,
        given[kind][week]!,
      )
      const column = this.#column({ upper }, [[period, cost]])
      if (changing.length === 0) return column
      const terms = changing.map(({ column, supply }) => [column, -supply[kind][week]!] as const)
      this.#model.addRow([[column, 1], ...terms], -Infinity, given[kind][week]!)
      return column
    })
  }

  /** Overtime of a month, where the limit of the week does not keep within it anyway. */
  #limitMonths(index: number, overtime: readonly number[]): void {
    const group = this.#problem.groups[index]!
    const weekly = Math.max(...group.cohorts.map(({ terms }) => terms.overtimeHours), group.newTerms.overtimeHours)
    const monthly = group.maxOvertimeHoursPerMonth
    if (weekly === 0 || (weekly * 365.25) / 84 <= monthly) return
    const { given, people } = this.#groups[index]!
    const perWeek = (monthly * 84) / 365.25 / weekly
    // A month's limit holds for every four weeks in a row, the plan's own months being of four or five.
    for (let first = 0; first + 4 <= this.#weeks; first += 4) {
      const weeks = [first, first + 1, first + 2, first + 3]
      const entries: Entries = weeks.flatMap((week) => (overtime[week] === -1 ? [] : [[overtime[week]!, 1] as const]))
      for (const { column, supply } of people) {
        const gives = weeks.reduce((sum, week) => sum + supply.overtime[week]!, 0)
        if (gives !== 0) entries.push([column, -perWeek * gives])
      }
      this.#model.addRow(entries, -Infinity, perWeek * weeks.reduce((sum, week) => sum + given.overtime[week]!, 0))
    }
  }

  #external(index: number): number[][] {
    const { groups, isThere, costPerHour, minPeople, maxPeople, hoursPerWeek, leadWeeks } =
      this.#problem.externals[index]!
    const { time, decidedDay } = this.#problem
    return groups.map(() => {
      const booked = new Map<number, number>()
      return time.weeks.map(({ firstDay, period }, week) => {
        if (!isThere[week] || firstDay < decidedDay + 7 * leadWeeks) return -1
        const column = this.#column({ upper: maxPeople * hoursPerWeek }, [[period, costPerHour]])
        if (minPeople === 0) return column
        const choice = booked.get(period) ?? this.#model.addColumn({ upper: 1, integer: true })
        booked.set(period, choice)
        this.#model.addRow(
          [
            [column, 1],
            [choice, -minPeople * hoursPerWeek],
          ],
          0,
          Infinity,
        )
        this.#model.addRow(
          [
            [column, 1],
            [choice, -maxPeople * hoursPerWeek],
          ],
          -Infinity,
          0,
        )
        return column
      })
    })
  }

  #short(): number[][][] {
    const { shortCost } = this.#choices
    return this.#problem.needs.map(({ hours, shortCosts }, need) =>
      hours.map((ofQueue, queue) =>
        ofQueue.map((upper, week) =>
          upper > 0 ? this.#model.addColumn({ upper, cost: shortCost?.(need, queue, week) ?? shortCosts[queue]! }) : -1,
        ),
      ),
    )
  }

  #isAlone(need: number): boolean {
    const { groups } = this.#problem.needs[need]!
    return (
      groups.length === 1 && this.#problem.needs.every((other, at) => at === need || !other.groups.includes(groups[0]!))
    )
  }

  #served(): number[][][] {
    return this.#problem.needs.map(({ groups, hours }, need) =>
      groups.map(() =>
        Array.from({ length: this.#weeks }, (_, week) => {
          const upper = hours.reduce((sum, ofQueue) => sum + ofQueue[week]!, 0)
          return this.#isAlone(need) || upper === 0 ? -1 : this.#model.addColumn({ upper })
        }),
      ),
    )
  }

  #cover(columns: Pick<HeadcountModel, 'flexible' | 'overtime' | 'external' | 'short' | 'served'>): void {
    const { needs, groups } = this.#problem
    for (let week = 0; week < this.#weeks; week++) {
      const total = needs.map(({ hours }) => hours.reduce((sum, ofQueue) => sum + ofQueue[week]!, 0))
      const shortOf = (need: number): Entries =>
        columns.short[need]!.flatMap((ofQueue) => (ofQueue[week] === -1 ? [] : [[ofQueue[week]!, 1] as const]))
      needs.forEach(({ groups: able }, need) => {
        if (total[need] === 0 || this.#isAlone(need)) return
        const taken = able.map((_, place) => [columns.served[need]![place]![week]!, 1] as const)
        this.#model.addRow([...taken, ...shortOf(need)], total[need]!, Infinity)
      })
      groups.forEach((_, group) => {
        const entries = this.#supplyOf(group, week, columns)
        const own = needs.flatMap(({ groups: able }, need) => (able.includes(group) ? [need] : []))
        const alone = own.find((need) => this.#isAlone(need))
        const taken = own.flatMap((need) => {
          const column = columns.served[need]![needs[need]!.groups.indexOf(group)]![week]!
          return column === -1 ? [] : [[column, -1] as const]
        })
        const least = (alone === undefined ? 0 : total[alone]!) - this.#groups[group]!.given.hours[week]!
        const shorts = alone === undefined ? [] : shortOf(alone)
        if (alone !== undefined || taken.length > 0)
          this.#model.addRow([...entries, ...taken, ...shorts], least, Infinity)
      })
    }
  }

  #supplyOf(group: number, week: number, columns: Pick<HeadcountModel, 'flexible' | 'overtime' | 'external'>): Entries {
    const entries: Entries = []
    for (const { column, supply } of this.#groups[group]!.people) {
      if (supply.hours[week] !== 0) entries.push([column, supply.hours[week]!])
    }
    for (const kind of [columns.flexible, columns.overtime]) {
      if (kind[group]![week] !== -1) entries.push([kind[group]![week]!, 1])
    }
    this.#problem.externals.forEach(({ groups, speed }, source) => {
      const place = groups.indexOf(group)
      const column = place === -1 ? -1 : columns.external[source]![place]![week]!
      if (column !== -1) entries.push([column, speed])
    })
    return entries
  }

  /** Wages of people who are there whatever is decided, and hiring of booked classes. */
  #givenCost(): number {
    this.#problem.groups.forEach(({ bookedHires, hiring }, index) => {
      for (const [period, cost] of this.#wages(this.#groups[index]!.given)) this.#money[period]!.given += cost
      bookedHires.forEach((people, period) => {
        this.#money[period]!.given += people * hiring.costPerHire
      })
    })
    return this.#money.reduce((sum, { given }) => sum + given, 0)
  }

  #budgets(): Map<string, number> {
    const { budget, time } = this.#problem
    const rows = new Map<string, number>()
    const { perPeriod, total } = budget
    if (perPeriod !== undefined)
      this.#money.forEach(({ entries, given }, period) => {
        rows.set(time.periods[period]!.label, this.#model.addRow(entries, -Infinity, perPeriod - given))
      })
    if (total !== undefined) {
      const entries = this.#money.flatMap((money) => money.entries)
      rows.set(
        'total',
        this.#model.addRow(entries, -Infinity, total - this.#money.reduce((sum, { given }) => sum + given, 0)),
      )
    }
    return rows
  }
}
