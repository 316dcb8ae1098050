import type { CellRange } from '../model/board-gesture.ts'
import { type BoardRow, type Cell, type CellPlace, cellAt } from '../model/board-roster.ts'
import { blockOf } from './board-block.ts'
import type { EditContext } from './edit-context.ts'
import { clockTime } from './shift-times.ts'

/** What goes to the clipboard; kept by the page, so that pasting it on the board loses nothing. */
export interface CopiedRange {
  /** Tab-separated, a line for each row. */
  readonly text: string
  /** The same as a table. */
  readonly html: string
  /** Of the board that it was copied from. */
  readonly days: readonly string[]
  /** `[row][column]` */
  readonly cells: readonly (readonly { readonly place: CellPlace; readonly cell: Cell }[])[]
}

/** Between several shifts of a day. */
const JOIN = ' / '

/** A range for a spreadsheet, `09:00-18:00 early` in a cell, empty for a day off, times by each person's clock. */
export function copyRange(context: EditContext, rows: readonly BoardRow[], range: CellRange): CopiedRange {
  const cells = blockOf(rows, range).map((row) => row.map((place) => ({ place, cell: cellAt(context.roster, place) })))
  const texts = cells.map((row) => row.map(({ place, cell }) => guarded(cellText(context, place, cell))))
  return {
    text: texts.map((row) => row.map(quoted).join('\t')).join('\r\n'),
    html: `<table>${texts.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`).join('')}</table>`,
    days: context.roster.days,
    cells,
  }
}

/** A cell as a spreadsheet shows it, `''` for a day off. */
function cellText(context: EditContext, { person }: CellPlace, { shifts }: Cell): string {
  const days = context.daysOf(person)
  return shifts
    .map(({ startMs, endMs, templateId }) => `${clockTime(days, startMs)}-${clockTime(days, endMs)} ${templateId}`)
    .join(JOIN)
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, as in all exports. */
const guarded = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
