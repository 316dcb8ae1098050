import { type Horizon, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
import { breakStarts, intervalShares, type ShiftOption } from './shift-option.ts'

/** Where the breaks of an option may lie, in intervals from the horizon's start (fractions where off the grid). */
interface OptionSpan {
  readonly from: number
  readonly to: number
  /** Windows of its breaks by index. */
  readonly windows: readonly number[]
}

interface BreakWindow {
  readonly starts: Float64Array
  readonly length: number
}

/** What options are worth, their breaks placed where they cost least, from what an agent is worth in every interval. */
export class OptionValues {
  readonly #horizon: Horizon
  readonly #spans: readonly OptionSpan[]
  readonly #windows: readonly BreakWindow[]
  readonly #prefix: Float64Array
  readonly #loss: Float64Array
  readonly #bestStart: Int32Array
  readonly #options: readonly ShiftOption[]

  constructor(horizon: Horizon, options: readonly ShiftOption[]) {
    const length = intervalMs(horizon)
    const place = (ms: number) => (ms - horizon.startsAt) / length
    const windows: BreakWindow[] = []
    const windowOf = new Map<string, number>()
    this.#horizon = horizon
    this.#options = options
    this.#spans = options.map(({ startMs, endMs, template }) => ({
      from: place(startMs),
      to: template.onCall ? place(startMs) : place(endMs),
      windows: template.onCall
        ? []
        : template.breaks.map((item) => {
            const starts = breakStarts(startMs, item, horizon).map(place)
            const key = `${starts[0]} ${starts.length} ${item.minutes}`
            const known = windowOf.get(key) ?? windows.length
            if (known === windows.length) {
              windows.push({ starts: Float64Array.from(starts), length: (item.minutes * MS_PER_MINUTE) / length })
              windowOf.set(key, known)
            }
            return known
          }),
    }))
    this.#windows = windows
    this.#prefix = new Float64Array(horizon.intervals + 1)
    this.#loss = new Float64Array(windows.length)
    this.#bestStart = new Int32Array(windows.length)
  }

  /**
   * @param value of one agent in each interval, `[interval]`
   * @param into value of each option, `[option]`
   */
  evaluate(value: Float64Array, into: Float64Array): void {
    this.#placeBreaks(value)
    for (let option = 0; option < this.#spans.length; option++) {
      const { from, to, windows } = this.#spans[option]!
      let sum = this.#between(value, from, to)
      for (const window of windows) sum -= this.#loss[window]!
      into[option] = sum
    }
  }

  /** Starts of an option's breaks, epoch milliseconds, in the order of its template, as last evaluated. */
  breakStartsMs(option: number): number[] {
    const { template, startMs } = this.#options[option]!
    return template.breaks.map(
      (item, index) =>
        breakStarts(startMs, item, this.#horizon)[this.#bestStart[this.#spans[option]!.windows[index]!]!]!,
    )
  }

  /** Agents that an option puts on position with its breaks as last evaluated: calls back with interval and share. */
  presence(option: number): (readonly [interval: number, share: number])[] {
    const { startMs, endMs, template } = this.#options[option]!
    if (template.onCall) return []
    return presenceShares(this.#horizon, startMs, endMs, this.breakStartsMs(option), template.breaks)
  }

  /** Adds `amount` agents on an option, with its breaks as last evaluated, to those on position. `[interval]` */
  addPresence(option: number, amount: number, into: Float64Array): void {
    const { from, to, windows } = this.#spans[option]!
    addSpan(into, from, to, amount)
    for (const window of windows) {
      const { starts, length } = this.#windows[window]!
      const start = starts[this.#bestStart[window]!]!
      addSpan(into, start, start + length, -amount)
    }
  }

  #placeBreaks(value: Float64Array): void {
    const prefix = this.#prefix
    for (let interval = 0; interval < value.length; interval++)
      prefix[interval + 1] = prefix[interval]! + value[interval]!
    for (let window = 0; window < this.#windows.length; window++) {
      const { starts, length } = this.#windows[window]!
      let least = Infinity
      for (let index = 0; index < starts.length; index++) {
        const loss = this.#between(value, starts[index]!, starts[index]! + length)
        if (loss < least - 1e-9) {
          least = loss
          this.#bestStart[window] = index
        }
      }
      this.#loss[window] = least
    }
  }

  #between = (value: Float64Array, from: number, to: number): number =>
    this.#until(value, to) - this.#until(value, from)

  #until(value: Float64Array, place: number): number {
    if (place <= 0) return 0
    if (place >= value.length) return this.#prefix[value.length]!
    const whole = Math.floor(place)
    const part = place - whole
    return part === 0 ? this.#prefix[whole]! : this.#prefix[whole]! + part * value[whole]!
  }
}

function addSpan(into: Float64Array, from: number, to: number, amount: number): void {
  const start = Math.max(0, from)
  const end = Math.min(into.length, to)
  for (let interval = Math.floor(start); interval < end; interval++) {
    into[interval]! += amount * (Math.min(end, interval + 1) - Math.max(start, interval))
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
