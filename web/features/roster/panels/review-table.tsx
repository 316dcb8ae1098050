import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import type { ReviewCell } from '../edits/cell-review.ts'
import type { EditContext } from '../edits/edit-context.ts'
import { adviceWords, refusalWords } from '../edits/edit-words.ts'
import { CellSummary } from './cell-summary.tsx'
import { isPossible, reviewKey } from './review-choice.ts'
import { useCellWords } from './use-cell-words.ts'

interface ReviewTableProps {
  readonly cells: readonly ReviewCell[]
  readonly context: EditContext
  readonly accepted: ReadonlySet<string>
  readonly onToggle: (cell: ReviewCell) => void
}

const LISTED = 200

export function ReviewTable({ cells, context, accepted, onToggle }: ReviewTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useCellWords(context.roster)
  const wrong = useWrongWords(context)
  const [listed, setListed] = useState(LISTED)
  const rest = cells.length - listed
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard */}
      <section className="table-frame" aria-label={t('boardPanel.review.table')} tabIndex={0}>
        <table className="review-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-text">{t('boardPanel.review.take')}</span>
              </th>
              {(['cell', 'before', 'after', 'wrong'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`boardPanel.review.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.slice(0, listed).map((cell) => (
              <tr
                key={reviewKey(cell)}
                data-problem={cell.refusals.length > 0 ? 'hard' : cell.advice.length > 0 ? 'soft' : undefined}
              >
                <td>
                  <input
                    type="checkbox"
                    disabled={!isPossible(cell)}
                    checked={accepted.has(reviewKey(cell))}
                    aria-label={t('boardPanel.review.takeCell', { cell: words.place(cell.place) })}
                    onChange={() => onToggle(cell)}
                  />
                </td>
                <th scope="row">{words.place(cell.place)}</th>
                <td>
                  <CellSummary cell={cell.before} person={cell.place.person} words={words} />
                </td>
                <td>
                  {isPossible(cell) ? (
                    <CellSummary cell={cell.after} person={cell.place.person} words={words} />
                  ) : (
                    <span className="soft">
                      {cell.text === '' ? t('boardPanel.review.stays') : <code>{cell.text}</code>}
                    </span>
                  )}
                </td>
                <td>
                  <span className="table-prose">{wrong(cell)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rest > 0 && (
        <button type="button" className="quiet" onClick={() => setListed(cells.length)}>
          {t('boardPanel.more', { count: rest, number: format.number(rest) })}
        </button>
      )}
    </>
  )
}

/** What is wrong with a cell, or was chosen for the planner, in sentences. */
function useWrongWords(context: EditContext): (cell: ReviewCell) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const names = { ...useNames(), day: format.day }
  return ({ refusals, advice }) =>
    [
      ...refusals.map((refusal) => refusalWords(t, names, context, refusal)),
      ...advice.map((item) => adviceWords(t, names, item)),
    ].join(t('controls.sentenceGap'))
}
