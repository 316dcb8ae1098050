import { localDate } from '../../domain/horizon.ts'
import type { Assignment } from '../../domain/roster.ts'
import type { ShiftOption } from '../shift-option.ts'
import type { ChangedWeek, Colleague, RepairDesk } from './repair-desk.ts'
import { isSameShift, type PersonDayChange } from './roster-preferences.ts'

/**
 * How an open shift can be filled: somebody free works it (`take`), somebody at work that day moves to it (`move`),
 * somebody gives up another day for it (`swapDays`), or one of the last two with a second person who takes what is given up
 * (`chain`).
 */
export const REPAIR_KINDS = ['take', 'move', 'swapDays', 'chain'] as const
export type RepairKind = (typeof REPAIR_KINDS)[number]

export interface RepairMove {
  readonly kind: RepairKind
  readonly changes: readonly PersonDayChange[]
  readonly weeks: readonly ChangedWeek[]
  /** What it adds to pay and soft-rule costs, minor currency units; exact. */
  readonly rosterCost: number
  /** The same of hard rules about the team, at prices that go before all. */
  readonly hardTeamCost: number
  /** What the coverage gained is worth, minor currency units; an estimate. */
  readonly gain: number
}

/** Options besides the open shift's own that are looked at on its day. */
const OTHER_OPTIONS = 5
/** Moves whose given-up shift is offered to the others. */
const CHAINS = 10

/** Legal ways of filling an open shift, the most promising first; of each person and kind the best. */
export function repairMoves(desk: RepairDesk, open: Assignment): RepairMove[] {
  const wanted = new Set(open.queueIds)
  const able = desk.colleagues.filter(({ employee }) => employee.skills.some(({ queueId }) => wanted.has(queueId)))
  const single = able
    .flatMap((colleague) => {
      const day = desk.weeks.dayOf(desk.weeks.zoneOf(colleague.employee.id), open.startMs)
      return colleague.tour[day] === -1
        ? [bestOf(takes(desk, open, colleague, day)), bestOf(dayswaps(desk, open, colleague, day))]
        : [bestOf(moves(desk, open, colleague, day))]
    })
    .filter((move) => move !== undefined)
    .sort(byEstimate)
  const chains = single
    .filter(({ kind }) => kind !== 'take')
    .slice(0, CHAINS)
    .flatMap((move) => bestOf(chained(desk, move)) ?? [])
  return [...single, ...chains].sort(byEstimate)
}

/** The order in which moves are looked at. */
const estimate = ({ rosterCost, hardTeamCost, gain }: RepairMove): number => rosterCost + hardTeamCost - gain

/** Ties go to fewer changes, then by who is asked. */
function byEstimate(a: RepairMove, b: RepairMove): number {
  const [x, y] = [a.changes[0]!.employeeId, b.changes[0]!.employeeId]
  return estimate(a) - estimate(b) || a.changes.length - b.changes.length || (x < y ? -1 : x > y ? 1 : 0)
}

const bestOf = (found: readonly RepairMove[]): RepairMove | undefined => [...found].sort(byEstimate)[0]

/** The open shift itself and the other options of its day that overlap it and are worth most to people of these skills. */
function optionsFor(desk: RepairDesk, open: Assignment, { employee, skills }: Colleague, day: number): ShiftOption[] {
  const same = desk.optionOf(open, employee.id)
  const others = desk.weeks
    .optionsOn(desk.weeks.zoneOf(employee.id), day)
    .filter((option) => option !== same && option.startMs < open.endMs && open.startMs < option.endMs)
    .map((option) => ({ option, value: desk.placed(option, skills).value }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || a.option.index - b.option.index)
    .slice(0, OTHER_OPTIONS)
  return [...(same ? [same] : []), ...others.map(({ option }) => option)]
}

function takes(desk: RepairDesk, open: Assignment, colleague: Colleague, day: number): RepairMove[] {
  return optionsFor(desk, open, colleague, day).flatMap((option) =>
    move(desk, 'take', colleague, [[day, option]], desk.placed(option, colleague.skills).value),
  )
}

function moves(desk: RepairDesk, open: Assignment, colleague: Colleague, day: number): RepairMove[] {
  const worked = colleague.shifts[day]
  // The shift may lie outside the days of the colleague's site.
  if (!worked) return []
  const loss = desk.lossOf(worked, colleague.skills)
  return optionsFor(desk, open, colleague, day)
    .filter(({ index }) => index !== colleague.tour[day])
    .flatMap((option) =>
      move(desk, 'move', colleague, [[day, option]], desk.placed(option, colleague.skills).value - loss),
    )
}

function dayswaps(desk: RepairDesk, open: Assignment, colleague: Colleague, day: number): RepairMove[] {
  const option = desk.optionOf(open, colleague.employee.id)
  if (!option) return []
  const gain = desk.placed(option, colleague.skills).value
  return colleague.shifts.flatMap((shift, other) =>
    shift === undefined || shift.pinned
      ? []
      : move(
          desk,
          'swapDays',
          colleague,
          [
            [day, option],
            [other, undefined],
          ],
          gain - desk.lossOf(shift, colleague.skills),
        ),
  )
}

/** A second person takes the very shift that the first gives up. */
function chained(desk: RepairDesk, first: RepairMove): RepairMove[] {
  const given = first.changes.find(({ from }) => from !== undefined)!
  const shift = given.from!
  const mover = desk.colleagues.find(({ employee }) => employee.id === given.employeeId)!
  const loss = desk.lossOf(shift, mover.skills)
  const wanted = new Set(shift.queueIds)
  return desk.colleagues
    .filter(
      ({ employee }) => employee.id !== given.employeeId && employee.skills.some(({ queueId }) => wanted.has(queueId)),
    )
    .flatMap((colleague) => {
      const option = desk.optionOf(shift, colleague.employee.id)
      if (!option || colleague.tour[option.day] !== -1) return []
      const coversAll = mover.skills.every((speed, queue) => speed <= colleague.skills[queue]!)
      const gain = coversAll ? loss : Math.min(loss, desk.placed(option, colleague.skills).value)
      return move(desk, 'take', colleague, [[option.day, option]], gain)
    })
    .map((second) => joined(desk, first, second))
}

/** Both at once: what each adds by itself to rules about the team is not what they add together. */
function joined(desk: RepairDesk, first: RepairMove, second: RepairMove): RepairMove {
  const softOf = ({ weeks }: RepairMove) => desk.teamCost(weeks).soft
  const weeks = [...first.weeks, ...second.weeks]
  const { soft, hard } = desk.teamCost(weeks)
  return {
    kind: 'chain',
    changes: [...first.changes, ...second.changes],
    weeks,
    rosterCost: first.rosterCost - softOf(first) + second.rosterCost - softOf(second) + soft,
    hardTeamCost: hard,
    gain: first.gain + second.gain,
  }
}

function move(
  desk: RepairDesk,
  kind: RepairKind,
  colleague: Colleague,
  days: readonly (readonly [day: number, option: ShiftOption | undefined])[],
  gain: number,
): RepairMove[] {
  if (days.some(([day]) => colleague.shifts[day]?.pinned)) return []
  const week = desk.weekWith(
    colleague,
    days.map(([day, option]) => [day, option?.index ?? -1]),
  )
  const cost = desk.costOf(week)
  if (cost === Infinity) return []
  const changes = days.map(([day, option]): PersonDayChange => {
    const from = colleague.shifts[day]
    const to = option && desk.shiftFor(option, colleague)
    const { startMs } = (to ?? from)!
    return {
      employeeId: colleague.employee.id,
      date: localDate(startMs, desk.weeks.zoneOf(colleague.employee.id)),
      ...(from && { from }),
      ...(to && { to }),
    }
  })
  if (isSameShift(changes[0]!.from, changes[0]!.to)) return []
  const { soft, hard } = desk.teamCost([week])
  return [{ kind, changes, weeks: [week], rosterCost: cost - colleague.cost + soft, hardTeamCost: hard, gain }]
}
