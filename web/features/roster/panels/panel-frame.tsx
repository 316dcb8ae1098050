import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

interface PanelFrameProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Beside the title. */
  readonly actions?: ReactNode
}

/** A panel beside the board, with its head and the way to close it. */
export function PanelFrame({ title, onClose, children, actions }: PanelFrameProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <aside className="panel board-panel" aria-labelledby={id}>
      <div className="board-panel-head">
        <h2 id={id}>{title}</h2>
        {actions}
        <button type="button" className="quiet" aria-label={t('boardPanel.closePanel', { title })} onClick={onClose}>
          ✕
        </button>
      </div>
      {children}
    </aside>
  )
}
