import type { InputIssue } from '../../../../solver/domain/planning-input-error.ts'
import { refusal } from '../file-format.ts'
import type { RawRows } from '../raw-rows.ts'
import { MAX_COLUMNS } from '../table-below-header.ts'
import { type CellFormat, textOfSerial } from './cell-format.ts'
import { columnIndex, columnLetters, type MergedCells } from './merged-cells.ts'
import { type Attributes, readXml } from './read-xml.ts'
import { TextCollector } from './shared-strings.ts'
import type { WorkbookPackage } from './workbook-package.ts'

/** What the sheets of a workbook have in common, and one of them. */
export interface Sheet {
  readonly workbook: WorkbookPackage
  readonly name: string
  readonly part: string
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
  readonly is1904: boolean
  readonly merges: readonly MergedCells[]
}

/** Shorter numbers are whole, or have lost so little that no two are likely to have become one. */
const LONGEST_KEPT = 1e17
/** Columns that a spreadsheet has. */
const MAX_SHEET_COLUMNS = 16_384
const WARNINGS_GIVEN = 20

/** Rows of a sheet, hidden ones included; rows that the file leaves out are not there. */
export async function* readSheetRows(sheet: Sheet): AsyncGenerator<RawRows> {
  const reader = new SheetReader(sheet)
  const handlers = {
    open: (name: string, attributes: Attributes) => reader.open(name, attributes),
    close: (name: string) => reader.close(name),
    text: (text: string) => reader.text(text),
  }
  for await (const fraction of readXml(sheet.workbook, sheet.part, handlers)) yield { ...reader.take(), fraction }
  yield { ...reader.take(), fraction: 1 }
}

class SheetReader {
  readonly #sheet: Sheet
  readonly #merges: MergeFiller
  readonly #inline = new TextCollector()
  #rows: string[][] = []
  #rowNumbers: number[] = []
  #warnings: InputIssue[] = []
  #warningsGiven = 0
  #hasHiddenRows = false
  #row = 0
  #cells: string[] = []
  #column = -1
  #type = 'n'
  #style = 0
  #value: string | undefined
  #hasFormula = false
  #isInValue = false

  constructor(sheet: Sheet) {
    this.#sheet = sheet
    this.#merges = new MergeFiller(sheet)
  }

  take(): Pick<RawRows, 'rows' | 'rowNumbers' | 'warnings'> {
    const taken = { rows: this.#rows, rowNumbers: this.#rowNumbers, warnings: this.#warnings }
    this.#rows = []
    this.#rowNumbers = []
    this.#warnings = []
    return taken
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.#openRow(attributes)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'f') this.#hasFormula = true
    else if (name === 'v') {
      this.#isInValue = true
      this.#value = ''
    } else this.#inline.open(name)
  }

  text(text: string): void {
    if (this.#isInValue) this.#value = text
    else this.#inline.add(text)
  }

  close(name: string): void {
    if (name === 'v') this.#isInValue = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') {
      this.#merges.fill(this.#cells, this.#row)
      this.#rows.push(this.#cells)
      this.#rowNumbers.push(this.#row)
    } else this.#inline.close(name)
  }

  #openRow({ r, hidden }: Attributes): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r)
    this.#cells = []
    this.#column = -1
    if (this.#hasHiddenRows || (hidden !== '1' && hidden !== 'true')) return
    this.#hasHiddenRows = true
    const hint = 'They are read like all others: delete them in the workbook if they do not belong to the data.'
    this.#warn({ row: this.#row, problem: 'and perhaps others are hidden', hint })
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnIndex(r)
    if (!(this.#column >= 0 && this.#column < MAX_SHEET_COLUMNS)) {
      throw refusal(this.#sheet.workbook.file, `has a cell at ${r}, where no sheet has one`, 'Save the workbook anew.')
    }
    this.#type = t ?? 'n'
    this.#style = Number(s ?? 0)
    this.#value = undefined
    this.#hasFormula = false
    this.#inline.take()
  }

  #closeCell(): void {
    const text = this.#cellText()
    if (text === '') return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = text
  }

  #cellText(): string {
    if (this.#type === 'inlineStr') return this.#inline.take()
    const value = this.#value
    if (value === undefined) {
      if (this.#hasFormula) this.#warnAboutFormula()
      return ''
    }
    if (this.#type === 's') return this.#sharedString(value)
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    return this.#type === 'n' ? this.#numberText(value) : value
  }

  #sharedString(index: string): string {
    const text = this.#sheet.strings[Number(index)]
    if (text !== undefined) return text
    const { file } = this.#sheet.workbook
    throw refusal(file, `refers to a text ${index} that it does not hold`, 'Save the workbook anew.')
  }

  /** Numbers as people write them: spreadsheets store 0.1 as 0.10000000000000001 and long ids as 1.2E+17. */
  #numberText(value: string): string {
    const number = Number(value)
    const format = this.#sheet.formats[this.#style] ?? 'number'
    if (value === '' || !Number.isFinite(number)) return value
    if (format !== 'number') return textOfSerial(number, format, this.#sheet.is1904) ?? String(number)
    // Cells keep fifteen digits: what an id had behind them is lost, unless another program wrote them all.
    if (number < LONGEST_KEPT) return String(number)
    return /^\d+$/.test(value) && !/^\d{15}0+$/.test(value) ? value : number.toExponential()
  }

  #warnAboutFormula(): void {
    const hint = 'It was read as empty. Open the workbook in a spreadsheet and save it, so that results are stored.'
    const column = columnLetters(this.#column)
    this.#warn({ row: this.#row, column, problem: 'is a formula without a stored result', hint })
  }

  #warn(issue: InputIssue): void {
    this.#warningsGiven++
    if (this.#warningsGiven <= WARNINGS_GIVEN) this.#warnings.push({ file: this.#sheet.workbook.file, ...issue })
  }
}

/** Gives all cells that are shown as one the value of the first. */
class MergeFiller {
  readonly #merges: readonly MergedCells[]
  #next = 0
  #open: { merge: MergedCells; value: string }[] = []

  constructor({ merges }: Sheet) {
    this.#merges = merges
  }

  fill(cells: string[], row: number): void {
    while ((this.#merges[this.#next]?.top ?? Number.POSITIVE_INFINITY) <= row) {
      const merge = this.#merges[this.#next++]!
      this.#open.push({ merge, value: merge.top === row ? (cells[merge.left] ?? '') : '' })
    }
    if (this.#open.length === 0) return
    this.#open = this.#open.filter(({ merge, value }) => merge.bottom >= row && value !== '')
    for (const { merge, value } of this.#open) {
      const right = Math.min(merge.right, MAX_COLUMNS - 1)
      while (cells.length <= right) cells.push('')
      for (let column = merge.left; column <= right; column++) cells[column] ||= value
    }
  }
}
