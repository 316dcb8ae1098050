import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import { usePlan } from '../../../lib/workspace.ts'
import { type BoardEdit, type BoardRoster, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import { CellViolations } from './cell-violations.tsx'
import { MarkFields } from './mark-fields.tsx'
import type { ShiftFields } from './shift-fields.ts'
import { ShiftFieldset } from './shift-fieldset.tsx'
import { useCellDraft } from './use-cell-draft.ts'
import { type CellWords, useCellWords } from './use-cell-words.ts'

export interface CellEditorProps {
  readonly roster: BoardRoster
  readonly place: CellPlace
  /** The cell on the page, that the editor opens beside. */
  readonly anchor?: DOMRect | undefined
  /** Of the plan's settings. */
  readonly templates: readonly ShiftTemplate[]
  /** Of this cell. */
  readonly violations: readonly Violation[]
  /** Puts the cursor into the note at once. */
  readonly startsWithNote?: boolean
  readonly onSave: (edit: BoardEdit) => void
  /** Who could take a shift of the cell; absent where that is not offered. */
  readonly onCandidates?: ((shift: Assignment) => void) | undefined
  readonly onClose: () => void
}

/** A day of a person, or of the open shifts, in all its parts. */
export function CellEditor(props: CellEditorProps) {
  const { t } = useTranslation()
  const { roster, place, violations, onClose } = props
  const words = useCellWords(roster)
  const draft = useCellDraft(props)
  const hasProblem = draft.problems.some((problem) => problem !== undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (hasProblem) return
    const edit = draft.edit()
    if (edit) props.onSave(edit)
    onClose()
  }
  return (
    <BoardDialog title={words.place(place)} anchor={props.anchor} className="cell-editor" onClose={onClose}>
      <form onSubmit={submit}>
        {violations.length > 0 && <CellViolations violations={violations} />}
        {draft.isChanged && (
          <p className="field-problem" role="alert">
            {t('boardPanel.cell.changed', { cell: words.cell(draft.before, place.person) })}
          </p>
        )}
        <Shifts {...props} draft={draft} words={words} />
        <MarkFields
          marks={draft.marks}
          isOpenRow={place.person === OPEN_ROW}
          startsWithNote={props.startsWithNote ?? false}
          onChange={draft.setMarks}
        />
        <div className="dialog-actions">
          <button type="submit" disabled={hasProblem}>
            {t('boardPanel.cell.save')}
          </button>
        </div>
      </form>
    </BoardDialog>
  )
}

interface ShiftsProps extends CellEditorProps {
  readonly draft: ReturnType<typeof useCellDraft>
  readonly words: CellWords
}

function Shifts({ roster, place, templates, draft, words, onCandidates }: ShiftsProps) {
  const { t } = useTranslation()
  const queueIds = useQueueIds(roster, place)
  const [first] = draft.before.shifts
  return (
    <>
      {draft.shifts.length === 0 && <p className="soft">{t('boardPanel.off')}</p>}
      {draft.shifts.map((fields, index) => (
        <ShiftFieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: shifts of a day have no id, and new ones no time yet
          key={index}
          number={draft.shifts.length > 1 ? index + 1 : undefined}
          fields={fields}
          templates={templates}
          queueIds={queueIds}
          problem={draft.problems[index]}
          fixedBy={fixedBy(fields, draft.marks.locked)}
          words={(span) => words.times(span, place.person)}
          onChange={(next) => draft.setShift(index, next)}
          onRemove={() => draft.removeShift(index)}
        />
      ))}
      <div className="toolbar">
        <button type="button" data-first className="quiet" disabled={draft.marks.locked} onClick={draft.addShift}>
          {t('boardPanel.cell.addShift')}
        </button>
        {onCandidates && first && (
          <button type="button" className="quiet" onClick={() => onCandidates(first)}>
            {t('boardPanel.menu.candidates')}
          </button>
        )}
      </div>
    </>
  )
}

const fixedBy = ({ source }: ShiftFields, isLocked: boolean) =>
  isLocked ? 'locked' : source?.pinned ? 'pinned' : undefined

/** Queues that can be chosen: what the person can serve, and what the shifts name already. */
function useQueueIds({ people, cells, open }: BoardRoster, { person, day }: CellPlace): string[] {
  const { queues } = usePlan()
  const { skills } = people[person] ?? { skills: queues.map(({ id }) => id) }
  const named = (cells[person]?.[day] ?? open[day])?.shifts.flatMap(({ queueIds }) => queueIds) ?? []
  const known = new Set([...skills, ...named])
  return queues.map(({ id }) => id).filter((id) => known.has(id))
}
