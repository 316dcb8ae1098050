import type { ForecastContent, QueueSnapshot } from '../../../server/contracts/forecast.ts'
import type { ChartFrame, TimeSpan } from '../../components/use-time-chart.ts'
import type { TimelineDay } from './timeline.ts'

type CalendarEvent = ForecastContent['events'][number]
type OddDay = QueueSnapshot['oddDays'][number]

/** Something to point out on the axis: an event of the calendar, or an odd day of history. */
export type ChartMark = TimeSpan &
  (
    | { readonly event: CalendarEvent; readonly oddDay?: undefined }
    | { readonly oddDay: OddDay; readonly event?: undefined }
  )

/** Kinds of event that the page has words, a sign and a colour for; any other word of the user's stands for itself. */
export const EVENT_KINDS = [
  'livestream',
  'sale',
  'presale',
  'saleWarmUp',
  'salePeak',
  'saleEncore',
  'holiday',
  'spring-festival',
  'makeupWorkday',
  'launch',
  'outage',
] as const
export type KnownEventKind = (typeof EVENT_KINDS)[number]
export const knownKind = (kind: string): KnownEventKind | undefined => EVENT_KINDS.find((known) => known === kind)

/** The marks of a queue, by start. An event of another queue of the plan does not concern it. */
export function marksOf(
  queue: QueueSnapshot,
  { events, queues }: ForecastContent,
  days: readonly TimelineDay[],
): ChartMark[] {
  const others = new Set(queues.map(({ queueId }) => queueId).filter((id) => id !== queue.queueId))
  const marks: ChartMark[] = events
    .filter(({ category }) => category === undefined || !others.has(category))
    .map((event) => ({ event, startMs: Date.parse(event.start), endMs: Date.parse(event.end) }))
  for (const oddDay of queue.oddDays) {
    const at = days.findIndex(({ date }) => date === oddDay.date)
    const day = days[at]
    if (day) marks.push({ oddDay, startMs: day.startMs, endMs: days[at + 1]?.startMs ?? day.startMs + 86_400_000 })
  }
  return marks.toSorted((a, b) => a.startMs - b.startMs)
}

/** Marks too close together to be told apart, drawn as one. */
export interface MarkCluster {
  readonly left: number
  readonly marks: readonly ChartMark[]
}

/** Places the marks along the axis, those nearer than `roomPixels` to the first of a cluster within it. */
export function clusterMarks(marks: readonly ChartMark[], frame: ChartFrame, roomPixels: number): MarkCluster[] {
  const clusters: { left: number; marks: ChartMark[] }[] = []
  for (const mark of marks) {
    if (mark.endMs <= frame.startMs || mark.startMs >= frame.endMs) continue
    const left = Math.max(0, pixelOf(mark.startMs, frame))
    const last = clusters.at(-1)
    if (last && left - last.left < roomPixels) last.marks.push(mark)
    else clusters.push({ left, marks: [mark] })
  }
  return clusters
}

/** Pixels right of the plot's left edge. */
export const pixelOf = (instant: number, { startMs, endMs, width }: ChartFrame): number =>
  ((instant - startMs) / (endMs - startMs)) * width

/** The mark whose sign a cluster bears: an odd day, else the event whose kind is rarest among all. */
export function leadingMark(cluster: MarkCluster, all: readonly ChartMark[]): ChartMark {
  const frequency = (mark: ChartMark) =>
    mark.oddDay ? 0 : all.filter(({ event }) => event?.kind === mark.event.kind).length
  return cluster.marks.reduce((best, mark) => (frequency(mark) < frequency(best) ? mark : best))
}
