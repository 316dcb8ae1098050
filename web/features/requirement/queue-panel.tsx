import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { useNames } from '../../lib/workspace.ts'
import { CoverageChart } from './coverage-chart.tsx'
import { HeadBar } from './head-bar.tsx'
import { IntervalFigures } from './interval-figures.tsx'
import type { QueueCoverage } from './reason-parts.ts'
import { ReasonsChart } from './reasons-chart.tsx'
import { ServiceChart } from './service-chart.tsx'
import { weakestInterval } from './service-summary.ts'
import { useIntervalChoice } from './use-interval-choice.ts'
import { useReading } from './use-reading.ts'
import { useWeakestWords } from './use-weakest-words.ts'

interface QueuePanelProps {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
  /** Reasons of the required agents in place of need against cover. */
  readonly asksWhy: boolean
  readonly replications: number
}

/** A queue's charts over the same intervals, and what is to be said of the chosen one. */
export function QueuePanel({ coverage, queue, asksWhy, replications }: QueuePanelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const weakestWords = useWeakestWords(coverage)
  const isInstant = queue.kind === 'instant'
  const choice = useIntervalChoice(coverage, isInstant ? queue.scheduledAgents : queue.backlog)
  const sentences = useReading(coverage, queue)(choice.chosen)
  const charts = { choice, reading: sentences.join(t('controls.sentenceGap')) }
  const reasons = isInstant ? queue.reasons : undefined
  const weakest = weakestInterval([queue], replications)
  return (
    <section className="panel" data-queue={queue.queueId}>
      <header className="panel-head">
        <h2>{names.queue(queue.queueId)}</h2>
        {weakest && <p className="soft">{weakestWords(weakest)}</p>}
      </header>
      {asksWhy && isInstant && reasons ? (
        <ReasonsChart queue={queue} reasons={reasons} {...charts} />
      ) : (
        <CoverageChart queue={queue} {...charts} />
      )}
      {!asksWhy && queue.service && queue.model && (
        <ServiceChart queue={queue} service={queue.service} asked={queue.model.serviceLevelTarget} {...charts} />
      )}
      <div className="interval-reading">
        {isInstant && reasons && <HeadBar queue={queue} reasons={reasons} at={choice.chosen} />}
        <Sentences sentences={sentences} />
      </div>
      <IntervalFigures {...{ coverage, queue, choice, asksWhy }} />
    </section>
  )
}

/** The first sentence is the one that was asked for. */
export function Sentences({ sentences: [first, ...rest] }: { sentences: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <>
      <p>
        <strong>{first}</strong>
      </p>
      <p className="soft">{rest.join(t('controls.sentenceGap'))}</p>
    </>
  )
}
