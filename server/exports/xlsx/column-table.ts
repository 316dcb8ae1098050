import { type CellStyle, FORMATS, type RED, STYLES } from './cell-style.ts'
import { type Expression, isExpression, sum } from './expression.ts'
import type { CellRef, Sheet, SheetOptions } from './sheet.ts'
import type { Bilingual, Wording } from './words.ts'

interface LineOptions {
  readonly format?: string
  /** Adds the sum of the line in a column of its own behind the others. */
  readonly total?: boolean
  /** Shows values below (above) 0 in these colours. */
  readonly highlight?: { readonly operator: '<' | '>'; readonly style: typeof RED }
  readonly style?: CellStyle
  /** Whether its figures, where they are no formulas, are for people to change; they are unless it says otherwise. */
  readonly isInput?: boolean
}

/** One measure of a table. `[column]` */
export interface Line {
  readonly cells: readonly CellRef<number>[]
  /** Columns are filled from the first on. */
  readonly add: (content: number | Expression<number>, format?: string) => CellRef<number>
}

/** Rows above the first line: the title, then the header in both languages. */
const HEADER_ROWS = 3
/** Columns before the figures: what the line is, in both languages. */
const LABEL_COLUMNS = 2

/** Columns that are legible on one page, whether sides or lines limit it. */
const COLUMNS_A_PAGE = 14

/** Frozen panes, widths and pages of a sheet with such a table. @param high most pages one above the other; 0 is any number */
export const tableLayout = (columns: number, high = 0): SheetOptions => ({
  frozenRows: HEADER_ROWS,
  frozenColumns: LABEL_COLUMNS,
  widths: [33, 27, 11.5],
  pages: { wide: Math.ceil(columns / COLUMNS_A_PAGE), high },
})

const MEASURE: Bilingual = { zh: '指标', en: 'Measure' }
const TOTAL: Bilingual = { zh: '合计', en: 'Total' }

/**
 * A table of measures (lines) over periods, weeks or scenarios (columns), below a title and a header in both languages.
 * Figures that somebody may change are marked as inputs; formulas are not.
 */
export class ColumnTable {
  readonly sheet: Sheet
  readonly #wording: Wording
  readonly #columns: number

  constructor(
    sheet: Sheet,
    wording: Wording,
    title: Bilingual,
    columns: readonly Bilingual[],
    { hasTotals = true }: { readonly hasTotals?: boolean } = {},
  ) {
    this.sheet = sheet
    this.#wording = wording
    this.#columns = columns.length
    sheet.put(0, 0, wording.first(title), STYLES.title)
    sheet.put(1, 0, wording.first(MEASURE), STYLES.header)
    sheet.put(1, 1, wording.second(MEASURE), STYLES.header)
    for (let column = 0; column < LABEL_COLUMNS; column++) sheet.put(2, column, null, STYLES.secondHeader)
    const heads = hasTotals ? [...columns, TOTAL] : columns
    heads.forEach((head, column) => {
      sheet.put(1, LABEL_COLUMNS + column, wording.first(head), STYLES.header)
      sheet.put(2, LABEL_COLUMNS + column, wording.second(head), STYLES.secondHeader)
    })
  }

  section(words: Bilingual): void {
    const row = Math.max(HEADER_ROWS, this.sheet.height + (this.sheet.height > HEADER_ROWS ? 1 : 0))
    this.sheet.put(row, 0, this.#wording.first(words), STYLES.section)
    for (let column = 1; column <= LABEL_COLUMNS + this.#columns; column++) {
      this.sheet.put(row, column, column === 1 ? this.#wording.second(words) : null, STYLES.section)
    }
  }

  line(words: Bilingual, options: LineOptions = {}): Line {
    const { sheet } = this
    const row = Math.max(HEADER_ROWS, sheet.height)
    const { format = FORMATS.fte, total = false, highlight, style = {}, isInput = true } = options
    sheet.put(row, 0, this.#wording.first(words), { ...STYLES.label, ...style })
    sheet.put(row, 1, this.#wording.second(words), { ...STYLES.secondLabel, ...style })
    const cells: CellRef<number>[] = []
    const last = LABEL_COLUMNS + this.#columns - 1
    if (highlight) {
      const range = { first: { row, column: LABEL_COLUMNS }, last: { row, column: last } }
      sheet.highlights.push({ ...range, operator: highlight.operator, value: 0, style: highlight.style })
    }
    const add = (content: number | Expression<number>, ownFormat = format) => {
      const look = isInput && !isExpression(content) ? STYLES.input : STYLES.cell
      const cell = sheet.put(row, LABEL_COLUMNS + cells.length, content, { ...look, ...style, format: ownFormat })
      cells.push(cell)
      if (total && cells.length === this.#columns) {
        sheet.put(row, last + 1, sum(sheet.range(cells)), { ...STYLES.lineTotal, format })
      }
      return cell
    }
    return { cells, add }
  }
}
