import { useTranslation } from 'react-i18next'
import type { FurtherTarget, TargetSettings, WallWindow } from '../../../server/contracts/queue-targets.ts'
import { useFormat } from '../../lib/workspace.ts'

/** Any Monday: weekdays are numbered from it. */
const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** An end past midnight, 25:00 in the plan, as the time that a clock shows then; 24:00 stays the end of its day. */
function endOfDay(to: string, nextDay: (time: string) => string): string {
  const hour = Number(to.slice(0, 2))
  return to > '24:00' ? nextDay(`${String(hour - 24).padStart(2, '0')}${to.slice(2)}`) : to
}

/** Targets in the reader's words. */
export function useTargetWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (fraction: number) => format.percent(fraction, 2)
  const list = (parts: readonly string[]) => parts.join(t('controls.listComma'))
  const clauses = (parts: readonly string[]) => parts.join(t('targets.comma'))
  const deadline = (clock: 'calendar' | 'open', fraction: number, hours: number) =>
    t(clock === 'open' ? 'target.deadlineOpen' : 'target.deadline', {
      share: share(fraction),
      hours: format.number(hours, 2),
    })
  const weekday = (number: number) =>
    format.weekday(new Date(MONDAY_MS + (number - 1) * DAY_MS).toISOString().slice(0, 10))
  const hours = ({ from, to, weekdays }: WallWindow) => {
    const span = `${from}–${endOfDay(to, (time) => t('targets.untilNextDay', { time }))}`
    return weekdays.length === 7 ? span : `${span} ${list(weekdays.toSorted().map(weekday))}`
  }
  const asked = (target: FurtherTarget): string => {
    switch (target.kind) {
      case 'answeredWithin':
        return t('target.serviceLevel', { share: share(target.share), wait: format.duration(target.seconds) })
      case 'repliedWithin':
        return t('targets.replied', { share: share(target.share), wait: format.duration(target.seconds) })
      case 'meanResponse':
        return t('targets.mean', { wait: format.duration(target.seconds) })
      case 'presence':
        return t('targets.presence', { agents: format.number(target.agents) })
      case 'finishedWithin':
        return deadline(target.clock, target.share, target.hours)
    }
  }
  const dates = (from: string | undefined, to: string | undefined) => [
    ...(from === undefined ? [] : [t('targets.since', { date: format.wallClock(from) })]),
    ...(to === undefined ? [] : [t('targets.until', { date: format.wallClock(to) })]),
  ]
  return {
    weekday,
    hours,
    dates,
    clauses,
    main: (settings: TargetSettings): string => {
      if (settings.kind === 'deferred') {
        const { deadlineClock, serviceLevelTarget, finishWithinHours } = settings.target
        return deadline(deadlineClock, serviceLevelTarget, finishWithinHours)
      }
      const { serviceLevelTarget, answerWithinSeconds } = settings.target
      const wait = format.duration(answerWithinSeconds)
      return clauses([t('target.serviceLevel', { share: share(serviceLevelTarget), wait }), t('targets.everyInterval')])
    },
    /** What is asked, when it counts and what it is judged over. */
    further: (target: FurtherTarget): string =>
      clauses([
        asked(target),
        ...(target.window ?? []).map(hours),
        ...dates(target.from, target.to),
        ...(target.exempt?.length ? [t('targets.exempt', { count: target.exempt.length })] : []),
        t(`targets.overWords.${target.over}`),
      ]),
  }
}
