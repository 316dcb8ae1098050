import { useTranslation } from 'react-i18next'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import { useViolationWords } from './use-violation-words.ts'

/** What is wrong with a cell, by the name of each rule. */
export function CellViolations({ violations }: { violations: readonly Violation[] }) {
  const { t } = useTranslation()
  const words = useViolationWords()
  return (
    <ul className="violation-lines">
      {violations.map((violation) => (
        <li key={JSON.stringify(violation)} className="violation-line" data-severity={violation.severity}>
          <span className="chip" data-tone={violation.severity === 'hard' ? 'bad' : 'warn'}>
            {t(`boardPanel.severity.${violation.severity}`)}
          </span>{' '}
          <strong>{words.rule(violation)}</strong> {words.size(violation)}{' '}
          <span className="soft">{words.detail(violation)}</span>
        </li>
      ))}
    </ul>
  )
}
