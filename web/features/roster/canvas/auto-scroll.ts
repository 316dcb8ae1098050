/** Where the cells that scroll begin and end, CSS pixels of the window. */
export interface BoardEdges {
  readonly nameWidth: number
  readonly bodyTop: number
  readonly width: number
  readonly height: number
}

/** So near to an edge a drag scrolls the board, CSS pixels. */
const REACH = 28
const MOST_PER_FRAME = 18

/** How far a frame scrolls while a drag is held at a point: faster the nearer to the edge and beyond. */
export function edgePull({ nameWidth, bodyTop, width, height }: BoardEdges, x: number, y: number) {
  return { left: pull(x, nameWidth, width), top: pull(y, bodyTop, height) }
}

function pull(at: number, from: number, to: number): number {
  if (at < from + REACH) return -speed(from + REACH - at)
  return at > to - REACH ? speed(at - to + REACH) : 0
}

const speed = (depth: number): number => Math.min(MOST_PER_FRAME, Math.ceil(depth / 2))
