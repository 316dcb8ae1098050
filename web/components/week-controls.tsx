import { useTranslation } from 'react-i18next'
import { navigate, useRoute } from '../lib/route.ts'
import { weeksOf } from '../lib/week-grid.ts'
import { useFormat, useNames, usePlan } from '../lib/workspace.ts'
import { Choice } from './choice.tsx'

/** All queues or one of them, kept in the address. */
export function QueueChoice() {
  const { t } = useTranslation()
  const { queue } = useRoute()
  const names = useNames()
  const { queues } = usePlan()
  return (
    <Choice
      label={t('controls.queue')}
      value={queues.some(({ id }) => id === queue) ? (queue ?? '') : ''}
      options={[
        { value: '', label: t('controls.allQueues') },
        ...queues.map(({ id }) => ({ value: id, label: names.queue(id) })),
      ]}
      onChange={(value) => navigate({ queue: value === '' ? undefined : value }, { replace: true })}
    />
  )
}

/** One of a run's weeks, kept in the address; nothing where there is but one. */
export function WeekChoice({ days, shown }: { days: readonly string[]; shown: readonly string[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const weeks = weeksOf(days)
  if (weeks.length < 2) return null
  return (
    <Choice
      label={t('controls.week')}
      value={shown[0] ?? ''}
      options={weeks.map(([first = '']) => ({ value: first, label: format.week(first) }))}
      onChange={(week) => navigate({ week, day: undefined, at: undefined }, { replace: true })}
    />
  )
}

/** One day of the week, kept in the address. `withWeek` adds the whole week as the first choice. */
export function DayChoice({
  days,
  day,
  withWeek,
}: {
  days: readonly string[]
  day: string | undefined
  withWeek?: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Choice
      label={t('controls.day')}
      value={day ?? ''}
      options={[
        ...(withWeek ? [{ value: '', label: t('controls.wholeWeek') }] : []),
        ...days.map((date) => ({ value: date, label: format.day(date) })),
      ]}
      onChange={(value) => navigate({ week: days[0], day: value === '' ? undefined : value }, { replace: true })}
    />
  )
}

/** Queue ids to show for the address's queue. */
export function useShownQueues(): (queueId: string) => boolean {
  const { queue } = useRoute()
  const { queues } = usePlan()
  const isKnown = queues.some(({ id }) => id === queue)
  return (queueId) => !isKnown || queueId === queue
}
