import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { useFormat } from '../../lib/workspace.ts'
import { type DeferredCoverage, type InstantCoverage, type QueueCoverage, reasonParts } from './reason-parts.ts'
import { shownPercent } from './service-summary.ts'

/** What is said of an interval, sentence by sentence. */
export function useReading(coverage: RunCoverage, queue: QueueCoverage) {
  const staffing = useStaffingWords(coverage)
  const service = useServiceWords()
  return (at: number): string[] =>
    [...(queue.kind === 'instant' ? staffing.instant(queue, at) : [staffing.deferred(queue, at)]), service(queue, at)]
      // Nothing simulated, nothing to say.
      .filter((sentence) => sentence !== '')
}

function useStaffingWords(coverage: RunCoverage) {
  const { t } = useTranslation()
  const format = useFormat()
  const because = useReasonWords()
  const number = (value: number | undefined) => format.number(value ?? 0, 1)
  const span = (at: number) => {
    const start = Date.parse(coverage.starts[at] ?? '')
    return format.span(start, start + coverage.intervalMinutes * 60_000)
  }
  const covered = (queue: InstantCoverage, at: number) =>
    t('coverage.coveredWords', {
      covered: number(queue.coveredAgents[at]),
      net: format.signed(queue.netStaffing[at] ?? 0, 1),
    })
  return {
    instant: (queue: InstantCoverage, at: number) => {
      const figures = {
        when: span(at),
        onPosition: number(queue.requiredAgents[at]),
        required: number(queue.scheduledAgents[at]),
      }
      const lost = coverage.shrinkage?.[at] ?? 0
      const required = queue.requiredAgents[at] ?? 0
      return [
        required > 0 && queue.reasons
          ? t('coverage.whySum', { ...figures, reasons: because(queue, at) })
          : t('coverage.requiredOnly', figures),
        required > 0 && lost > 0
          ? t('coverage.afterShrinkage', { ...figures, share: format.percent(lost) })
          : t('coverage.toSchedule', figures),
        covered(queue, at),
      ]
    },
    deferred: (queue: DeferredCoverage, at: number) =>
      t('coverage.deferredReading', {
        when: span(at),
        backlog: number(queue.backlog[at]),
        overdue: number(queue.overdue[at]),
        covered: number(queue.coveredAgents[at]),
      }),
  }
}

/** "14.2 for the work itself + 1.9 so that 80 % are answered within 30 s - 0.4 ...". */
function useReasonWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ reasons, model }: InstantCoverage, at: number): string => {
    const words = {
      share: format.percent(model?.serviceLevelTarget ?? 0),
      wait: format.duration(model?.answerWithinSeconds ?? 0),
      occupancy: format.percent(model?.maxOccupancy ?? 1),
    }
    return (reasons ? reasonParts(reasons, at) : [])
      .map(({ reason, agents }, index) => {
        const sign = agents < 0 ? ' − ' : index > 0 ? ' + ' : ''
        const key = reason === 'carryOver' && agents < 0 ? 'yetToFill' : reason
        return sign + t(`coverage.because.${key}`, { ...words, agents: format.number(Math.abs(agents), 1) })
      })
      .join('')
  }
}

function useServiceWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (value: number | null | undefined) => (value == null ? '–' : format.percent(value, 0))
  return ({ kind, service, model }: QueueCoverage, at: number): string => {
    const level = service?.serviceLevel[at]
    if (level == null || !service || !model) return ''
    const figures = {
      level: share(shownPercent({ serviceLevel: level, asked: model.serviceLevelTarget }) / 100),
      lower: share(service.lower95[at]),
      upper: share(service.upper95[at]),
      target: share(model.serviceLevelTarget),
    }
    if (kind === 'deferred') return t('coverage.deferredService', figures)
    return t('coverage.instantService', {
      ...figures,
      wait: format.duration(service.asaSeconds[at] ?? 0),
      abandoned: share(service.abandonRate[at]),
      occupancy: share(service.occupancy[at]),
    })
  }
}
