import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../../components/choice.tsx'
import { CsvButton } from '../../../components/csv-button.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import type { BoardRoster, CellPlace } from '../model/board-roster.ts'
import { DifferenceList, useDifferenceTable } from './difference-list.tsx'
import { HoursChanges } from './hours-changes.tsx'
import { PanelFrame } from './panel-frame.tsx'
import { DIFFERENCE_KINDS, differenceCounts, rosterDifferences } from './roster-differences.ts'

export interface ComparePanelProps {
  readonly draft: BoardRoster
  /** As the run made it. */
  readonly run: BoardRoster
  /** What was published of these weeks; undefined where nothing was, or while it is being fetched. */
  readonly published: BoardRoster | undefined
  readonly isLoading: boolean
  readonly onGo: (place: CellPlace) => void
  readonly onClose: () => void
}

/** What the draft changes for whom, against what people were told or what the run made. */
export function ComparePanel({ draft, run, published, isLoading, onGo, onClose }: ComparePanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [against, setAgainst] = useState<'published' | 'run'>('published')
  const other = against === 'run' || !published ? run : published
  const isPublished = other === published
  const differences = useMemo(() => rosterDifferences(other, draft), [other, draft])
  const counts = differenceCounts(differences.days)
  const people = new Set(differences.days.map(({ employeeId }) => employeeId)).size
  const table = useDifferenceTable(differences.days)
  return (
    <PanelFrame
      title={t('boardPanel.compare.title')}
      onClose={onClose}
      actions={differences.days.length > 0 && <CsvButton file="roster-changes.csv" table={table} />}
    >
      {published ? (
        <Choice
          label={t('boardPanel.compare.against')}
          value={against}
          options={(['published', 'run'] as const).map((value) => ({
            value,
            label: t(`boardPanel.compare.with.${value}`),
          }))}
          onChange={setAgainst}
        />
      ) : (
        <p className="soft">{t(isLoading ? 'boardPanel.compare.loading' : 'boardPanel.compare.unpublished')}</p>
      )}
      <p role="status" className="panel-count">
        {t('boardPanel.compare.count', {
          count: differences.days.length,
          days: format.number(differences.days.length),
        })}
        {t('controls.sentenceGap')}
        {differences.days.length > 0 && t('boardPanel.compare.people', { count: people })}
      </p>
      {isPublished && differences.dates.length < draft.days.length && (
        <p className="soft">{t('boardPanel.compare.partly', { count: differences.dates.length })}</p>
      )}
      <p className="compare-counts">
        {DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
          <span key={kind} className="chip">
            {t(`boardPanel.compare.kindCount.${kind}`, { count: counts[kind], number: format.number(counts[kind]) })}
          </span>
        ))}
      </p>
      <HoursChanges hours={differences.hours} />
      <DifferenceList days={differences.days} draft={draft} onGo={onGo} />
    </PanelFrame>
  )
}
