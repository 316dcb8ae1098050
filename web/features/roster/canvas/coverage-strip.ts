import { type LocalClock, localClocks } from '../../../../solver/domain/horizon.ts'
import { dayAt } from './board-geometry.ts'
import type { BoardInput } from './board-input.ts'
import type { BoardSurface } from './board-surface.ts'
import { paintStrip } from './paint-strip.ts'
import type { Picture } from './picture.ts'
import { StripLane } from './strip-lane.ts'

/**
 * Under the board, what the roster gives the queues beside what they ask for, in the board's own columns. It has a canvas of
 * its own: while rows scroll nothing of it changes.
 */
export class CoverageStrip {
  readonly #canvas = document.createElement('canvas')
  readonly #ctx: CanvasRenderingContext2D | null
  #lanes: readonly StripLane[] = []
  #clocks: readonly LocalClock[] = []
  #input: BoardInput | undefined
  #drawn = ''
  #laneHeight = 0

  constructor(surface: BoardSurface, host: HTMLElement) {
    this.#canvas.className = 'board-strip'
    this.#canvas.role = 'img'
    this.#ctx = this.#canvas.getContext('2d', { alpha: false })
    host.append(this.#canvas)
    surface.watch({ frame: (picture) => this.#draw(picture) })
  }

  show(input: BoardInput): void {
    const before = this.#input
    this.#input = input
    const { horizon } = input.roster
    if (before?.roster.horizon !== horizon) this.#clocks = localClocks(horizon)
    const isSame =
      before?.score?.coverage === input.score?.coverage &&
      before?.shownQueues.join() === input.shownQueues.join() &&
      before?.roster.horizon === horizon
    if (!isSame) {
      const coverage = new Map(input.score?.coverage.map((queue) => [queue.queueId, queue]))
      this.#lanes = input.shownQueues.flatMap((queueId) => {
        const queue = coverage.get(queueId)
        return queue ? [new StripLane(queue, this.#clocks, horizon.intervalMinutes)] : []
      })
      this.#drawn = ''
    }
    if (before?.words !== input.words || before?.theme !== input.theme) this.#drawn = ''
  }

  /** What there is to say of the interval at a point of the strip, CSS pixels of the window. */
  readingAt(picture: Picture, x: number, y: number): string | undefined {
    const lane = this.#lanes[Math.floor((y - picture.geometry.height) / this.#laneHeight)]
    const at = dayAt(picture.geometry, picture.scroll, x)
    const interval = at && lane?.intervalAt(at.day, at.minute)
    if (!lane || interval === undefined) return undefined
    const { required, covered } = lane.figuresAt(interval)
    return picture.words.reading(lane.queueId, interval, required, covered)
  }

  #draw(picture: Picture): void {
    const { geometry, scroll, words, palette } = picture
    const { width, footHeight, height, dayWidth, zoom } = geometry
    const key = [width, footHeight, height, dayWidth, zoom, scroll.left, palette.surface, this.#lanes.length].join(' ')
    if (this.#drawn === key || !this.#ctx) return
    this.#drawn = key
    const ratio = window.devicePixelRatio
    this.#canvas.hidden = footHeight === 0
    if (footHeight === 0) return
    this.#canvas.width = Math.round(width * ratio)
    this.#canvas.height = Math.round(footHeight * ratio)
    this.#canvas.style.cssText = `top: ${height}px; width: ${width}px; height: ${footHeight}px`
    this.#ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#laneHeight = footHeight / Math.max(1, this.#input?.shownQueues.length ?? 1)
    paintStrip({ ...picture, ctx: this.#ctx }, this.#lanes, this.#laneHeight)
    this.#canvas.ariaLabel = this.#lanes.map((lane) => words.lane(lane.queueId, lane.shortHours)).join('; ')
  }
}
