import { useMemo } from 'react'
import { useRoute } from '../../../lib/route.ts'
import { usePlan } from '../../../lib/workspace.ts'
import type { EditContext } from '../edits/edit-context.ts'
import { findCells } from '../edits/find-cells.ts'
import { sameCell } from '../edits/same-cell.ts'
import { type BoardRoster, type BoardRow, type CellPlace, EMPTY_CELL, OPEN_ROW } from '../model/board-roster.ts'
import { type BoardFilter, filteredRows, filterOfRoute, shownPeople } from '../panels/board-filter.ts'
import type { BoardScore } from '../score/use-score.ts'

interface ShownRows {
  readonly filter: BoardFilter
  /** Indices of the people whom the filter leaves. */
  readonly shown: readonly number[]
  readonly rows: readonly BoardRow[]
  /** Cells that have what is looked for; empty while nothing is. */
  readonly found: readonly CellPlace[]
}

/** What of the roster the address asks to be shown. */
export function useRows(context: EditContext, made: BoardRoster, score: BoardScore | undefined): ShownRows {
  const route = useRoute()
  const { groups } = usePlan()
  const { group, skill, find, as } = route
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the address that the filter is read from
  const filter = useMemo(() => filterOfRoute(route), [group, skill, find, as])
  const { roster } = context
  const violationKeys = score?.violationsByCell
  const found = useMemo(
    () =>
      filter.find === '' ? [] : findCells(context, { text: filter.find, ...(violationKeys && { violationKeys }) }),
    [context, filter.find, violationKeys],
  )
  const shown = useMemo(() => {
    const broken = new Set([...(violationKeys?.keys() ?? [])].map((key) => key.slice(0, key.lastIndexOf(' '))))
    const facts = {
      hasViolation: (person: number) => broken.has(roster.people[person]?.id ?? ''),
      isChanged: (person: number) => isChanged(roster, made, person),
    }
    const named = shownPeople(roster, filter, facts)
    if (named.length > 0 || found.length === 0) return named
    // Nobody is called so, but days have it: a note, a time, a template.
    const having = new Set(found.map(({ person }) => person))
    return shownPeople(roster, { ...filter, find: '' }, facts).filter((person) => having.has(person))
  }, [roster, made, filter, found, violationKeys])
  const groupIds = useMemo(() => groups.map(({ id }) => id), [groups])
  const shownKey = shown.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is shown is told by the key, so that edits leave the rows
  const rows = useMemo(() => filteredRows(roster, shown, groupIds), [roster.people, shownKey, groupIds])
  const isShown = useMemo(() => new Set([OPEN_ROW, ...shown]), [shown])
  return {
    filter,
    shown,
    rows,
    found: useMemo(() => found.filter(({ person }) => isShown.has(person)), [found, isShown]),
  }
}

/** Rows that no edit touched are the very same ones. */
const isChanged = (roster: BoardRoster, made: BoardRoster, person: number): boolean =>
  roster.cells[person] !== made.cells[person] &&
  (roster.cells[person] ?? []).some((cell, day) => !sameCell(cell, made.cells[person]?.[day] ?? EMPTY_CELL))
