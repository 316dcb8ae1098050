import { describe, expect, it } from 'vitest'
import { appliedTargets } from '../../../solver/domain/applied-target.ts'
import { dayHorizon, intervalStart, localStamp } from '../../../solver/domain/horizon.ts'
import { chat, horizonOf, phone, settingsOf, tickets } from '../staffing/plan-samples.ts'

const queueOf = (queue: object) => settingsOf([queue]).queues[0]!

/** Hours of the horizon, from Monday 2026-11-09, in which the queue's first further target counts. */
function counted(target: object, queue: object = {}, days = 2): number[] {
  const [, further] = appliedTargets(queueOf(phone({ ...queue, targets: [target] })), horizonOf(days))
  return further ? [...further.counts.keys()].filter((hour) => further.counts[hour] === 1) : []
}

const presence = (rest: object) => ({ kind: 'presence', agents: 1, ...rest })
const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

describe('targets of a queue', () => {
  it('come in order: the main one, further ones, those of presets', () => {
    const queue = queueOf(
      chat({
        targets: [
          { kind: 'repliedWithin', share: 0.7, seconds: 90, over: 'day' },
          { kind: 'meanResponse', seconds: 60, over: 'interval' },
        ],
        presets: ['jd-dongdong-30s', 'chat-90-60'],
      }),
    )
    expect(appliedTargets(queue, horizonOf(1)).map(({ counts, ...rest }) => rest)).toEqual([
      { kind: 'answeredWithin', asked: 0.9, within: 30, over: 'week' },
      { kind: 'repliedWithin', asked: 0.7, within: 90, over: 'day' },
      { kind: 'meanResponse', asked: 60, within: 0, over: 'interval' },
      { kind: 'answeredWithin', asked: 0.9, within: 30, over: 'week', preset: 'jd-dongdong-30s' },
      { kind: 'meanResponse', asked: 45, within: 0, over: 'week', preset: 'jd-dongdong-30s' },
      { kind: 'answeredWithin', asked: 0.9, within: 60, over: 'week', preset: 'chat-90-60' },
    ])
  })

  it('hold for tickets at whatever hour they arrive, each with its own clock', () => {
    const open = {
      openHours: [{ from: '09:00', to: '17:00' }],
      target: { finishWithinHours: 8, deadlineClock: 'open' },
    }
    const queue = queueOf(tickets({ ...open, targets: [{ kind: 'finishedWithin', share: 0.8, hours: 4 }] }))
    const targets = appliedTargets(queue, horizonOf(1))
    expect(targets.map(({ counts, ...rest }) => rest)).toEqual([
      { kind: 'finishedWithin', asked: 0.95, within: 8, clock: 'open', over: 'week' },
      { kind: 'finishedWithin', asked: 0.8, within: 4, clock: 'calendar', over: 'week' },
    ])
    for (const { counts } of targets) expect([...counts]).toEqual(Array(24).fill(1))
  })

  it('leave out a queue that is closed all the time', () => {
    const queue = queueOf(phone({ openHours: [{ from: '09:00', to: '17:00', weekdays: [7] }] }))
    expect(appliedTargets(queue, horizonOf(1))).toEqual([])
    expect(appliedTargets(queue, horizonOf(7))).toHaveLength(1)
  })

  it('refuse a preset that is not known', () => {
    const queue = queueOf(phone({ presets: ['phone-80-2'] }))
    expect(() => appliedTargets(queue, horizonOf(1))).toThrow(
      '"phone-80-2" is not a target preset. Use one of: douyin-feige-3min, taobao-3min, jd-dongdong-30s, pinduoduo-3min, tiktok-shop-12h, tiktok-shop-us-24h, phone-80-20, chat-80-30, chat-90-60, first-response-30s, tickets-4h, tickets-24h, complaints-8h.',
    )
  })
})

describe('a target counts', () => {
  it('while the queue is open, in its window', () => {
    const open = { openHours: [{ from: '09:00', to: '12:00' }] }
    expect(counted(presence({}), open, 1)).toEqual([9, 10, 11])
    expect(counted(presence({ window: [{ from: '08:00', to: '10:00' }] }), open, 1)).toEqual([9])
    expect(counted(presence({ window: [{ from: '12:00', to: '13:00' }] }), open, 1)).toEqual([])
  })

  it('on the weekdays of its window, past midnight too', () => {
    const evening = presence({ window: [{ from: '22:00', to: '26:00', weekdays: [1] }] })
    expect(counted(evening, {}, 7)).toEqual([22, 23, 24, 25])
    const sunday = presence({ window: [{ from: '22:00', to: '26:00', weekdays: [7] }] })
    // The small hours of the first Monday belong to the Sunday before the horizon.
    expect(counted(sunday, {}, 7)).toEqual([0, 1, 166, 167])
  })

  it('from its first to its last date, both included', () => {
    expect(counted(presence({ from: '2026-11-10', to: '2026-11-10' }), {}, 3)).toEqual(hours(24, 48))
    expect(counted(presence({ to: '2026-11-08' }))).toEqual([])
    expect(counted(presence({ from: '2026-11-11' }))).toEqual([])
  })

  it('not on exempt days', () => {
    const exempt = [{ from: '2026-11-08', to: '2026-11-09', reason: 'holiday' }]
    expect(counted(presence({ exempt }), {}, 3)).toEqual(hours(24, 72))
  })

  it('past midnight by the date on which its window began', () => {
    const window = [{ from: '22:00', to: '26:00' }]
    expect(counted(presence({ window, from: '2026-11-10' }))).toEqual([46, 47])
    expect(counted(presence({ window, to: '2026-11-09' }))).toEqual([0, 1, 22, 23, 24, 25])
    expect(counted(presence({ window, exempt: [{ from: '2026-11-08', to: '2026-11-08', reason: 'x' }] }))).toEqual([
      22, 23, 24, 25, 46, 47,
    ])
    // Without a window the open hours are one.
    expect(counted(presence({ to: '2026-11-09' }), { openHours: window })).toEqual([0, 1, 22, 23, 24, 25])
  })

  it.each([
    // At 02:00 the clocks go on to 03:00: of 01:00 to 04:00 two hours are left.
    ['2026-03-29', ['2026-03-29T01:00+01:00', '2026-03-29T03:00+02:00']],
    // At 03:00 they go back to 02:00, which comes twice.
    [
      '2026-10-25',
      ['2026-10-25T01:00+02:00', '2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00', '2026-10-25T03:00+01:00'],
    ],
  ])('by the wall clock on %s', (date, stamps) => {
    const horizon = dayHorizon(date, 1, 60, 'Europe/Berlin')
    const targets = [presence({ window: [{ from: '01:00', to: '04:00' }] })]
    const [, further] = appliedTargets(queueOf(phone({ targets })), horizon)
    const counting = [...further!.counts.keys()].filter((interval) => further!.counts[interval] === 1)
    expect(counting.map((interval) => localStamp(intervalStart(horizon, interval), horizon.zone))).toEqual(stamps)
  })

  it('past midnight by the wall clock of a night in which the clocks change', () => {
    const horizon = dayHorizon('2026-10-24', 2, 60, 'Europe/Berlin')
    const targets = [presence({ window: [{ from: '23:00', to: '27:00', weekdays: [6] }] })]
    const [, further] = appliedTargets(queueOf(phone({ targets })), horizon)
    // Saturday 23:00, and on Sunday 00:00, 01:00 and 02:00 twice.
    expect([...further!.counts.keys()].filter((interval) => further!.counts[interval] === 1)).toEqual(hours(23, 28))
  })
})
