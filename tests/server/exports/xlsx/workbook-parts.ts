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
export async function formulaCells(workbook: Uint8Array): Promise<Map<string, Map<string, FormulaCell>>> {
  const parts = await workbookParts(workbook)
  const names = sheetNames(parts.get('xl/workbook.xml')!)
  return new Map(names.map((name, at) => [name, readFormulas(parts.get(`xl/worksheets/sheet${at + 1}.xml`)!)] as const))
}

function sheetNames(xml: string): string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'sheet') names.push(attributes.name ?? '')
  })
  parser.write(xml).close()
  return names
}

function readFormulas(xml: string): Map<string, FormulaCell> {
  const cells = new Map<string, FormulaCell>()
  const parser = new SaxesParser()
  let [address, type, formula, value, text] = ['', '', '', '', '']
  parser.on('opentag', ({ name, attributes }) => {
    text = ''
    if (name === 'c') [address, type, formula, value] = [attributes.r ?? '', attributes.t ?? 'n', '', '']
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'f') formula = text
    if (name === 'v') value = text
    if (name === 'c' && formula !== '') cells.set(address, { formula, value: value === '' ? null : typed(value, type) })
  })
  parser.write(xml).close()
  return cells
}

const typed = (value: string, type: string): CellValue =>
  type === 'str' ? value : type === 'b' ? value === '1' : Number(value)
