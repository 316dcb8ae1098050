import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePersonName } from '../../../lib/use-person-name.ts'
import { useFormat } from '../../../lib/workspace.ts'
import { EDIT_KINDS } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import type { HistoryEdit } from './edit-history.ts'
import { PanelFrame } from './panel-frame.tsx'

export interface HistoryPanelProps {
  /** Newest first: `historyEdits`. */
  readonly edits: readonly HistoryEdit[]
  /** Edits of the draft in all, of which the oldest may not be listed. */
  readonly revision: number
  /** The one cell that the list is about, in words; absent for all. */
  readonly cell?: string | undefined
  /** From one cell back to all. */
  readonly onAll: () => void
  readonly onGo: (edit: HistoryEdit) => void
  /** Whether what it changed is known and still stands. */
  readonly canTakeBack: (edit: HistoryEdit) => boolean
  /** As a new edit, which can itself be undone. */
  readonly onTakeBack: (edit: HistoryEdit) => void
  /** All of the draft back to the run, as a new edit. */
  readonly onRestore: () => void
  readonly onClose: () => void
}

/** Who changed what and when, and the ways back. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { t } = useTranslation()
  const { edits, revision, cell, onAll, onRestore, onClose } = props
  const [isAsking, setIsAsking] = useState(false)
  return (
    <PanelFrame title={t('boardPanel.history.title')} onClose={onClose}>
      {cell === undefined ? (
        <p className="panel-count">{t('boardPanel.history.count', { count: revision })}</p>
      ) : (
        <p>
          <strong>{cell}</strong>{' '}
          <button type="button" className="plain" onClick={onAll}>
            {t('boardPanel.history.all')}
          </button>
        </p>
      )}
      {edits.length === 0 && <p className="empty">{t('boardPanel.history.none')}</p>}
      <ol className="panel-list">
        {edits.map((edit) => (
          <Entry key={edit.id} edit={edit} {...props} />
        ))}
      </ol>
      {cell === undefined && edits.length < revision && edits.length > 0 && (
        <p className="soft">{t('boardPanel.history.older', { count: revision - edits.length })}</p>
      )}
      {revision > 0 && (
        <button type="button" className="danger" onClick={() => setIsAsking(true)}>
          {t('boardPanel.history.restore')}
        </button>
      )}
      {isAsking && (
        <BoardDialog title={t('boardPanel.history.restore')} onClose={() => setIsAsking(false)}>
          <p>{t('boardPanel.history.restoreHint')}</p>
          <div className="dialog-actions">
            <button
              type="button"
              className="danger"
              onClick={() => {
                setIsAsking(false)
                onRestore()
              }}
            >
              {t('boardPanel.history.restoreNow')}
            </button>
          </div>
        </BoardDialog>
      )}
    </PanelFrame>
  )
}

function Entry({ edit, onGo, canTakeBack, onTakeBack }: HistoryPanelProps & { edit: HistoryEdit }) {
  const { t } = useTranslation()
  const format = useFormat()
  const kind = EDIT_KINDS.find((known) => known === edit.kind)
  const what = kind ? t(`boardPanel.edit.${kind}`) : edit.kind
  const person = usePersonName()(edit.by, edit.name)
  const cells = t('boardPanel.cells', { count: edit.cells, cells: format.number(edit.cells) })
  return (
    <li className="panel-line history-entry" data-own={edit.isOwn || undefined}>
      <div>
        {edit.first ? (
          <button type="button" className="plain" onClick={() => onGo(edit)}>
            {what}
          </button>
        ) : (
          <strong>{what}</strong>
        )}{' '}
        <span className="soft">{cells}</span>
      </div>
      <div className="soft">
        <time dateTime={edit.at}>{format.moment(edit.at)}</time>{' '}
        {edit.isOwn ? t('boardPanel.history.you', { by: person }) : person}
      </div>
      {canTakeBack(edit) && (
        <button type="button" className="quiet" onClick={() => onTakeBack(edit)}>
          {t('boardPanel.history.takeBack')}
        </button>
      )}
    </li>
  )
}
