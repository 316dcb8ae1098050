interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels that stay free around. */
const MARGIN = 8

/**
 * Where a box goes so that it covers neither what it is about nor leaves the window: right of the anchor, else left of
 * it, else where there is room; its top with the anchor's, moved up as far as needed. CSS pixels.
 */
export function placeBeside(
  anchor: { readonly left: number; readonly right: number; readonly top: number },
  box: Size,
  view: Size,
): { left: number; top: number } {
  const lastLeft = Math.max(MARGIN, view.width - box.width - MARGIN)
  const lastTop = Math.max(MARGIN, view.height - box.height - MARGIN)
  const right = anchor.right + MARGIN
  const left = anchor.left - MARGIN - box.width
  const fitting = right <= lastLeft ? right : left >= MARGIN ? left : lastLeft
  // A cell may have been scrolled out of the window by now.
  const within = (at: number, last: number) => Math.min(Math.max(MARGIN, at), last)
  return { left: within(fitting, lastLeft), top: within(anchor.top, lastTop) }
}
