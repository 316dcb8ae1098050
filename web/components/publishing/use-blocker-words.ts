import { useTranslation } from 'react-i18next'
import type { PlanReportReply, PublishBlockerReply } from '../../../server/contracts/plan-report.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'

type Target = PlanReportReply['targets'][number]

/** A blocker in the reader's words. */
export interface BlockerWords {
  /** What was asked for, or which rule. */
  readonly what: string
  /** What came out. */
  readonly figures: string
  /** Where it is worst, when that is known. */
  readonly worst: string | undefined
}

/** "Not ready: 2 targets missed, 1 not proved". */
export function useNotReadyWords(): (blockers: readonly PublishBlockerReply[]) => string {
  const { t } = useTranslation()
  return (blockers) => {
    const why = (['brokenRule', 'nothingProved', 'targetMissed', 'targetUnproven'] as const).flatMap((kind) => {
      const count = blockers.filter((blocker) => blocker.kind === kind).length
      return count > 0 ? [t(`publishing.count.${kind}`, { count })] : []
    })
    return t('publishing.notReady', { why: why.join(t('controls.listComma')) })
  }
}

export function useBlockerWords(report: PlanReportReply): (blocker: PublishBlockerReply) => BlockerWords {
  const { t } = useTranslation()
  const names = useNames()
  const targetWords = useTargetWords()
  const worstWords = useWorstWords(report)
  return (blocker) => {
    if (blocker.kind === 'brokenRule') {
      const { ruleId, count, message } = blocker
      return { what: t('publishing.rule', { ruleId, count }), figures: message, worst: undefined }
    }
    if (blocker.kind === 'nothingProved') {
      return { what: names.queue(blocker.queue), figures: t('publishing.nothingProved'), worst: undefined }
    }
    const { target } = blocker
    return { ...targetWords(target), worst: worstWords(target) }
  }
}

function useTargetWords(): (target: Target) => Pick<BlockerWords, 'what' | 'figures'> {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const isInOpenHours = useIsInOpenHours()
  const figure = (unit: Target['unit'], value: number | null) => {
    if (value === null) return '–'
    return unit === 'share'
      ? format.percent(value, 1)
      : unit === 'seconds'
        ? format.duration(value)
        : format.number(value, 1)
  }
  return (target) => {
    const { kind, unit, asked, within, mean, lower95, upper95, preset, queue, over, at } = target
    const words = isInOpenHours(target) ? 'finishedWithinOpen' : kind
    const what = t(`publishing.target.${words}`, {
      queue: names.queue(queue),
      asked: figure(unit, asked),
      within: kind === 'finishedWithin' ? format.number(within ?? 0, 1) : format.duration(within ?? 0),
    })
    const parts = [
      what,
      t(`publishing.over.${over === 'week' && at !== null ? 'eachWeek' : over}`),
      ...(preset === null ? [] : [preset]),
    ]
    return {
      what: parts.join(t('controls.listComma')),
      figures: t('publishing.simulated', {
        mean: figure(unit, unit === 'share' && mean !== null ? notRoundedUpTo(asked, mean) : mean),
        lower: figure(unit, lower95),
        upper: figure(unit, upper95),
      }),
    }
  }
}

/** A share that is below what was asked, cut to the tenth of a percent where rounding would show it as kept. */
export const notRoundedUpTo = (asked: number, share: number): number =>
  share < asked && Math.round(share * 1000) >= Math.round(asked * 1000) ? Math.floor(share * 1000) / 1000 : share

/** Whether a deadline is the main one of its queue, and its hours run only while the queue is open. */
function useIsInOpenHours(): (target: Target) => boolean {
  const { queues } = usePlan()
  return ({ queue, kind, within, over, preset }) => {
    const main = queues.find(({ id }) => id === queue)?.target
    if (kind !== 'finishedWithin' || over !== 'week' || preset !== null || main?.kind !== 'deadline') return false
    return main.deadlineClock === 'open' && main.finishWithinHours === within
  }
}

/** The worst week of several, day or interval of the target itself; of one over the week, its queue's weakest interval. */
function useWorstWords({ serviceLevels }: PlanReportReply): (target: Target) => string | undefined {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ queue, kind, at, over, asked }) => {
    if (at !== null) {
      const words = { week: format.week(at.slice(0, 10)), day: format.dayOf(at), interval: format.moment(at) }
      return t('publishing.worstSpan', { when: words[over] })
    }
    // The weakest interval is known of a queue's main target alone.
    const isShare = kind === 'answeredWithin' || kind === 'finishedWithin'
    const level = serviceLevels.find((level) => isShare && level.queue === queue && level.targetShare === asked)
    if (!level?.worstInterval) return undefined
    const { start, mean } = level.worstInterval
    return t('publishing.worstInterval', { when: format.moment(start), share: format.percent(mean, 0) })
  }
}
