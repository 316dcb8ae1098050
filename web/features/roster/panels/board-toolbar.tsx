import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../../components/choice.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import { BOARD_ZOOMS, type BoardRoster, type BoardZoom, type EditKind } from '../model/board-roster.ts'
import type { BoardFilter } from './board-filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { SpanStep } from './span-step.tsx'

/** An edit that the next undo takes back, or redo brings back. */
export interface NamedEdit {
  readonly kind: EditKind
  readonly cells: number
}

export interface BoardToolbarProps {
  readonly roster: Pick<BoardRoster, 'days' | 'people'>
  readonly zoom: BoardZoom
  readonly onZoom: (zoom: BoardZoom) => void
  /** Day that the board begins with, by index. */
  readonly firstDay: number
  readonly onFirstDay: (day: number) => void
  readonly filter: BoardFilter
  readonly onFilter: (part: Partial<BoardFilter>) => void
  /** People whom the filter leaves. */
  readonly shown: number
  readonly undoable: NamedEdit | undefined
  readonly redoable: NamedEdit | undefined
  readonly onUndo: () => void
  readonly onRedo: () => void
  /** Focused by the key for finding. */
  readonly findField?: RefObject<HTMLInputElement | null>
  /** Cells that have what is looked for, and which of them is the current one, from 1; absent while nothing is. */
  readonly found?: { readonly cells: number; readonly at: number } | undefined
  readonly onFindStep?: (step: 1 | -1) => void
  readonly onPrint: () => void
  /** Takes the roster as drafted away as roster.csv. */
  readonly onDownload: () => void
  readonly onKeys: () => void
}

/** What of the roster is shown, and what can be done with all of it. */
export function BoardToolbar(props: BoardToolbarProps) {
  const { t } = useTranslation()
  const { roster, zoom, firstDay, undoable, redoable } = props
  return (
    <div className="board-toolbar">
      <div className="toolbar">
        <Choice
          label={t('boardPanel.zoom.title')}
          value={zoom}
          options={BOARD_ZOOMS.map((value) => ({ value, label: t(`boardPanel.zoom.${value}`) }))}
          onChange={props.onZoom}
        />
        <SpanStep days={roster.days} zoom={zoom} firstDay={firstDay} onFirstDay={props.onFirstDay} />
        <span className="button-pair">
          <StepButton step="undo" edit={undoable} onClick={props.onUndo} />
          <StepButton step="redo" edit={redoable} onClick={props.onRedo} />
        </span>
        <span className="at-end">
          <button type="button" className="quiet" onClick={props.onPrint}>
            {t('boardPanel.print')}
          </button>
          <button type="button" className="quiet" onClick={props.onDownload}>
            {t('controls.download', { file: 'roster.csv' })}
          </button>
          <button type="button" className="quiet" onClick={props.onKeys} aria-keyshortcuts="?">
            {t('boardPanel.keys.open')}
          </button>
        </span>
      </div>
      <FilterBar {...props} />
    </div>
  )
}

/** Says what it would take back, so that nobody has to remember. */
function StepButton({
  step,
  edit,
  onClick,
}: {
  step: 'undo' | 'redo'
  edit: NamedEdit | undefined
  onClick: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const what =
    edit &&
    t(`boardPanel.${step}What`, {
      what: t(`boardPanel.edit.${edit.kind}`),
      cells: t('boardPanel.cells', { count: edit.cells, cells: format.number(edit.cells) }),
    })
  const name = t(`boardPanel.${step}`)
  return (
    <button
      type="button"
      className="quiet"
      disabled={!edit}
      onClick={onClick}
      title={what}
      aria-label={what ?? name}
      aria-keyshortcuts={step === 'undo' ? 'Control+Z' : 'Control+Y'}
    >
      <span aria-hidden="true">{step === 'undo' ? '↶' : '↷'}</span>
      <span className="step-word">{edit ? t(`boardPanel.edit.${edit.kind}`) : name}</span>
    </button>
  )
}
