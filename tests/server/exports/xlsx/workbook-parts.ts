import { SaxesParser } from 'saxes'
import { fromBufferPromise } from 'yauzl'
import type { CellValue } from '../../../../server/exports/xlsx/expression.ts'

/** The parts of an .xlsx file, unpacked: `xl/workbook.xml` -> text. */
export async function workbookParts(workbook: Uint8Array): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(workbook), {})
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    parts.set(entry.fileName, Buffer.concat(pieces).toString('utf8'))
  }
  return parts
}

export interface FormulaCell {
  readonly formula: string
  /** As the file carries it, `null` when it carries none. */
  readonly value: CellValue | null
}

/** Formula cells of every sheet, by address, by the sheet's name. */
export const formulaCells = (workbook: Uint8Array): Promise<Map<string, Map<string, FormulaCell>>> =>
  cellsOfSheets(workbook, ({ formula, type, value }) =>
    formula === '' ? undefined : { formula, value: value === '' ? null : typed(value, type) },
  )

/** Cells with a text that is not a formula's, by address, by the sheet's name. */
export async function textCells(workbook: Uint8Array): Promise<Map<string, Map<string, string>>> {
  const parts = await workbookParts(workbook)
  const shared: string[] = []
  read(
    parts.get('xl/sharedStrings.xml')!,
    () => {},
    (name, text) => {
      if (name === 't') shared.push(text)
    },
  )
  return cellsOfSheets(workbook, ({ type, value, inline }) =>
    type === 's' ? shared[Number(value)] : type === 'inlineStr' ? inline : undefined,
  )
}

interface RawCell {
  type: string
  formula: string
  value: string
  inline: string
}

async function cellsOfSheets<Cell>(
  workbook: Uint8Array,
  cellOf: (raw: RawCell) => Cell | undefined,
): Promise<Map<string, Map<string, Cell>>> {
  const parts = await workbookParts(workbook)
  const names: string[] = []
  read(parts.get('xl/workbook.xml')!, (name, attributes) => {
    if (name === 'sheet') names.push(attributes.name ?? '')
  })
  return new Map(names.map((name, at) => [name, sheetCells(parts.get(`xl/worksheets/sheet${at + 1}.xml`)!, cellOf)]))
}

function sheetCells<Cell>(xml: string, cellOf: (raw: RawCell) => Cell | undefined): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  let address = ''
  let raw: RawCell = { type: '', formula: '', value: '', inline: '' }
  const open = (name: string, { r, t }: Attributes) => {
    if (name !== 'c') return
    address = r ?? ''
    raw = { type: t ?? 'n', formula: '', value: '', inline: '' }
  }
  read(xml, open, (name, text) => {
    if (name === 'f') raw.formula = text
    if (name === 'v') raw.value = text
    if (name === 't') raw.inline = text
    const cell = name === 'c' ? cellOf(raw) : undefined
    if (cell !== undefined) cells.set(address, cell)
  })
  return cells
}

type Attributes = Readonly<Record<string, string>>

function read(
  xml: string,
  open: (name: string, attributes: Attributes) => void,
  close: (name: string, text: string) => void = () => {},
): void {
  const parser = new SaxesParser()
  let text = ''
  parser.on('opentag', ({ name, attributes }) => {
    text = ''
    open(name, attributes)
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ name }) => {
    close(name, text)
  })
  parser.write(xml).close()
}

const typed = (value: string, type: string): CellValue =>
  type === 'str' ? value : type === 'b' ? value === '1' : Number(value)
