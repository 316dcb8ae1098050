import { useMemo, useState } from 'react'
import { usePlan } from '../../../lib/workspace.ts'
import { sameCell } from '../edits/same-cell.ts'
import { type BoardEdit, cellAt, OPEN_SHIFTS } from '../model/board-roster.ts'
import { dayClocks } from '../model/day-clocks.ts'
import { cellEdit } from './cell-edit.ts'
import type { CellEditorProps } from './cell-editor.tsx'
import { type ShiftFields, type ShiftProblem, shiftFields, shiftOf, withTemplate } from './shift-fields.ts'

const NEW_SHIFT: ShiftFields = {
  templateId: '',
  start: '09:00',
  end: '17:00',
  breaks: [],
  activities: [],
  queueIds: [],
  onCall: false,
}

/** The cell as it is typed, and what it would be. */
export function useCellDraft({ roster, place, templates }: CellEditorProps) {
  const { person, day } = place
  const before = cellAt(roster, place)
  const [opened] = useState(before)
  const owner = roster.people[person]
  const ground = useMemo(
    () => ({
      employeeId: owner?.id ?? OPEN_SHIFTS,
      clock: dayClocks(roster.horizon)(owner?.zone ?? roster.horizon.zone),
      day,
    }),
    [owner, day, roster.horizon],
  )
  const [shifts, setShifts] = useState(() => before.shifts.map((shift) => shiftFields(shift, ground.clock)))
  const [marks, setMarks] = useState({ locked: before.locked, color: before.color, note: before.note })
  const { queues } = usePlan()
  const made = shifts.map((fields) => shiftOf(fields, ground))
  const problems = made.map((shift): ShiftProblem | undefined => (typeof shift === 'string' ? shift : undefined))
  return {
    before,
    /** Somebody else, or another window, changed the cell since. */
    isChanged: !sameCell(opened, before),
    shifts,
    marks,
    setMarks,
    problems,
    setShift: (index: number, fields: ShiftFields) => setShifts(shifts.with(index, fields)),
    removeShift: (index: number) => setShifts(shifts.toSpliced(index, 1)),
    addShift: () => {
      const queueIds = owner?.skills ?? queues.map(({ id }) => id)
      const [template] = templates
      const fields = { ...NEW_SHIFT, queueIds }
      setShifts([...shifts, template ? withTemplate(fields, template) : fields])
    },
    edit: (): BoardEdit | undefined => {
      const ordered = made.filter((shift) => typeof shift !== 'string').sort((a, b) => a.startMs - b.startMs)
      return cellEdit(place, before, { shifts: ordered, ...marks, note: marks.note.trim() })
    },
  }
}
