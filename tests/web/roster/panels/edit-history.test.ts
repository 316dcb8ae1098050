import { expect, test } from 'vitest'
import type { DraftCell, DraftEdit } from '../../../../server/contracts/roster-draft.ts'
import { historyEdits } from '../../../../web/features/roster/panels/edit-history.ts'

const cell = (employeeId: string, day: string): DraftCell => ({
  ...{ employeeId, day, shifts: [], locked: false, color: null, note: '' },
})
const common = (revision: number, editor: string) => ({
  ...{
    id: `id-${revision}`,
    revision,
    editor,
    kind: 'move',
    by: 'mei',
    name: 'Mei',
    at: `2026-11-08T0${revision}:00:00Z`,
  },
})
const edit = (revision: number, editor: string, cells: DraftCell[]): DraftEdit => ({
  ...{ ...common(revision, editor), cells, cellCount: cells.length },
})
const summaries = [
  { ...common(2, 'tab-b'), cells: 7 },
  { ...common(1, 'tab-a'), cells: 3 },
]
const edits = [
  edit(2, 'tab-b', [cell('A2', '2026-11-10')]),
  edit(3, 'tab-a', [cell('A1', '2026-11-09'), cell('', '2026-11-10')]),
]

test('newest first, each once, with its place where the cells are known', () => {
  expect(historyEdits(summaries, edits, 'tab-a')).toEqual([
    {
      ...{
        id: 'id-3',
        revision: 3,
        kind: 'move',
        cells: 2,
        at: '2026-11-08T03:00:00Z',
        by: 'mei',
        name: 'Mei',
        isOwn: true,
      },
      first: { employeeId: 'A1', day: '2026-11-09' },
    },
    {
      ...{
        id: 'id-2',
        revision: 2,
        kind: 'move',
        cells: 1,
        at: '2026-11-08T02:00:00Z',
        by: 'mei',
        name: 'Mei',
        isOwn: false,
      },
      first: { employeeId: 'A2', day: '2026-11-10' },
    },
    {
      id: 'id-1',
      revision: 1,
      kind: 'move',
      cells: 3,
      at: '2026-11-08T01:00:00Z',
      by: 'mei',
      name: 'Mei',
      isOwn: true,
    },
  ])
})

test('of one cell only the edits that changed it', () => {
  const of = (employeeId: string, day: string) =>
    historyEdits(summaries, edits, 'tab-a', { employeeId, day }).map(({ revision }) => revision)
  expect(of('', '2026-11-10')).toEqual([3])
  expect(of('A2', '2026-11-10')).toEqual([2])
  expect(of('A2', '2026-11-09')).toEqual([])
})
