import fc from 'fast-check'
import { LinearModel } from '../../../solver/lp/linear-model.ts'
import type { TourLimit } from '../../../solver/tours/tour-limit.ts'
import type { TourOption, TourProblem } from '../../../solver/tours/tour-problem.ts'

/** Problems small enough to try every tour of everybody, with limits of every kind, hard and soft, biting. */

const DAY = 1440
const price = fc.oneof(
  { weight: 3, arbitrary: fc.constant(Infinity) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) },
)
const upTo = (max: number, min = 0) => fc.integer({ min, max })

/** One to three shifts a day; some reach into the next day. */
const optionsOver = (days: number): fc.Arbitrary<TourOption[]> =>
  fc
    .array(fc.array(fc.record({ start: upTo(22), hours: upTo(14, 4) }), { minLength: 1, maxLength: 3 }), {
      minLength: days,
      maxLength: days,
    })
    .map((byDay) =>
      byDay.flatMap((list, day) =>
        list.map(({ start, hours }) => {
          const startMinute = day * DAY + start * 60
          return { day, startMinute, endMinute: startMinute + hours * 60 }
        }),
      ),
    )

const bits = (length: number) =>
  fc.array(fc.boolean(), { minLength: length, maxLength: length }).map((list) => Uint8Array.from(list, Number))
const weightsOf = (length: number) =>
  fc
    .array(fc.constantFrom(0, 1, 1, 2, 3), { minLength: length, maxLength: length })
    .map((list) => Int32Array.from(list))
const spanIn = (days: number) =>
  fc.tuple(upTo(days - 1), upTo(days - 1)).map(([a, b]) => ({ fromDay: Math.min(a, b), toDay: Math.max(a, b) + 1 }))
const endBefore = fc.oneof(fc.constant(-Infinity), fc.integer({ min: -900, max: 300 }))

const limitKinds = (days: number, options: readonly TourOption[]) => ({
  run: fc.record({
    of: fc.oneof(fc.constantFrom('work' as const, 'off' as const), bits(options.length)),
    max: fc.oneof(fc.constant(Infinity), upTo(4, 1)),
    min: upTo(4),
    unitCost: price,
    beforeForMax: upTo(4),
    beforeForMin: upTo(4),
  }),
  sum: fc
    .record({
      weights: weightsOf(options.length),
      span: spanIn(days),
      before: upTo(2),
      over: fc.array(fc.record({ above: upTo(6), unitCost: price }), { maxLength: 2 }),
      under: fc.array(fc.record({ below: upTo(4), unitCost: price }), { maxLength: 2 }),
    })
    .map(({ span, ...limit }) => ({ ...span, ...limit })),
  excess: fc
    .record({
      weights: weightsOf(options.length),
      cut: upTo(days - 1, 1),
      above: upTo(3),
      max: upTo(2),
      unitCost: price,
    })
    .map(({ cut, above, ...limit }) => ({
      ...limit,
      periods: [
        { fromDay: 0, toDay: cut, above },
        { fromDay: cut, toDay: days, above: above + 1 },
      ],
    })),
  block: fc
    .record({
      firstDay: upTo(1),
      length: upTo(2, 1),
      workedBefore: fc.boolean(),
      of: fc.oneof(fc.constant('work' as const), bits(options.length)),
      max: fc.oneof(fc.constant(Infinity), upTo(2)),
      unitCost: price,
      partlyCost: fc.oneof(fc.constant(0), price),
    })
    .map(({ firstDay, length, workedBefore, ...limit }) => ({
      ...limit,
      blocks: Array.from({ length: Math.floor((days - firstDay) / length) }, (_, index) => ({
        firstDay: firstDay + index * length,
        days: length,
        workedBefore: workedBefore && index === 0,
      })),
    })),
  pair: fc
    .record({
      firstClass: fc.array(upTo(1, -1), { minLength: options.length, maxLength: options.length }),
      nextClass: fc.array(upTo(2, -1), { minLength: options.length, maxLength: options.length }),
      costs: fc.array(fc.array(fc.oneof(fc.constant(0), price), { minLength: 3, maxLength: 3 }), {
        minLength: 2,
        maxLength: 2,
      }),
      before: upTo(1, -1),
    })
    .map(({ firstClass, nextClass, ...limit }) => ({
      ...limit,
      firstClass: Int32Array.from(firstClass),
      nextClass: Int32Array.from(nextClass),
    })),
  rest: fc.record({
    minMinutes: fc.constantFrom(0, 480, 660, 900, 2160),
    unitCost: price,
    minuteCost: fc.constantFrom(0, 0.5),
    laterCost: fc
      .array(upTo(3), { minLength: options.length, maxLength: options.length })
      .map((list) => Float64Array.from(list)),
    lastEndMinute: endBefore,
  }),
  longRest: fc
    .record({
      minMinutes: fc.constantFrom(1440, 2160, 2880),
      unitCost: fc.constantFrom(Infinity, 0.01),
      span: spanIn(days),
      lastEndMinute: endBefore,
    })
    .map(({ span, ...limit }) => ({ ...limit, ...span, fromMinute: span.fromDay * DAY, toMinute: span.toDay * DAY })),
  rolling: fc
    .record({ days: upTo(4, 2), max: upTo(3), unitCost: price, before: fc.array(fc.boolean(), { maxLength: 3 }) })
    .map((limit) => ({ ...limit, before: limit.before.slice(0, limit.days - 1) })),
})

export const LIMIT_KINDS = [
  'run',
  'sum',
  'excess',
  'block',
  'pair',
  'rest',
  'longRest',
  'rolling',
] as const satisfies readonly TourLimit['kind'][]

export function limitOf(
  kind: TourLimit['kind'],
  days: number,
  options: readonly TourOption[],
): fc.Arbitrary<TourLimit> {
  const kinds: Record<TourLimit['kind'], fc.Arbitrary<object>> = limitKinds(days, options)
  return kinds[kind].map((limit) => ({ kind, ruleId: kind, ...limit }) as TourLimit)
}

const anyLimit = (days: number, options: readonly TourOption[]) =>
  fc.oneof(...LIMIT_KINDS.map((kind) => limitOf(kind, days, options)))

const personOver = (days: number, options: readonly TourOption[], limits: fc.Arbitrary<TourLimit[]>) =>
  fc
    .record({
      group: upTo(1),
      optionCost: fc.array(
        fc.oneof({ weight: 6, arbitrary: upTo(8, -4) }, { weight: 1, arbitrary: fc.constant(Infinity) }),
        {
          minLength: options.length,
          maxLength: options.length,
        },
      ),
      offCost: fc.array(fc.oneof({ weight: 8, arbitrary: upTo(3) }, { weight: 1, arbitrary: fc.constant(Infinity) }), {
        minLength: days,
        maxLength: days,
      }),
      limits,
    })
    .map((person) => ({
      ...person,
      optionCost: Float64Array.from(person.optionCost),
      offCost: Float64Array.from(person.offCost),
    }))

/** A row for each day with a price for each person missing and each too many; people of group 1 count double. */
function coverOf(days: number, options: readonly TourOption[], wanted: readonly number[]) {
  const cover = new LinearModel()
  for (let day = 0; day < days; day++) {
    const under = cover.addColumn({ cost: 7, upper: Infinity })
    const over = cover.addColumn({ cost: 2, upper: Infinity })
    cover.addRow(
      [
        [under, 1],
        [over, -1],
      ],
      wanted[day]!,
      wanted[day]!,
    )
  }
  const entries = (group: number, option: number) => [[options[option]!.day, group + 1] as const]
  return { cover, entries }
}

export interface ProblemShape {
  readonly days: number
  readonly people: number
  /** Limits of each person; any by default. */
  readonly limits?: (days: number, options: readonly TourOption[]) => fc.Arbitrary<TourLimit[]>
}

export const problemOf = ({ days, people, limits }: ProblemShape): fc.Arbitrary<TourProblem> =>
  optionsOver(days).chain((options) =>
    fc
      .record({
        people: fc.array(
          personOver(days, options, limits?.(days, options) ?? fc.array(anyLimit(days, options), { maxLength: 3 })),
          {
            minLength: people,
            maxLength: people,
          },
        ),
        wanted: fc.array(upTo(3), { minLength: days, maxLength: days }),
      })
      .map(({ people: list, wanted }) => ({
        days,
        options,
        people: list.map((person, index) => ({ ...person, id: `p${index}` })),
        ...coverOf(days, options, wanted),
        costStep: 0,
      })),
  )
