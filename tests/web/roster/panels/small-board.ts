import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import {
  type BoardPerson,
  type BoardRoster,
  type Cell,
  EMPTY_CELL,
} from '../../../../web/features/roster/model/board-roster.ts'

const MINUTE = 60_000

/** A week from Monday 9 November 2026; `Bo` works by another clock than the plan. */
export const horizon = dayHorizon('2026-11-09', 7, 15, 'Asia/Shanghai')
export const days = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14', '2026-11-15']

const person = (id: string, name: string, group: string, zone = 'Asia/Shanghai'): BoardPerson => ({
  ...{ id, name, group, zone, contractId: 'full' },
  skills: group === 'day' ? ['chat'] : ['chat', 'phone'],
})
export const people = [
  person('A1', '王莉', 'day'),
  person('A2', 'Chen Jie', 'day'),
  person('B1', 'Bo Sun', 'night', 'Asia/Urumqi'),
]

/** Eight hours with an unpaid meal of half an hour in the middle, from an hour of the plan's clock. */
export function shiftAt(employeeId: string, day: number, hour: number, changed: Partial<Assignment> = {}): Assignment {
  const startMs = horizon.startsAt + (day * 24 + hour) * 60 * MINUTE
  return {
    employeeId,
    templateId: 'early',
    startMs,
    endMs: startMs + 480 * MINUTE,
    breaks: [{ kind: 'meal', paid: false, startMs: startMs + 240 * MINUTE, endMs: startMs + 270 * MINUTE }],
    queueIds: ['chat'],
    pinned: false,
    ...changed,
  }
}

export const cellOf = (...shifts: Assignment[]): Cell => ({ ...EMPTY_CELL, shifts })

/** @param cells by `person day`; all others are days off */
export function board(cells: Readonly<Record<string, Cell>>, open: Readonly<Record<number, Cell>> = {}): BoardRoster {
  return {
    ...{ horizon, days, people },
    cells: people.map((_, row) => days.map((_, day) => cells[`${row} ${day}`] ?? EMPTY_CELL)),
    open: days.map((_, day) => open[day] ?? EMPTY_CELL),
  }
}
