import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clockOf } from '../../../lib/planning-week.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import { type BoardRoster, type Cell, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import { dayClocks } from '../model/day-clocks.ts'

interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** Cells, shifts and places of a board in the reader's words, by the clock of the person whose they are. */
export interface CellWords {
  /** Zone of a row; the plan's for open shifts. */
  readonly zoneOf: (person: number) => string
  /** `08:00–16:30`. */
  readonly times: (span: Span, person: number) => string
  /** Times and template of a shift. */
  readonly shift: (shift: Cell['shifts'][number], person: number) => string
  /** All shifts of a cell; a day off in words. */
  readonly cell: (cell: Cell, person: number) => string
  readonly person: (person: number) => string
  /** Weekday and date of a column, by the person's calendar. */
  readonly day: (place: CellPlace) => string
  readonly place: (place: CellPlace) => string
}

export function useCellWords({ horizon, people }: Pick<BoardRoster, 'horizon' | 'people'>): CellWords {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const clocks = useMemo(() => dayClocks(horizon), [horizon])
  return useMemo(() => {
    const comma = t('controls.listComma')
    const zoneOf = (person: number) => people[person]?.zone ?? horizon.zone
    const times = ({ startMs, endMs }: Span, person: number) => {
      const { stampOf } = clocks(zoneOf(person))
      return `${clockOf(stampOf(startMs))}–${clockOf(stampOf(endMs))}`
    }
    const shift: CellWords['shift'] = (item, person) => `${times(item, person)} ${names.template(item.templateId)}`
    const person = (index: number) =>
      index === OPEN_ROW ? t('boardPanel.openShifts') : (people[index]?.name ?? `${index}`)
    const day = ({ person, day }: CellPlace) => format.day(clocks(zoneOf(person)).dateOf(day))
    return {
      zoneOf,
      times,
      shift,
      cell: ({ shifts }, index) =>
        shifts.length === 0 ? t('boardPanel.off') : shifts.map((item) => shift(item, index)).join(comma),
      person,
      day,
      place: (at) => [person(at.person), day(at)].join(comma),
    }
  }, [t, format, names, clocks, people, horizon.zone])
}
