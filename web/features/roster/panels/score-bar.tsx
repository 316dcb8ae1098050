import { useTranslation } from 'react-i18next'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import { type FigureChange, figureChange, type ScoreFigures } from './score-figures.ts'

export interface ScoreBarProps {
  /** Undefined until the first score is there. */
  readonly figures: ScoreFigures | undefined
  /** The run as it was; undefined where it is not known, and then no changes are told. */
  readonly before: ScoreFigures | undefined
  /** An edit is not yet counted in. */
  readonly isBehind: boolean
  /** Why there is no score, in words. */
  readonly problem?: string | undefined
  /** How long the last re-check took. */
  readonly milliseconds?: number | undefined
  readonly onViolations: () => void
}

/** What the roster comes to after every edit, against the run that it was made from. */
export function ScoreBar({ figures, before, isBehind, problem, milliseconds, onViolations }: ScoreBarProps) {
  const { t } = useTranslation()
  return (
    <section className="score-bar" aria-label={t('boardPanel.score.title')} aria-busy={isBehind}>
      {problem !== undefined && <p className="score-problem">{t('boardPanel.score.problem', { problem })}</p>}
      {figures ? (
        <Figures figures={figures} before={before} onViolations={onViolations} />
      ) : (
        problem === undefined && <p className="soft">{t('boardPanel.score.first')}</p>
      )}
      <p className="score-note soft" aria-live="polite">
        {isBehind && problem === undefined
          ? t('boardPanel.score.behind')
          : figures && milliseconds !== undefined
            ? t('boardPanel.score.took', { milliseconds: Math.round(milliseconds) })
            : ''}
      </p>
    </section>
  )
}

interface FiguresProps {
  readonly figures: ScoreFigures
  readonly before: ScoreFigures | undefined
  readonly onViolations: () => void
}

function Figures({ figures, before, onViolations }: FiguresProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const signedMoney = (by: number) => `${by > 0 ? '+' : ''}${format.money(by, figures.wages)}`
  const hours = (value: number) => t('boardPanel.hours', { hours: format.hours(value) })
  const signedHours = (by: number) => t('boardPanel.hours', { hours: format.signed(by, 1) })
  return (
    <dl>
      <Figure
        label={t('boardPanel.score.wages')}
        value={format.money(figures.wages)}
        change={before && figureChange(figures.wages, before.wages, 50)}
        words={signedMoney}
      />
      <Figure
        label={t('boardPanel.score.short')}
        value={hours(figures.shortHours)}
        isBad={figures.shortHours > 0.05}
        change={before && figureChange(figures.shortHours, before.shortHours, 0.05)}
        words={signedHours}
      />
      {(figures.overdueHours > 0.05 || (before?.overdueHours ?? 0) > 0.05) && (
        <Figure
          label={t('boardPanel.score.overdue')}
          value={hours(figures.overdueHours)}
          isBad={figures.overdueHours > 0.05}
          change={before && figureChange(figures.overdueHours, before.overdueHours, 0.05)}
          words={signedHours}
        />
      )}
      <ServiceFigure figures={figures} before={before} />
      <Figure
        label={t('boardPanel.score.hard')}
        value={format.number(figures.hard)}
        isBad={figures.hard > 0}
        change={before && figureChange(figures.hard, before.hard, 0.5)}
        words={format.signed}
        onClick={onViolations}
      />
      <Figure
        label={t('boardPanel.score.soft')}
        value={format.number(figures.soft)}
        change={before && figureChange(figures.soft, before.soft, 0.5)}
        words={format.signed}
        onClick={onViolations}
      />
    </dl>
  )
}

function ServiceFigure({ figures: { worstService }, before }: Omit<FiguresProps, 'onViolations'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (!worstService) return null
  const { queueId, mean, target } = worstService
  const was = before?.worstService
  return (
    <Figure
      label={t('boardPanel.score.service', { queue: names.queue(queueId) })}
      hint={t('boardPanel.score.estimateHint')}
      value={t('boardPanel.score.about', { share: format.percent(mean) })}
      aside={t('boardPanel.score.target', { share: format.percent(target) })}
      isBad={mean < target}
      change={was && was.queueId === queueId ? figureChange(mean, was.mean, 0.0005, true) : undefined}
      words={(by) => t('boardPanel.score.points', { by: format.signed(by * 100, 1) })}
    />
  )
}

interface FigureProps {
  readonly label: string
  readonly value: string
  /** What the figure is held against. */
  readonly aside?: string
  readonly hint?: string
  readonly isBad?: boolean
  readonly change: FigureChange | undefined
  readonly words: (by: number) => string
  readonly onClick?: () => void
}

function Figure({ label, value, aside, hint, isBad = false, change, words, onClick }: FigureProps) {
  const { t } = useTranslation()
  const shown = (
    <>
      {isBad && <span aria-hidden="true">! </span>}
      {value}
    </>
  )
  return (
    <div className="score-figure" title={hint}>
      <dt>
        {label}
        {aside && ` · ${aside}`}
      </dt>
      <dd data-tone={isBad ? 'bad' : undefined}>
        {onClick ? (
          <button type="button" className="plain score-button" onClick={onClick}>
            {shown}
          </button>
        ) : (
          <strong>{shown}</strong>
        )}
        {change && change.tone !== 'same' && (
          <span className="score-change" data-tone={change.tone}>
            {change.by > 0 ? '▲' : '▼'} {words(change.by)} {t(`boardPanel.score.tone.${change.tone}`)}
          </span>
        )}
        {hint && <span className="hidden-text">{hint}</span>}
      </dd>
    </div>
  )
}
