interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const GAP = 12
const MARGIN = 8

/**
 * Where a card stands beside its anchor, CSS pixels of the viewport: under it, above it where there is no room, and in
 * the middle where there is nothing to stand beside. Never outside the viewport.
 */
export function cardPlace(
  anchor: Box | undefined,
  card: Pick<Box, 'width' | 'height'>,
  viewport: Pick<Box, 'width' | 'height'>,
): { left: number; top: number } {
  const within = (at: number, size: number, whole: number) => Math.max(MARGIN, Math.min(at, whole - size - MARGIN))
  if (!anchor) {
    return {
      left: within((viewport.width - card.width) / 2, card.width, viewport.width),
      top: within((viewport.height - card.height) / 2, card.height, viewport.height),
    }
  }
  const below = anchor.top + anchor.height + GAP
  const above = anchor.top - GAP - card.height
  const fits = below + card.height + MARGIN <= viewport.height
  return {
    left: within(anchor.left, card.width, viewport.width),
    top: within(fits || above < MARGIN ? below : above, card.height, viewport.height),
  }
}
