import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capacityCurve, queueCurve } from '../../../solver/domain/capacity-curve.ts'
import { meanReplySeconds, replyWithin, turnsCurve } from '../../../solver/domain/chat-turns.ts'
import { chatQueueSchema, phoneQueueSchema } from '../../../solver/domain/queue.ts'
import points from '../../golden/chat-turns.json' with { type: 'json' }
import { chat, phone } from '../staffing/plan-samples.ts'

/** Seconds of any size that a plan may hold, and far beyond. */
const seconds = fc.double({ min: -9, max: 9, noNaN: true }).map((exponent) => 10 ** exponent)
const turns = fc.record({ replySeconds: seconds, customerSeconds: seconds })
const chats = fc.integer({ min: 1, max: 6 })

describe('turns of a chat', () => {
  it.each(points)('reproduces $chats chats, $replySeconds s a reply, $customerSeconds s a customer', (point) => {
    expect(turnsCurve(point.chats, point)[point.chats]).toBeCloseTo(point.curve, 10)
    expect(replyWithin(point.chats, point, point.seconds)).toBeCloseTo(point.replyWithin, 10)
    expect(meanReplySeconds(point.chats, point)).toBeCloseTo(point.meanReplySeconds, 8)
  })

  it('gains nothing from customers who answer at once, and everything from those who take for ever', () => {
    const atOnce = turnsCurve(6, { replySeconds: 30, customerSeconds: 1e-12 })
    const never = turnsCurve(6, { replySeconds: 1e-12, customerSeconds: 30 })
    for (let held = 1; held <= 6; held++) {
      expect(atOnce[held]).toBeCloseTo(1, 10)
      expect(never[held]).toBeCloseTo(held, 10)
    }
    expect(meanReplySeconds(4, { replySeconds: 30, customerSeconds: 1e-12 })).toBeCloseTo(120, 8)
    expect(meanReplySeconds(4, { replySeconds: 30, customerSeconds: 1e12 })).toBeCloseTo(30, 8)
  })

  it('has a curve that grows, by less each time, between one chat and all of them', () => {
    fc.assert(
      fc.property(chats, turns, (concurrency, times) => {
        const curve = turnsCurve(concurrency, times)
        expect(curve.length).toBe(concurrency + 1)
        expect([curve[0], curve[1]]).toEqual([0, 1])
        for (let held = 2; held <= concurrency; held++) {
          const adds = curve[held]! - curve[held - 1]!
          expect(adds).toBeGreaterThanOrEqual(-1e-12)
          expect(adds).toBeLessThanOrEqual(curve[held - 1]! - curve[held - 2]! + 1e-12)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("keeps Little's law: chats in hands are replies a second times the whole turn", () => {
    fc.assert(
      fc.property(chats, turns, (held, times) => {
        const { replySeconds, customerSeconds } = times
        const repliesPerSecond = turnsCurve(held, times)[held]! / (replySeconds + customerSeconds)
        const turnSeconds = meanReplySeconds(held, times) + customerSeconds
        expect(repliesPerSecond * turnSeconds).toBeCloseTo(held, 9)
      }),
      { numRuns: 500 },
    )
  })

  it('replies later with more chats in hands and surely in the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), turns, seconds, (held, times, within) => {
        const share = replyWithin(held, times, within)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(replyWithin(held + 1, times, within)).toBeLessThanOrEqual(share + 1e-12)
        expect(replyWithin(held, times, within * 2)).toBeGreaterThanOrEqual(share - 1e-12)
        expect(meanReplySeconds(held + 1, times)).toBeGreaterThanOrEqual(meanReplySeconds(held, times) * (1 - 1e-12))
        expect(replyWithin(held, times, 0)).toBe(0)
        expect(replyWithin(held, times, Number.POSITIVE_INFINITY)).toBe(1)
      }),
      { numRuns: 500 },
    )
  })
})

it('gives a queue the curve of its turns where they are known, else of its gain, else of a phone', () => {
  const known = chatQueueSchema.parse(chat({ turns: { replySeconds: 30, customerSeconds: 60 } }))
  const measured = chatQueueSchema.parse(chat())
  expect(queueCurve(known)[3]).toBeCloseTo(45 / 19, 12)
  expect(queueCurve(measured)).toEqual(capacityCurve(measured.concurrency, measured.concurrencyGain))
  expect([...queueCurve(phoneQueueSchema.parse(phone()))]).toEqual([0, 1])
})
