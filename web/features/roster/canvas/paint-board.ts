import { visibleDays, visibleRows } from './board-geometry.ts'
import { paintCards } from './paint-cards.ts'
import { paintCarried } from './paint-carried.ts'
import { paintGround } from './paint-ground.ts'
import { paintHeads, paintNames } from './paint-heads.ts'
import { paintMarks } from './paint-marks.ts'
import type { Picture } from './picture.ts'

/** One frame. Only what is in the window is looked at, so that a frame costs the same with any number of people. */
export function paintBoard(picture: Picture): void {
  const { geometry, scroll, ctx } = picture
  const { nameWidth, bodyTop, width, height, hasOpen, headHeight } = geometry
  const days = visibleDays(geometry, scroll)
  const rows = visibleRows(geometry, scroll)
  paintPart(picture, { days, rows }, { left: nameWidth, top: bodyTop, width, height })
  if (hasOpen) {
    const open = { days, rows: { first: 0, last: 0 } }
    paintPart(picture, open, { left: nameWidth, top: headHeight, width, height: bodyTop })
  }
  paintHeads(picture, days)
  ctx.save()
  paintCarried(picture)
  ctx.restore()
}

/** What lies in the window, and the window: its right and bottom edges are `width` and `height`, CSS pixels. */
export interface Part {
  readonly days: { readonly first: number; readonly last: number }
  readonly rows: { readonly first: number; readonly last: number }
}

function paintPart(
  picture: Picture,
  part: Part,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): void {
  const { ctx } = picture
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, top, width, height - top)
  ctx.clip()
  paintGround(picture, part, { top, height })
  paintCards(picture, part)
  paintMarks(picture, part)
  paintNames(picture, part, left)
  ctx.restore()
}
