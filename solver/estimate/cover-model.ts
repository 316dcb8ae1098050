import { type Entries, LinearModel } from '../lp/linear-model.ts'
import type { CoverClass } from './cover-team.ts'
import { type BlockNeed, canUse, type DeferredNeed, type InstantNeed } from './need-blocks.ts'
import type { BreakWindow } from './shift-shares.ts'

/** Needs of queues and the people for them, with nothing in common with other parts. */
export interface CoverPart {
  readonly needs: readonly BlockNeed[]
  readonly classes: readonly CoverClass[]
}

/** A covering relaxation with the columns from which an answer is read. */
export interface CoverModel {
  readonly model: LinearModel
  /** People on a shift, `[class][shift]`. */
  readonly shiftColumns: readonly (readonly number[])[]
  /** Hours paid, `[class][week][band]`. */
  readonly bandColumns: readonly (readonly (readonly number[])[])[]
  /** Missing agents or overdue units, `[queue][block]`; -1 where there are none. */
  readonly unmetColumns: readonly Int32Array[]
  /** A column for each row that needs one to be kept from the start: what is missing, waiting, overdue. */
  readonly slackOfRow: ReadonlyMap<number, number>
}

/** What is being built: agents given to each queue, `[queue][block]`. */
interface Building {
  readonly model: LinearModel
  readonly needs: readonly BlockNeed[]
  readonly supply: readonly (readonly Entries[])[]
  readonly slackOfRow: Map<number, number>
}

/**
 * Minimise wages beyond the guarantee and the price of what is unmet:
 *
 * - on each block, the agents of a class given to queues are at most those on its shifts and not on a break;
 * - shifts that start on a day take at most the people who are there that day, those of a week at most the person-days and
 *   the hours that contracts and rules leave, hours bought by rising price;
 * - agents of one skill set, given to a queue, are at most its people, and over the horizon at most their hours;
 * - an instant queue gets its agents or lacks them; work that may wait comes, waits and is done, and is overdue where it
 *   should have been done.
 *
 * All figures are fractional. Hours are counted in hours and people in people, so that coefficients stay near 1.
 */
export function coverModel({ needs, classes }: CoverPart, hours: Float64Array): CoverModel {
  const model = new LinearModel()
  const supply = needs.map(() => Array.from(hours, (): Entries => []))
  const building: Building = { model, needs, supply, slackOfRow: new Map() }
  const shiftColumns = classes.map(({ shifts }) =>
    shifts.map(({ paidMinutes }) => model.addColumn({ cost: (COST_OF_AN_HOUR * paidMinutes) / 60, upper: Infinity })),
  )
  const bandColumns = classes.map((own, index) => {
    addPeople(model, own, shiftColumns[index]!)
    addPositions(building, own, shiftColumns[index]!, hours)
    return addHours(model, own, shiftColumns[index]!)
  })
  const unmetColumns = needs.map((need, queue) =>
    need.kind === 'instant' ? addInstantRows(building, need, queue) : addDeferredRows(building, need, queue),
  )
  return { model, shiftColumns, bandColumns, unmetColumns, slackOfRow: building.slackOfRow }
}

/** Of hours paid for in any case, minor currency units: so little that it decides only that nobody works for nothing. */
const COST_OF_AN_HOUR = 0.01

const atMost = (model: LinearModel, entries: Entries, upper: number): void => {
  if (upper < Infinity && entries.length > 0) model.addRow(entries, -Infinity, upper)
}

function addPeople(model: LinearModel, own: CoverClass, columns: readonly number[]): void {
  const { shifts, peopleByDay, personDays, bands } = own
  const where = (isWanted: (day: number) => boolean): Entries =>
    columns.flatMap((column, shift) => (isWanted(shifts[shift]!.day) ? [[column, 1] as const] : []))
  for (const [at, people] of peopleByDay.entries()) {
    atMost(
      model,
      where((day) => day === at),
      people,
    )
  }
  for (const week of bands.keys()) {
    atMost(
      model,
      where((day) => Math.floor(day / 7) === week),
      personDays,
    )
  }
}

function addHours(model: LinearModel, { shifts, bands }: CoverClass, columns: readonly number[]): number[][] {
  return bands.map((prices, week) => {
    const bought = prices.map(({ minutes, costPerMinute }) =>
      model.addColumn({ cost: 60 * costPerMinute, upper: minutes / 60 }),
    )
    const worked = columns.flatMap((column, shift) =>
      Math.floor(shifts[shift]!.day / 7) === week ? [[column, shifts[shift]!.paidMinutes / 60] as const] : [],
    )
    atMost(model, worked.length > 0 ? [...worked, ...bought.map((column) => [column, -1] as const)] : [], 0)
    return bought
  })
}

/** Agents of each skill set for each queue: at most those on shifts, and those there from before. */
function addPositions(
  { model, needs, supply }: Building,
  { shifts, skillShares, present }: CoverClass,
  columns: readonly number[],
  hours: Float64Array,
): void {
  const there = Array.from(hours, (): Entries => [])
  for (const [shift, { presence }] of shifts.entries()) {
    for (const [block, agents] of presence) there[block]!.push([columns[shift]!, -agents])
  }
  addBreaks(model, shifts, columns, there)
  const used = skillShares.map((): Entries => [])
  for (const [block, entries] of there.entries()) {
    if (entries.length === 0 && present[block] === 0) continue
    const given: Entries = []
    for (const [share, { skills, people }] of skillShares.entries()) {
      for (const { queueId, proficiency } of skills) {
        const queue = needs.findIndex((need) => need.queueId === queueId)
        if (queue < 0 || proficiency <= 0 || !canUse(needs[queue]!, block)) continue
        const column = model.addColumn({ upper: people })
        supply[queue]![block]!.push([column, proficiency])
        given.push([column, 1])
        used[share]!.push([column, hours[block]!])
      }
    }
    if (given.length > 0) model.addRow([...entries, ...given], -Infinity, present[block]!)
  }
  if (skillShares.length > 1) {
    for (const [share, { positionHours }] of skillShares.entries()) atMost(model, used[share]!, positionHours)
  }
}

/**
 * Breaks of a class whose windows are the same are placed together: as many as there are people on shifts that need one.
 * Source: Aykin, Management Science 42 (1996) 591-602.
 */
function addBreaks(
  model: LinearModel,
  shifts: CoverClass['shifts'],
  columns: readonly number[],
  there: readonly Entries[],
): void {
  const needed = new Map<string, { window: BreakWindow; people: Entries }>()
  for (const [shift, { breaks }] of shifts.entries()) {
    for (const window of breaks) {
      const pool = needed.get(window.key) ?? { window, people: [] }
      pool.people.push([columns[shift]!, -1])
      needed.set(window.key, pool)
    }
  }
  for (const { window, people } of needed.values()) {
    const placed = window.choices.map((shares) => {
      const column = model.addColumn({ upper: Infinity })
      for (const [block, agents] of shares) there[block]!.push([column, agents])
      return [column, 1] as const
    })
    model.addRow([...placed, ...people], 0, Infinity)
  }
}

function addInstantRows({ model, supply, slackOfRow }: Building, need: InstantNeed, queue: number): Int32Array {
  const unmet = new Int32Array(need.agents.length).fill(-1)
  for (const [block, agents] of need.agents.entries()) {
    if (agents === 0) continue
    unmet[block] = model.addColumn({ cost: need.prices[block]!, upper: agents })
    const row = model.addRow([...supply[queue]![block]!, [unmet[block]!, 1]], agents, Infinity)
    slackOfRow.set(row, unmet[block]!)
  }
  return unmet
}

/**
 * Work as inventory: what waits after a block is at least what waited before and came, less what was done; what is overdue
 * is at least what is due less what is done. While the queue is closed nothing is done: one column says what waits until it
 * opens again, beside what comes meanwhile.
 */
function addDeferredRows({ model, supply, slackOfRow }: Building, need: DeferredNeed, queue: number): Int32Array {
  const { arrivals, due, speed, prices } = need
  const unmet = new Int32Array(due.length).fill(-1)
  const everything = arrivals.reduce((sum, units) => sum + units, 0)
  let waiting: Entries = []
  let [come, comeByOpening] = [0, 0]
  for (const [block, rate] of speed.entries()) {
    come += arrivals[block]!
    if (rate > 0) {
      const done = supply[queue]![block]!.map(([column, agents]) => [column, agents * rate] as const)
      const column = model.addColumn({ upper: everything })
      const before = waiting.map(([earlier]) => [earlier, -1] as const)
      slackOfRow.set(model.addRow([[column, 1], ...before, ...done], come - comeByOpening, Infinity), column)
      waiting = [[column, -1]]
      comeByOpening = come
    }
    if (due[block]! <= TINY) continue
    unmet[block] = model.addColumn({ cost: prices[block]!, upper: everything })
    const row = model.addRow([[unmet[block]!, 1], ...waiting], due[block]! - comeByOpening, Infinity)
    slackOfRow.set(row, unmet[block]!)
  }
  return unmet
}

/** Units of work below it are rounding errors. */
const TINY = 1e-9
