import { useTranslation } from 'react-i18next'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { OpenShiftCandidates, ShiftCandidate } from '../../../../solver/rescore/shift-candidates.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import type { BoardRoster, CellPlace } from '../model/board-roster.ts'
import { PanelFrame } from './panel-frame.tsx'
import { useCellWords } from './use-cell-words.ts'
import { useViolationWords } from './use-violation-words.ts'

export interface CandidatesPanelProps {
  readonly roster: BoardRoster
  /** Where the shift stands now: among the open ones, or with somebody who gives it away. */
  readonly place: CellPlace
  readonly shift: Assignment
  /** Undefined while they are being found. */
  readonly found: OpenShiftCandidates | undefined
  /** Why they could not be found, in words. */
  readonly problem?: string | undefined
  readonly onGive: (candidate: ShiftCandidate) => void
  /** Shows the person's row. */
  readonly onGo: (place: CellPlace) => void
  readonly onClose: () => void
}

/** Who could take a shift, best first, and what each would cost and break. */
export function CandidatesPanel(props: CandidatesPanelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { roster, place, shift, found, problem, onClose } = props
  const words = useCellWords(roster)
  return (
    <PanelFrame title={t('boardPanel.candidates.title')} onClose={onClose}>
      <p>
        <strong>{words.shift(shift, place.person)}</strong> {words.place(place)}
        <br />
        <span className="soft">{shift.queueIds.map(names.queue).join(t('controls.listComma'))}</span>
      </p>
      <p role="status" className="panel-count">
        {problem !== undefined
          ? t('boardPanel.candidates.problem', { problem })
          : found
            ? t('boardPanel.candidates.count', { count: found.candidates.length })
            : t('boardPanel.candidates.finding')}
      </p>
      {found && (
        <>
          <ol className="panel-list">
            {found.candidates.map((candidate, rank) => (
              <Candidate key={candidate.employeeId} candidate={candidate} isBest={rank === 0} {...props} />
            ))}
          </ol>
          <KeptOut keptOut={found.keptOut} />
        </>
      )}
    </PanelFrame>
  )
}

/** Overtime below it is rounding. */
const SMALLEST_MINUTES = 1

interface CandidateProps extends CandidatesPanelProps {
  readonly candidate: ShiftCandidate
  readonly isBest: boolean
}

function Candidate({ candidate, isBest, roster, place, onGive, onGo }: CandidateProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const words = useViolationWords()
  const { employeeId, costChange, overtimeMinutes, restoredAgentHours, newViolations } = candidate
  const person = roster.people.findIndex(({ id }) => id === employeeId)
  const name = roster.people[person]?.name ?? employeeId
  const money = `${costChange > 0 ? '+' : ''}${format.money(costChange)}`
  return (
    <li className="panel-line candidate">
      <div>
        <button type="button" className="plain" onClick={() => onGo({ person, day: place.day })}>
          <strong>{name}</strong>
        </button>{' '}
        <span className="soft">{names.group(roster.people[person]?.group ?? '')}</span>
      </div>
      <button
        type="button"
        className={isBest ? undefined : 'quiet'}
        onClick={() => onGive(candidate)}
        aria-label={t('boardPanel.candidates.giveTo', { name })}
      >
        {t('boardPanel.candidates.give')}
      </button>
      <p className="candidate-figures">
        <span>{t('boardPanel.candidates.cost', { money })}</span>
        {overtimeMinutes >= SMALLEST_MINUTES && (
          <span className="chip" data-tone="warn">
            {t('boardPanel.candidates.overtime', { hours: format.number(overtimeMinutes / 60, 1) })}
          </span>
        )}
        {restoredAgentHours > 0.05 && (
          <span className="chip" data-tone="good">
            {t('boardPanel.candidates.restored', { hours: format.hours(restoredAgentHours) })}
          </span>
        )}
      </p>
      {newViolations.length > 0 && (
        <p className="soft">
          {t('boardPanel.candidates.breaks', {
            rules: newViolations
              .map((violation) => `${words.rule(violation)} ${words.size(violation)}`)
              .join(t('controls.listComma')),
          })}
        </p>
      )}
    </li>
  )
}

/** Nobody is left out of the list without a reason. */
function KeptOut({ keptOut }: Pick<OpenShiftCandidates, 'keptOut'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (keptOut.length === 0) return null
  const count = keptOut.reduce((total, { people }) => total + people, 0)
  return (
    <details className="kept-out" open>
      <summary>{t('boardPanel.candidates.keptOut', { count, people: format.number(count) })}</summary>
      <ul>
        {keptOut.map(({ why, ruleId = '', people }) => (
          <li key={`${why} ${ruleId}`}>
            {t(`boardPanel.candidates.why.${why}`, { count: people, people: format.number(people), rule: ruleId })}
          </li>
        ))}
      </ul>
    </details>
  )
}
