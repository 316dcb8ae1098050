import type { MissedSpanReply, QueueDayReply } from '../../../server/contracts/day-report.ts'

type Queues = readonly Pick<QueueDayReply, 'missed'>[]

/** All of the day, those with most late contacts beyond the target first. */
export const spansOfDay = (queues: Queues): MissedSpanReply[] =>
  queues
    .flatMap(({ missed }) => missed)
    .sort((a, b) => b.beyond - a.beyond || Date.parse(a.start) - Date.parse(b.start))

export const worstSpan = (queues: Queues): MissedSpanReply | undefined => spansOfDay(queues)[0]
