import { useCallback, useMemo, useState } from 'react'
import type { Forecast } from '../../../solver/domain/forecast-outputs.ts'
import { horizonEnd } from '../../../solver/domain/horizon.ts'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import { peak, sum } from '../../lib/week-grid.ts'
import type { SpanLevel } from './level-handle.tsx'
import {
  contactsWithin,
  draftFacts,
  isComplete,
  type OverrideDraft,
  pointsOf,
  snapToPoints,
  withAdded,
  withKind,
} from './override-draft.ts'
import { meanOf, overriddenForecast } from './shown-forecast.ts'
import type { Grain, Timeline } from './timeline.ts'
import type { useOverrides } from './use-overrides.ts'

interface DraftSurroundings {
  readonly model: Forecast
  /** With the overrides in force. */
  readonly found: Forecast
  readonly timeline: Timeline
  readonly grain: Grain
  readonly overrides: Pick<ReturnType<typeof useOverrides>, 'add'>
  /** Local date that the reader looks at. */
  readonly pickedDay: string | undefined
}

/** An override being tried: the forecast as it would be, its level on the chart, and the form's part of it. */
export function useOverrideDraft({ model, found, timeline, grain, overrides: { add }, pickedDay }: DraftSurroundings) {
  const [draft, setDraft] = useState<OverrideDraft>()
  const [reason, setReason] = useState('')
  const { horizon } = model
  const shown = useMemo(
    () => (draft && isComplete(draft) ? overriddenForecast(found, [draftFacts(draft, horizon.zone)]) : found),
    [found, draft, horizon.zone],
  )
  const select = useCallback(
    (queueId: string, span: TimeSpan | undefined) => {
      const mean = meanOf(found, queueId)
      setDraft((last) => {
        const own = last?.queueId === queueId ? last : undefined
        const wanted = snapToPoints(span ?? own ?? usualSpan(mean, timeline, pickedDay), grain, horizon)
        if (!wanted) return last
        const next: OverrideDraft = { queueId, kind: 'multiply', value: 1, ...own, ...wanted }
        // A factor suits any span; contacts were meant for the one before.
        if (span === undefined || next.kind === 'multiply') return next
        return withKind({ ...next, value: Number.NaN }, next.kind, contactsWithin(mean, wanted, horizon))
      })
    },
    [found, timeline, grain, horizon, pickedDay],
  )
  const close = () => {
    setDraft(undefined)
    setReason('')
    add.reset()
  }
  const contacts = (forecast: Forecast) => (draft ? contactsWithin(meanOf(forecast, draft.queueId), draft, horizon) : 0)
  const save = () => {
    if (draft) add.mutate({ ...draftFacts(draft, horizon.zone), reason: reason.trim() }, { onSuccess: close })
  }
  return {
    draft,
    shown,
    select,
    level: draft && levelOf(draft, { found, shown, grain }, setDraft),
    form: {
      reason,
      contacts: { model: contacts(model), found: contacts(found), drafted: contacts(shown) },
      isSaving: add.isPending,
      error: draft ? add.error : null,
      onChange: setDraft,
      onReason: setReason,
      onSave: save,
      onClose: close,
    },
  }
}

/** The day that is looked at when it is one of the forecast, else the queue's busiest. */
function usualSpan(
  mean: Float64Array,
  { days, forecastAt, horizon }: Timeline,
  pickedDay: string | undefined,
): TimeSpan {
  const forecast = days.filter(({ from }) => from >= forecastAt)
  const totals = forecast.map(({ from, to }) => sum(Array.from(mean.slice(from - forecastAt, to - forecastAt))))
  const picked = forecast.findIndex(({ date }) => date === pickedDay)
  const at = picked === -1 ? peak(totals) : picked
  const startMs = forecast[at]?.startMs ?? horizonEnd(horizon)
  return { startMs, endMs: forecast[at + 1]?.startMs ?? horizonEnd(horizon) }
}

interface LevelSurroundings {
  readonly found: Forecast
  readonly shown: Forecast
  readonly grain: Grain
}

/**
 * Mean level of the points that the draft touches. A draft that covers a part of its points is asked to make up for all
 * that the new level needs.
 */
function levelOf(
  draft: OverrideDraft,
  { found, shown, grain }: LevelSurroundings,
  onDraft: (draft: OverrideDraft) => void,
): SpanLevel {
  const { horizon } = found
  const [first, last] = pointsOf(draft, grain)
  const touched = { startMs: grain.bounds[first] ?? 0, endMs: grain.bounds[last + 1] ?? 0 }
  const points = last - first + 1
  const foundMean = meanOf(found, draft.queueId)
  const total = (mean: Float64Array) => contactsWithin(mean, touched, horizon)
  return {
    startMs: draft.startMs,
    endMs: draft.endMs,
    level: total(meanOf(shown, draft.queueId)) / points,
    onLevel: (level) =>
      onDraft(withAdded(draft, level * points - total(foundMean), contactsWithin(foundMean, draft, horizon))),
  }
}
