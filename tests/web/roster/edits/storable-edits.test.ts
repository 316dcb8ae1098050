import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftEditRequestSchema } from '../../../../server/contracts/roster-draft.ts'
import { cellIssues } from '../../../../server/services/draft-cells.ts'
import { draftFrame } from '../../../../server/services/draft-frame.ts'
import { draftChanges } from '../../../../web/features/roster/edits/draft-cells.ts'
import { anyEdit } from './any-edit.ts'
import { boardArbitrary, contextOf, EMPTY_BOARD, people, settings } from './sample-board.ts'

const id = '00000000-0000-4000-8000-000000000001'
const { horizon, days } = EMPTY_BOARD
const board = { horizon, days, people, templates: [], queueSets: [], shifts: [], activities: [] }
const frame = draftFrame(
  JSON.stringify(board),
  JSON.stringify({ inputs: { settings: { ...settings, activities: [{ id: 'training' }] } } }),
)

test('every edit of the board is one that the draft takes', () => {
  let edits = 0
  fc.assert(
    fc.property(boardArbitrary, anyEdit, (roster, operation) => {
      const outcome = operation(contextOf(roster))
      if ('refused' in outcome) return
      edits += 1
      const { after: cells } = draftChanges(contextOf(roster), outcome.edit)
      const { kind } = outcome.edit
      expect(() => draftEditRequestSchema.parse({ id, editor: id, kind, baseRevision: 0, cells })).not.toThrow()
      expect(cellIssues(frame, cells)).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(edits).toBeGreaterThan(150)
})
