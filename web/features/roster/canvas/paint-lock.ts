/** Room that a lock takes at the end of a card, CSS pixels. */
export const LOCK_WIDTH = 8

/** A padlock, 6 x 8. */
export function paintLock(ctx: CanvasRenderingContext2D, color: string, left: number, top: number): void {
  ctx.fillStyle = color
  ctx.fillRect(left, top + 3, 6, 5)
  ctx.strokeStyle = color
  ctx.beginPath()
  ctx.arc(left + 3, top + 3, 2, Math.PI, 0)
  ctx.stroke()
}
