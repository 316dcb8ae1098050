import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftRunRequest } from '../../../../server/contracts/roster-draft.ts'
import { Choice } from '../../../components/choice.tsx'
import { Failure } from '../../../components/failure.tsx'
import { usePlan } from '../../../lib/workspace.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import { ReplanFields } from './replan-fields.tsx'
import { lockedAndOpen, type ReplanChoices, replanRequest, type SelectedParts } from './replan-request.ts'

export interface ReplanDialogProps {
  readonly roster: BoardRoster
  /** What the dialog opens with. */
  readonly mode: DraftRunRequest['mode']
  /** Of the run that the draft is of. */
  readonly gap: number
  readonly timeLimitSeconds: number
  /** Hard rules that the draft breaks; undefined while it is being checked. */
  readonly hard: number | undefined
  readonly selected: SelectedParts
  /** Edits that the server does not have yet would not be part of the run. */
  readonly isSaved: boolean
  readonly isPending: boolean
  readonly error: Error | null
  readonly onStart: (request: DraftRunRequest) => void
  readonly onClose: () => void
}

/** From the draft to a run: checked and simulated as it is, which is the way to publishing, or solved on. */
export function ReplanDialog(props: ReplanDialogProps) {
  const { t } = useTranslation()
  const { currency } = usePlan()
  const { roster, selected, isSaved, isPending, error, onStart, onClose } = props
  const [mode, setMode] = useState(props.mode)
  const [choices, setChoices] = useState<ReplanChoices>(() => firstChoices(props))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onStart(mode === 'check' ? { mode } : replanRequest(choices, roster, selected, currency))
  }
  return (
    <BoardDialog title={t('boardPanel.replan.title')} onClose={onClose}>
      <form onSubmit={submit}>
        <Choice
          label={t('boardPanel.replan.mode')}
          value={mode}
          options={(['check', 'replan'] as const).map((value) => ({
            value,
            label: t(`boardPanel.replan.modeOf.${value}`),
          }))}
          onChange={setMode}
        />
        <p>{t(`boardPanel.replan.hint.${mode}`)}</p>
        <Notes {...props} mode={mode} />
        {mode === 'replan' && (
          <ReplanFields
            roster={roster}
            selected={selected}
            choices={choices}
            onChange={(part) => setChoices({ ...choices, ...part })}
          />
        )}
        {!isSaved && <p role="status">{t('boardPanel.replan.unsaved')}</p>}
        {error && <Failure error={error} />}
        <div className="dialog-actions">
          <button type="submit" data-first disabled={isPending || !isSaved}>
            {t(`boardPanel.replan.start.${mode}`)}
          </button>
        </div>
      </form>
    </BoardDialog>
  )
}

const firstChoices = ({ gap, timeLimitSeconds }: ReplanDialogProps): ReplanChoices => ({
  keepBefore: '',
  groups: [],
  keepSelectedPeople: false,
  keepSelectedDays: false,
  keepShifts: false,
  releaseLocks: false,
  gap,
  timeLimitSeconds,
  changeCost: '',
})

/** What somebody should know before waiting for it. */
function Notes({ roster, hard, mode }: ReplanDialogProps) {
  const { t } = useTranslation()
  const { locked, openShifts } = lockedAndOpen(roster)
  const notes = [
    mode === 'replan' && { tone: 'work', text: t('boardPanel.replan.locked', { count: locked }) },
    openShifts > 0 && { tone: 'warn', text: t('boardPanel.replan.open', { count: openShifts }) },
    hard === undefined && { tone: 'work', text: t('boardPanel.replan.checking') },
    hard !== undefined && hard > 0 && { tone: 'bad', text: t(`boardPanel.replan.hard.${mode}`, { count: hard }) },
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <ul className="replan-notes">
      {notes.map(({ tone, text }) => (
        <li key={text} className="panel-line" data-tone={tone}>
          {text}
        </li>
      ))}
    </ul>
  )
}
