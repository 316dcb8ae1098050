import { type CellStyle, STYLES } from '../cell-style.ts'
import type { CellContent, CellRef, Sheet } from '../sheet.ts'
import type { Bilingual, Wording } from '../words.ts'

interface ListColumn<Item> {
  readonly head: Bilingual
  readonly cell: (item: Item) => CellContent
  readonly style?: CellStyle
}

/**
 * A list below what the sheet holds already: a heading, a header in both languages, an item a row.
 * @returns the cells of the items, `[item][column]`
 */
export function putList<Item>(
  sheet: Sheet,
  wording: Wording,
  heading: Bilingual,
  columns: readonly ListColumn<Item>[],
  items: readonly Item[],
): CellRef[][] {
  const row = sheet.height + (sheet.height > 1 ? 1 : 0)
  columns.forEach((_, column) => {
    const text = [wording.first(heading), null, wording.second(heading)][column] ?? null
    sheet.put(row, column, text, column === 2 ? { ...STYLES.section, ...STYLES.subtitle } : STYLES.section)
  })
  // Room for three lines: heads are longer than what stands under them.
  columns.forEach(({ head }, column) => {
    sheet.put(row + 1, column, wording.first(head), { ...STYLES.header, height: 44 })
    sheet.put(row + 2, column, wording.second(head), { ...STYLES.secondHeader, height: 36 })
  })
  return items.map((item, at) =>
    columns.map(({ cell, style = {} }, column) =>
      sheet.put(row + 3 + at, column, cell(item), { ...STYLES.cell, ...style }),
    ),
  )
}
