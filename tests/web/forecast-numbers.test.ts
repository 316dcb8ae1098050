import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ForecastContent, Override } from '../../server/contracts/forecast.ts'
import { movedWindow, withinAll, zoomedWindow } from '../../web/components/zoom.ts'
import { bandOfSum } from '../../web/features/forecast/band-of-sum.ts'
import { clusterMarks } from '../../web/features/forecast/event-marks.ts'
import {
  contactsWithin,
  draftFacts,
  type OverrideDraft,
  snapToGrid,
  withAdded,
  withKind,
} from '../../web/features/forecast/override-draft.ts'
import { meanOf, modelForecast, overriddenForecast, overrideSteps } from '../../web/features/forecast/shown-forecast.ts'
import { dayLines, grainOf, intervalLines, timelineOf } from '../../web/features/forecast/timeline.ts'
import { csvText } from '../../web/lib/csv-file.ts'

const HOUR_MS = 3_600_000
const FIRST = Date.parse('2026-11-09T00:00+08:00')

/** Two days of a queue by the hour after one day of history, the last hour of which is unknown. */
function content(mean: readonly number[] = Array.from({ length: 48 }, (_, at) => 10 + (at % 24))): ForecastContent {
  const around = (share: number) => mean.map((contacts) => contacts * share)
  return {
    zone: 'Asia/Shanghai',
    intervalMinutes: 60,
    starts: mean.map((_, at) => new Date(FIRST + at * HOUR_MS).toISOString()),
    days: ['2026-11-09', '2026-11-10'],
    events: [],
    queues: [
      {
        queueId: 'chat',
        mean: [...mean],
        ...{ p2_5: around(0.5), p10: around(0.7), p50: around(1), p90: around(1.3), p97_5: around(1.6) },
        ahtSeconds: mean.map(() => null),
        handMean: mean.map(() => null),
        days: [],
        oddDays: [],
        backtest: null,
        history: Array.from({ length: 24 }, (_, at) => (at === 23 ? null : at)),
        historyFrom: '2026-11-08T00:00+08:00',
      },
    ],
  }
}

const horizon = modelForecast(content()).horizon
const draft = (part: Partial<OverrideDraft>): OverrideDraft => ({
  queueId: 'chat',
  startMs: FIRST + 3 * HOUR_MS,
  endMs: FIRST + 9 * HOUR_MS,
  kind: 'multiply',
  value: 1,
  ...part,
})

describe('the band of a day', () => {
  test('of one interval is its own, and of none is nothing', () => {
    expect(bandOfSum('p97_5', 10, [10], [4], [16])).toBeCloseTo(16, 9)
    expect(bandOfSum('p2_5', 10, [10], [4], [16])).toBeCloseTo(4, 9)
    expect(bandOfSum('p97_5', 0, [], [], [])).toBe(0)
  })

  test('the 80 % band is 0.65 of the 95 % band, also where intervals are hardly less sure than counting is', () => {
    // Intervals as forecasts have them: p10 lies nearer than counting alone would put it, p2.5 a little farther.
    const means = Array.from({ length: 64 }, () => 23)
    const [low, high] = [14, 34].map((value) => means.map(() => value))
    const total = 64 * 23
    const distance = (name: 'p2_5' | 'p10' | 'p90' | 'p97_5') => bandOfSum(name, total, means, low!, high!) - total
    expect(distance('p10') / distance('p2_5')).toBeCloseTo(1.281552 / 1.959964, 6)
    expect(distance('p90') / distance('p97_5')).toBeCloseTo(1.281552 / 1.959964, 6)
    expect(distance('p90')).toBeGreaterThan(1.281552 * Math.sqrt(total))
  })

  test('is never wider than its intervals together, never narrower than if they were independent', () => {
    const interval = fc.tuple(
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 40 }), (intervals) => {
        const means = intervals.map(([mean]) => mean)
        const total = means.reduce((a, b) => a + b, 0)
        const [low, high] = [-1, 1].map((side) => intervals.map(([mean, distance]) => mean + side * distance))
        const distance = bandOfSum('p97_5', total, means, low!, high!) - total
        const added = intervals.reduce((sum, [, one]) => sum + one, 0)
        const independent = Math.sqrt(intervals.reduce((sum, [, one]) => sum + one * one, 0))
        expect(distance).toBeLessThanOrEqual(added * (1 + 1e-9) + 1e-6)
        expect(distance).toBeGreaterThanOrEqual(independent * (1 - 1e-9) - 1e-6)
      }),
    )
  })
})

describe('history and forecast on one grid', () => {
  test('days are sums of what is known, and begin where the forecast does', () => {
    const timeline = timelineOf(content())
    expect(timeline.days.map(({ date }) => date)).toEqual(['2026-11-08', '2026-11-09', '2026-11-10'])
    expect(grainOf(timeline, 'days').forecastAt).toBe(1)
    const snapshot = content().queues[0]!
    const lines = intervalLines(timeline, snapshot, modelForecast(content()).queues[0]!)
    expect(lines.actual.slice(22, 26)).toEqual([22, null, null, null])
    expect(lines.mean.slice(22, 26)).toEqual([null, null, 10, 11])
    const days = dayLines(timeline, lines)
    expect(days.actual).toEqual([253, null, null])
    expect(days.mean).toEqual([null, 516, 516])
    expect(days.band.p10[0]).toBeNull()
    expect(days.band.p10[1]).toBeLessThan(516)
  })
})

describe('an override that is being tried', () => {
  test('has the effect that its level was dragged to, whatever its kind', () => {
    const kinds = fc.constantFrom('multiply' as const, 'add' as const, 'replace' as const)
    fc.assert(
      fc.property(kinds, fc.integer({ min: -50, max: 500 }), (kind, added) => {
        const model = modelForecast(content())
        const wanted = draft({ kind })
        const found = contactsWithin(meanOf(model, 'chat'), wanted, horizon)
        const dragged = withAdded(wanted, added, found)
        const after = overriddenForecast(model, [draftFacts(dragged, horizon.zone)])
        // Factors are rounded to hundredths, contacts to whole ones.
        const tolerance = Math.max(1, found * 0.005)
        expect(Math.abs(contactsWithin(meanOf(after, 'chat'), wanted, horizon) - found - added)).toBeLessThanOrEqual(
          tolerance,
        )
      }),
    )
  })

  test('keeps its effect when its kind changes, and adds where a factor of nothing would do nothing', () => {
    expect(withKind(draft({ value: 1.5 }), 'add', 200)).toMatchObject({ kind: 'add', value: 100 })
    expect(withKind(draft({ kind: 'add', value: 100 }), 'replace', 200)).toMatchObject({ kind: 'replace', value: 300 })
    expect(withKind(draft({ kind: 'replace', value: 300 }), 'multiply', 200)).toMatchObject({ value: 1.5 })
    expect(withAdded(draft({}), 40, 0)).toMatchObject({ kind: 'add', value: 40 })
    expect(withAdded(draft({ kind: 'add' }), -400, 200)).toMatchObject({ value: -200 })
  })

  test('lies on the grid and within the forecast', () => {
    const span = { startMs: FIRST - 5 * HOUR_MS, endMs: FIRST + 90 * 60_000 }
    expect(snapToGrid(span, horizon)).toEqual({ startMs: FIRST, endMs: FIRST + 2 * HOUR_MS })
    expect(snapToGrid({ startMs: FIRST + HOUR_MS, endMs: FIRST + HOUR_MS }, horizon)).toEqual({
      startMs: FIRST + HOUR_MS,
      endMs: FIRST + 2 * HOUR_MS,
    })
  })

  test('overrides one after another sum to what they do together', () => {
    const model = modelForecast(content())
    const saved = [
      draftFacts(draft({ value: 2 }), horizon.zone),
      draftFacts(draft({ kind: 'add', value: 60 }), horizon.zone),
      draftFacts(draft({ kind: 'replace', value: 5 }), horizon.zone),
    ] as Override[]
    const steps = overrideSteps(model, saved)
    const together = meanOf(overriddenForecast(model, saved), 'chat')
    const own = meanOf(model, 'chat')
    together.forEach((mean, at) => {
      const added = steps.reduce((sum, step) => sum + step.added[at]!, 0)
      expect(own[at]! + added).toBeCloseTo(mean, 9)
    })
    expect(steps.map(({ added }) => Math.sign(added[4]!))).toEqual([1, 1, -1])
  })
})

describe('what is shown of time', () => {
  const all = { startMs: 0, endMs: 100 * HOUR_MS }

  test('zooming keeps the place under the pointer, and stays within what there is', () => {
    const window = { startMs: 20 * HOUR_MS, endMs: 60 * HOUR_MS }
    expect(zoomedWindow(window, 0.5, 0.25)).toEqual({ startMs: 25 * HOUR_MS, endMs: 45 * HOUR_MS })
    expect(withinAll(zoomedWindow(window, 2, 0), all)).toEqual({ startMs: 20 * HOUR_MS, endMs: 100 * HOUR_MS })
    expect(withinAll(zoomedWindow(window, 9, 0.5), all)).toEqual(all)
    expect(movedWindow(window, { startMs: 60 * HOUR_MS, endMs: 61 * HOUR_MS })).toEqual({
      startMs: 21 * HOUR_MS,
      endMs: 61 * HOUR_MS,
    })
    expect(movedWindow(window, { startMs: 30 * HOUR_MS, endMs: 31 * HOUR_MS })).toBeUndefined()
  })

  test('marks that would lie on each other are one, and none is lost', () => {
    const frame = { left: 0, top: 0, width: 100, height: 10, topValue: 1, ...all }
    const mark = (hour: number) => ({
      startMs: hour * HOUR_MS,
      endMs: (hour + 1) * HOUR_MS,
      oddDay: { date: '2026-11-08', contacts: 1, expected: 9, kind: 'few' as const },
    })
    const clusters = clusterMarks([mark(0), mark(10), mark(25), mark(60), mark(200)], frame, 20)
    expect(clusters.map(({ left, marks }) => [left, marks.length])).toEqual([
      [0, 2],
      [25, 1],
      [60, 1],
    ])
  })
})

test('a file of figures is safe to open in a spreadsheet', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['=1+1', -2.5],
        ['say "x", y', null],
        ['直播', Number.NaN],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n\'=1+1,-2.5\r\n"say ""x"", y",\r\n直播,\r\n')
})
