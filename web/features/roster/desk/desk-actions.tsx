import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { OnlyWith } from '../../../components/only-with.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import { sameCell } from '../edits/same-cell.ts'
import { type BoardRoster, EMPTY_CELL } from '../model/board-roster.ts'
import { SaveState } from '../panels/save-state.tsx'
import type { BoardDesk } from './board-desk.ts'
import { DESK_PANELS, type DeskPanel } from './desk-dialog.ts'
import { useDraftStatus } from './use-desk.ts'

interface DeskActionsProps {
  readonly desk: BoardDesk
  readonly roster: BoardRoster
  readonly panel: DeskPanel | undefined
  readonly onPanel: (panel: DeskPanel | undefined) => void
  readonly onConflict: () => void
  readonly onRun: (mode: 'check' | 'replan') => void
}

/** How far the draft is from its run, whether it is saved, and the ways on from it. */
export function DeskActions({ desk, roster, panel, onPanel, onConflict, onRun }: DeskActionsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, waiting, isKept } = useDraftStatus(desk)
  const changed = useMemo(() => changedDays(roster, desk.made), [roster, desk.made])
  return (
    <div className="toolbar desk-actions">
      <strong>
        {t(changed === 0 ? 'boardDesk.asMade' : 'boardDesk.changed', { count: changed, days: format.number(changed) })}
      </strong>
      <SaveState state={state} waiting={waiting} onResolve={onConflict} />
      {!isKept && (
        <span className="chip" data-tone="bad" role="status">
          {t('boardDesk.notKept')}
        </span>
      )}
      <span className="desk-panels">
        {DESK_PANELS.filter((each) => each !== 'candidates').map((each) => (
          <button
            key={each}
            type="button"
            className="quiet"
            aria-pressed={panel === each}
            onClick={() => onPanel(panel === each ? undefined : each)}
          >
            {t(`boardDesk.panel.${each}`)}
          </button>
        ))}
      </span>
      <OnlyWith right="plan.edit" says="planEdit">
        <span className="at-end">
          <button type="button" className="quiet" onClick={() => onRun('replan')}>
            {t('boardDesk.solveOn')}
          </button>
          <button type="button" onClick={() => onRun('check')}>
            {t('boardDesk.check')}
          </button>
        </span>
      </OnlyWith>
    </div>
  )
}

/** Days of people, and of open shifts, that are not as the run made them. */
function changedDays(roster: BoardRoster, made: BoardRoster): number {
  const ofRow = (row: BoardRoster['open'], old: BoardRoster['open'] | undefined): number =>
    row === old ? 0 : row.filter((cell, day) => !sameCell(cell, old?.[day] ?? EMPTY_CELL)).length
  return roster.cells.reduce((sum, row, person) => sum + ofRow(row, made.cells[person]), ofRow(roster.open, made.open))
}
