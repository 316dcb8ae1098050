import { type Horizon, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
import { breakStarts, intervalShares, type ShiftOption } from './shift-option.ts'

/** What options are worth, their breaks placed where they cost least, from what an agent is worth in every interval. */
export class OptionValues {
  readonly #horizon: Horizon
  readonly #options: readonly ShiftOption[]
  /** Of each option, and of each break that one may have, one window after the other. */
  readonly #shifts: Spans
  readonly #breaks: Spans
  /** Breaks of a window stand in `[firstBreak[window], firstBreak[window + 1])`. */
  readonly #firstBreak: Int32Array
  /** Windows of an option stand in `[firstWindow[option], firstWindow[option + 1])` of `windows`. */
  readonly #firstWindow: Int32Array
  readonly #windows: Int32Array
  readonly #value: Float64Array
  readonly #prefix: Float64Array
  /** Least loss of each window, and the break that has it. */
  readonly #loss: Float64Array
  readonly #best: Int32Array

  constructor(horizon: Horizon, options: readonly ShiftOption[]) {
    const length = intervalMs(horizon)
    const place = (ms: number) => (ms - horizon.startsAt) / length
    const numbers = new Map<string, number>()
    const breaks: [from: number, to: number][] = []
    const firstBreak = [0]
    const windows = options.map(({ startMs, template }) =>
      (template.onCall ? [] : template.breaks).map((item) => {
        const starts = breakStarts(startMs, item, horizon)
        const key = `${starts[0]} ${starts.length} ${item.minutes}`
        const known = numbers.get(key)
        if (known !== undefined) return known
        for (const at of starts) breaks.push([place(at), place(at + item.minutes * MS_PER_MINUTE)])
        firstBreak.push(breaks.length)
        numbers.set(key, numbers.size)
        return numbers.size - 1
      }),
    )
    this.#horizon = horizon
    this.#options = options
    this.#shifts = new Spans(
      options.map(({ startMs, endMs, template }) => [place(startMs), place(template.onCall ? startMs : endMs)]),
      horizon.intervals,
    )
    this.#breaks = new Spans(breaks, horizon.intervals)
    this.#firstBreak = Int32Array.from(firstBreak)
    this.#windows = Int32Array.from(windows.flat())
    this.#firstWindow = new Int32Array(options.length + 1)
    for (const [option, each] of windows.entries())
      this.#firstWindow[option + 1] = this.#firstWindow[option]! + each.length
    this.#value = new Float64Array(horizon.intervals + 1)
    this.#prefix = new Float64Array(horizon.intervals + 1)
    this.#loss = new Float64Array(numbers.size)
    this.#best = new Int32Array(numbers.size)
  }

  /**
   * @param value of one agent in each interval, `[interval]`
   * @param into value of each option, `[option]`
   */
  evaluate(value: Float64Array, into: Float64Array): void {
    this.#placeBreaks(value)
    const firstWindow = this.#firstWindow
    for (let option = 0; option < into.length; option++) {
      let sum = this.#shifts.sum(option, this.#prefix, this.#value)
      for (let at = firstWindow[option]!; at < firstWindow[option + 1]!; at++) sum -= this.#loss[this.#windows[at]!]!
      into[option] = sum
    }
  }

  #placeBreaks(value: Float64Array): void {
    const prefix = this.#prefix
    this.#value.set(value)
    for (let interval = 0; interval < value.length; interval++) {
      prefix[interval + 1] = prefix[interval]! + value[interval]!
    }
    for (let window = 0; window < this.#loss.length; window++) {
      let least = Infinity
      for (let index = this.#firstBreak[window]!; index < this.#firstBreak[window + 1]!; index++) {
        const loss = this.#breaks.sum(index, prefix, this.#value)
        if (loss >= least - 1e-9) continue
        least = loss
        this.#best[window] = index
      }
      this.#loss[window] = least
    }
  }

  /** Starts of an option's breaks, epoch milliseconds, in the order of its template, as last evaluated. */
  breakStartsMs(option: number): number[] {
    const { startMs, template } = this.#options[option]!
    return this.#windowsOf(option).map((window, index) => {
      const starts = breakStarts(startMs, template.breaks[index]!, this.#horizon)
      return starts[this.#best[window]! - this.#firstBreak[window]!]!
    })
  }

  /** Adds `amount` agents on an option, with its breaks as last evaluated, to those on position. `[interval]` */
  addPresence(option: number, amount: number, into: Float64Array): void {
    this.#shifts.add(option, amount, into)
    for (const window of this.#windowsOf(option)) this.#breaks.add(this.#best[window]!, -amount, into)
  }

  #windowsOf(option: number): number[] {
    return [...this.#windows.subarray(this.#firstWindow[option]!, this.#firstWindow[option + 1]!)]
  }
}

/** Spans of time over the intervals of a horizon, whose ends need not lie on the grid; what lies outside is cut off. */
class Spans {
  readonly #from: Float64Array
  readonly #to: Float64Array
  /** Ends as whole intervals and parts of one. */
  readonly #wholeFrom: Int32Array
  readonly #wholeTo: Int32Array

  constructor(spans: readonly (readonly [from: number, to: number])[], intervals: number) {
    const within = (place: number) => Math.min(intervals, Math.max(0, place))
    this.#from = Float64Array.from(spans, ([from]) => within(from))
    this.#to = Float64Array.from(spans, ([, to]) => within(to))
    this.#wholeFrom = Int32Array.from(this.#from, Math.floor)
    this.#wholeTo = Int32Array.from(this.#to, Math.floor)
  }

  /** @param prefix sums of the values before each interval; both have an entry for the end. */
  sum(span: number, prefix: Float64Array, value: Float64Array): number {
    const from = this.#wholeFrom[span]!
    const to = this.#wholeTo[span]!
    const whole = prefix[to]! - prefix[from]!
    return whole + (this.#to[span]! - to) * value[to]! - (this.#from[span]! - from) * value[from]!
  }

  add(span: number, amount: number, into: Float64Array): void {
    const from = this.#from[span]!
    const to = this.#to[span]!
    for (let interval = this.#wholeFrom[span]!; interval < to; interval++) {
      into[interval]! += amount * (Math.min(to, interval + 1) - Math.max(from, interval))
    }
  }
}

/** Share of each interval in which somebody on a shift is on no break; intervals without any are left out. */
export function presenceShares(
  horizon: Horizon,
  startMs: number,
  endMs: number,
  breaksMs: readonly number[],
  breaks: readonly { readonly minutes: number }[],
): (readonly [interval: number, share: number])[] {
  const shares = new Map(intervalShares(horizon, startMs, endMs))
  breaksMs.forEach((at, index) => {
    for (const [interval, share] of intervalShares(horizon, at, at + breaks[index]!.minutes * MS_PER_MINUTE)) {
      shares.set(interval, shares.get(interval)! - share)
    }
  })
  return [...shares].filter(([, share]) => share > 1e-9)
}
