import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Forecast, QUANTILES } from '../../../solver/domain/forecast-outputs.ts'
import type { ForecastOverride, OverrideKind } from '../../../solver/domain/forecast-override.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { applyOverrides } from '../../../solver/forecast/apply-overrides.ts'

const MINUTE = 60_000
const horizon = dayHorizon('2026-11-09', 2, 30, 'Asia/Shanghai')
const END = horizon.startsAt + horizon.intervals * 30 * MINUTE

const forecasts: fc.Arbitrary<Forecast> = fc
  .array(fc.constantFrom(0, 0.5, 2, 7, 30), { minLength: horizon.intervals, maxLength: horizon.intervals })
  .map((means) => {
    const scaled = (factor: number) => Float64Array.from(means, (mean) => mean * factor)
    const quantiles = { p2_5: scaled(0.2), p10: scaled(0.5), p50: scaled(0.95), p90: scaled(1.6), p97_5: scaled(2) }
    const queue = { mean: scaled(1), quantiles, ahtSeconds: scaled(60) }
    return {
      horizon,
      queues: [
        { queueId: 'a', ...queue },
        { queueId: 'b', ...queue },
      ],
    }
  })

/** Spans on minutes, within the horizon. */
const spans = fc.tuple(fc.integer({ min: 0, max: 2879 }), fc.integer({ min: 1, max: 2880 })).map(([from, length]) => ({
  startMs: horizon.startsAt + from * MINUTE,
  endMs: Math.min(END, horizon.startsAt + (from + length) * MINUTE),
}))

const override = (kind: OverrideKind, value: number, span: { startMs: number; endMs: number }): ForecastOverride => ({
  ...{ id: kind, queueId: 'a', kind, value, author: 'lee', reason: 'why', createdAtMs: 0 },
  ...span,
})

const meanOf = (forecast: Forecast, queue = 0) => forecast.queues[queue]!.mean
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)

/** Contacts of a span, an interval that it cuts counting by its share. */
const within = (values: Float64Array, { startMs, endMs }: { startMs: number; endMs: number }) =>
  values.reduce((sum, value, at) => {
    const start = horizon.startsAt + at * 30 * MINUTE
    const share = Math.max(0, Math.min(endMs, start + 30 * MINUTE) - Math.max(startMs, start)) / (30 * MINUTE)
    return sum + share * value
  }, 0)

const expectClose = (a: Float64Array, b: Float64Array) => {
  for (const [at, value] of a.entries()) expect(value).toBeCloseTo(b[at]!, 8)
}

describe('overrides', () => {
  test('replace gives whole intervals their value, whatever the model says', () => {
    fc.assert(
      fc.property(
        forecasts,
        fc.integer({ min: 0, max: 95 }),
        fc.integer({ min: 1, max: 96 }),
        fc.double({ min: 0, max: 900, noNaN: true }),
        (model, from, length, value) => {
          const startMs = horizon.startsAt + from * 30 * MINUTE
          const span = { startMs, endMs: Math.min(END, startMs + length * 30 * MINUTE) }
          const after = meanOf(applyOverrides(model, [override('replace', value, span)]))
          expect(within(after, span)).toBeCloseTo(value, 6)
          expect(total(after) - value).toBeCloseTo(total(meanOf(model)) - within(meanOf(model), span), 6)
        },
      ),
    )
  })

  test('add puts its contacts in, all of them and nowhere else', () => {
    fc.assert(
      fc.property(forecasts, spans, fc.double({ min: 0, max: 900, noNaN: true }), (model, span, value) => {
        const after = meanOf(applyOverrides(model, [override('add', value, span)]))
        expect(total(after)).toBeCloseTo(total(meanOf(model)) + value, 6)
        after.forEach((mean, at) => {
          const start = horizon.startsAt + at * 30 * MINUTE
          if (start >= span.endMs || start + 30 * MINUTE <= span.startMs) expect(mean).toBe(meanOf(model)[at])
        })
      }),
    )
  })

  test('add never takes more than there is', () => {
    fc.assert(
      fc.property(forecasts, spans, (model, span) => {
        const { mean, quantiles } = applyOverrides(model, [override('add', -1e6, span)]).queues[0]!
        expect(Math.min(...mean, ...quantiles.p2_5)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('multiply by 1 changes nothing, by 0 empties whole intervals, twice is by the product', () => {
    fc.assert(
      fc.property(
        forecasts,
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (model, x, y) => {
          const span = { startMs: horizon.startsAt, endMs: END }
          const by = (...factors: number[]) =>
            applyOverrides(
              model,
              factors.map((factor) => override('multiply', factor, span)),
            )
          expect(meanOf(by(1))).toEqual(meanOf(model))
          expect(total(meanOf(by(0)))).toBe(0)
          expectClose(meanOf(by(x, y)), meanOf(by(x * y)))
        },
      ),
    )
  })

  test('a multiplied span can be cut in two at the edge of an interval', () => {
    fc.assert(
      fc.property(forecasts, spans, fc.double({ min: 0, max: 5, noNaN: true }), (model, span, value) => {
        const cut =
          horizon.startsAt +
          Math.round((span.startMs + span.endMs - 2 * horizon.startsAt) / 2 / (30 * MINUTE)) * 30 * MINUTE
        fc.pre(cut > span.startMs && cut < span.endMs)
        const whole = applyOverrides(model, [override('multiply', value, span)])
        const parts = [
          { ...span, endMs: cut },
          { ...span, startMs: cut },
        ].map((part) => override('multiply', value, part))
        expectClose(meanOf(whole), meanOf(applyOverrides(model, parts)))
      }),
    )
  })

  test('of an addition that reaches beyond the horizon only the part within it counts', () => {
    fc.assert(
      fc.property(forecasts, (model) => {
        const span = { startMs: END - 60 * MINUTE, endMs: END + 180 * MINUTE }
        expect(total(meanOf(applyOverrides(model, [override('add', 40, span)])))).toBeCloseTo(
          total(meanOf(model)) + 10,
          8,
        )
        expect(applyOverrides(model, [override('replace', 9, { startMs: END, endMs: END + MINUTE })]).queues).toEqual(
          model.queues,
        )
      }),
    )
  })

  test('act one after another, as they are given', () => {
    const model = fc.sample(forecasts, 1)[0]!
    const span = { startMs: horizon.startsAt, endMs: END }
    const [replace, double] = [override('replace', 100, span), override('multiply', 2, span)]
    expect(total(meanOf(applyOverrides(model, [replace, double])))).toBeCloseTo(200, 8)
    expect(total(meanOf(applyOverrides(model, [double, replace])))).toBeCloseTo(100, 8)
  })

  test('leave other queues, handling times and the model itself alone, and quantiles in order', () => {
    const kinds = fc.constantFrom<OverrideKind>('multiply', 'add', 'replace')
    fc.assert(
      fc.property(
        forecasts,
        fc.array(fc.tuple(kinds, fc.double({ min: 0, max: 60, noNaN: true }), spans), { minLength: 1, maxLength: 4 }),
        (model, drawn) => {
          const before = structuredClone(model)
          const after = applyOverrides(
            model,
            drawn.map(([kind, value, span]) => override(kind, value, span)),
          )
          expect(model).toEqual(before)
          expect(after.queues[1]).toEqual(model.queues[1])
          const { quantiles, mean, ahtSeconds } = after.queues[0]!
          expect(ahtSeconds).toEqual(model.queues[0]!.ahtSeconds)
          mean.forEach((_, at) => {
            const values = QUANTILES.map(([name]) => quantiles[name][at]!)
            expect([...values].sort((a, b) => a - b)).toEqual(values)
            expect(mean[at]!).toBeGreaterThanOrEqual(values[0]! - 1e-9)
            expect(mean[at]!).toBeLessThanOrEqual(values[4]! + 1e-9)
          })
        },
      ),
    )
  })
})
