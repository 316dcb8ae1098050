import { expect, test } from 'vitest'
import type { MissedSpanReply } from '../../server/contracts/day-report.ts'
import { spansOfDay, worstSpan } from '../../web/features/day-report/missed-spans.ts'

const span = (queueId: string, hour: number, beyond: number): MissedSpanReply => ({
  ...{ queueId, start: `2026-11-11T${hour}:00+08:00`, end: `2026-11-11T${hour + 1}:00+08:00`, beyond },
  ...{ came: 40, planned: 30, late: beyond + 8, plannedAhtSeconds: 60, ahtSeconds: 60 },
  ...{ needed: 1, expected: 1, present: null, parts: null, mainReason: null },
})

test('stretches of all queues are told by how far they were beyond the target, then by time', () => {
  const queues = [
    { missed: [span('chat', 12, 3), span('chat', 15, 9)] },
    { missed: [span('phone', 10, 3)] },
    { missed: [] },
  ]
  expect(spansOfDay(queues).map(({ queueId, start }) => `${queueId} ${start.slice(11, 13)}`)).toEqual([
    ...['chat 15', 'phone 10', 'chat 12'],
  ])
  expect(worstSpan(queues)?.beyond).toBe(9)
  expect(worstSpan([{ missed: [] }])).toBeUndefined()
})
