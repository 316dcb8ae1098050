import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { ForecastContent, ForecastSnapshot } from '../../../server/contracts/forecast.ts'
import { horizonEnd } from '../../../solver/domain/horizon.ts'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import { useShownQueues } from '../../components/week-controls.tsx'
import { withinAll } from '../../components/zoom.ts'
import { forecastContentQuery } from '../../lib/queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { DayDrivers } from './day-drivers.tsx'
import { dayStepsOf } from './day-parts.ts'
import { ForecastAnswer } from './forecast-answer.tsx'
import { OverrideForm } from './override-form.tsx'
import { OverrideList, UndoBar } from './override-list.tsx'
import { QueuePanel } from './queue-panel.tsx'
import { RangeControls, rangeOf, windowOf } from './range-controls.tsx'
import { modelForecast, overriddenForecast, overrideSteps } from './shown-forecast.ts'
import { grainOf, sumOf, timelineOf } from './timeline.ts'
import { useOverrideDraft } from './use-override-draft.ts'
import { useOverrides } from './use-overrides.ts'

interface ForecastBoardProps {
  readonly snapshot: ForecastSnapshot
  readonly as: 'chart' | 'table'
  /** Stands under the answer. */
  readonly toolbar: ReactNode
}

/** A snapshot with the overrides on top: the answer, a panel for each queue, and the list of overrides. */
export function ForecastBoard({ snapshot, as, toolbar }: ForecastBoardProps) {
  const { data: content } = useSuspenseQuery(forecastContentQuery(snapshot.id))
  const overrides = useOverrides()
  const isShown = useShownQueues()
  const route = useRoute()
  const by = route.by === 'intervals' ? 'intervals' : 'days'
  const { model, timeline } = useMemo(
    () => ({ model: modelForecast(content), timeline: timelineOf(content) }),
    [content],
  )
  const grain = useMemo(() => grainOf(timeline, by), [timeline, by])
  const steps = useMemo(() => overrideSteps(model, overrides.saved), [model, overrides.saved])
  const found = useMemo(() => overriddenForecast(model, overrides.saved), [model, overrides.saved])
  const drafting = useOverrideDraft({ model, found, timeline, grain, overrides, pickedDay: route.day })
  const [pickedQueue, setPickedQueue] = useState<string>()
  const view = useWindow(timeline.horizon, model.horizon.startsAt, rangeOf(route.range))
  const queues = content.queues.filter(({ queueId }) => isShown(queueId))
  const pick = useCallback((queueId: string, date: string) => {
    setPickedQueue(queueId)
    navigate({ day: date }, { replace: true })
  }, [])
  const driversAt = queues.some(({ queueId }) => queueId === pickedQueue) ? pickedQueue : queues[0]?.queueId
  return (
    <>
      <ForecastAnswer content={content} queues={queues} shown={found} timeline={timeline} steps={steps} />
      {toolbar}
      <RangeControls by={by} range={rangeOf(route.range)} view={view} />
      {queues.map((queue) => (
        <section key={queue.queueId} className="panel" data-queue={queue.queueId}>
          <QueuePanel
            content={content}
            timeline={timeline}
            grain={grain}
            queue={queue}
            shown={drafting.shown.queues.find(({ queueId }) => queueId === queue.queueId)!}
            overrides={overrides.saved}
            window={view.window}
            as={as}
            level={drafting.draft?.queueId === queue.queueId ? drafting.level : undefined}
            onZoom={view.onZoom}
            onPickDay={pick}
            onSelect={drafting.select}
          />
          {drafting.draft?.queueId === queue.queueId && (
            <OverrideForm {...drafting.form} draft={drafting.draft} horizon={model.horizon} />
          )}
          {queue.queueId === driversAt && route.day && (
            <PickedDay date={route.day} queue={queue} content={content} timeline={timeline} steps={steps} />
          )}
        </section>
      ))}
      <OverrideList
        steps={steps.filter(({ override }) => isShown(override.queueId))}
        horizon={model.horizon}
        overrides={overrides}
      />
      <UndoBar overrides={overrides} />
    </>
  )
}

interface PickedDayProps {
  readonly date: string
  readonly queue: ForecastContent['queues'][number]
  readonly content: ForecastContent
  readonly timeline: ReturnType<typeof timelineOf>
  readonly steps: Parameters<typeof dayStepsOf>[3]
}

function PickedDay({ date, queue, content, timeline, steps }: PickedDayProps) {
  const at = timeline.days.findIndex((day) => day.date === date)
  const day = timeline.days[at]
  if (!day) return null
  const first = timeline.horizon.intervals - timeline.forecastAt - queue.history.length
  return (
    <DayDrivers
      queueId={queue.queueId}
      day={day}
      dayEndMs={timeline.days[at + 1]?.startMs ?? horizonEnd(timeline.horizon)}
      steps={day.from >= timeline.forecastAt ? dayStepsOf(queue, day, timeline, steps) : []}
      actual={sumOf(queue.history, day.from - first, day.to - first)}
      events={content.events}
      onClose={() => navigate({ day: undefined }, { replace: true })}
    />
  )
}

/** What the charts show of time: the range chosen, or what was zoomed into; all charts alike. */
function useWindow(horizon: Parameters<typeof horizonEnd>[0], nowMs: number, range: ReturnType<typeof rangeOf>) {
  const all = useMemo(() => ({ startMs: horizon.startsAt, endMs: horizonEnd(horizon) }), [horizon])
  const [zoomed, setZoomed] = useState<{ readonly range: string; readonly window: TimeSpan }>()
  const onZoom = useCallback(
    (window: TimeSpan | undefined) => setZoomed(window && { range, window: withinAll(window, all) }),
    [all, range],
  )
  const isZoomed = zoomed?.range === range
  const window = useMemo(
    () => (zoomed?.range === range ? zoomed.window : windowOf(range, nowMs, all)),
    [zoomed, range, nowMs, all],
  )
  return { window, isZoomed, onZoom }
}
