import { useTranslation } from 'react-i18next'
import type { DraftState } from '../edits/draft-sync.ts'

export interface SaveStateProps {
  readonly state: DraftState
  /** Edits that the server does not have yet; they are kept in this browser. */
  readonly waiting: number
  /** Opens what two people changed at once. */
  readonly onResolve: () => void
}

const TONES = { saved: 'good', saving: 'work', offline: 'warn', conflict: 'bad' } as const
const SIGNS = { saved: '✓', saving: '…', offline: '!', conflict: '!' } as const

/** Whether what is on the board is also with the server. */
export function SaveState({ state, waiting, onResolve }: SaveStateProps) {
  const { t } = useTranslation()
  const words = t(`boardPanel.save.${state}`, { count: waiting })
  return (
    <span className="save-state" role="status">
      {state === 'conflict' ? (
        <button type="button" className="danger" onClick={onResolve}>
          {words}
        </button>
      ) : (
        <span className="chip" data-tone={TONES[state]}>
          <span aria-hidden="true">{SIGNS[state]} </span>
          {words}
        </span>
      )}
    </span>
  )
}
