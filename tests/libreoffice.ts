import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { getCellAddress } from 'write-excel-file/utility'
import type { CellValue } from '../server/exports/xlsx/expression.ts'

/** A cell as LibreOffice calculated it. */
export interface CalculatedCell {
  readonly value: CellValue | null
  /** Whether it holds a formula, and whether that came out as an error. */
  readonly isFormula: boolean
  readonly isError: boolean
}
/** Cells by address (`B5`) by the name of their sheet; empty cells are left out. */
export type CalculatedWorkbook = ReadonlyMap<string, ReadonlyMap<string, CalculatedCell>>

/** The program file: `SOFFICE_PATH` when it is set, else the usual ones. */
function sofficePath(): string {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const usual = [
    ...['soffice', 'libreoffice'].flatMap((program) => folders.map((folder) => join(folder, program))),
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  ]
  const found = process.env.SOFFICE_PATH ?? usual.find(existsSync)
  if (found !== undefined) return found
  throw new Error('No LibreOffice found. Run "npm run setup -- --test", or set SOFFICE_PATH to its soffice program.')
}

/** Mode 0 calculates every formula of a loaded .xlsx file anew; without it LibreOffice may show the values that the file carries. */
const RECALCULATE_ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/** Opens each workbook in LibreOffice, has it calculate every formula, and reads all cells back; one start for all of them. */
export async function recalculated(workbooks: readonly Uint8Array[]): Promise<CalculatedWorkbook[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-soffice-'))
  try {
    await converted(folder, workbooks, 'fods')
    return await Promise.all(
      workbooks.map(async (_, at) => readFlatDocument(await readFile(join(folder, `${at}.fods`), 'utf8'))),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes the workbooks as `0.xlsx`, `1.xlsx` ... into the folder and converts them there. */
async function converted(folder: string, workbooks: readonly Uint8Array[], format: string): Promise<void> {
  // A profile of its own: two LibreOffices on one profile wait for each other, or one takes the other's files.
  const profile = join(folder, 'profile')
  await mkdir(join(profile, 'user'), { recursive: true })
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), RECALCULATE_ALWAYS)
  const files = workbooks.map((_, at) => join(folder, `${at}.xlsx`))
  await Promise.all(files.map((file, at) => writeFile(file, workbooks[at]!)))
  await runSoffice([
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    ...['--headless', '--norestore', '--convert-to', format, '--outdir', folder, ...files],
  ])
  const missing = files.filter((file) => !existsSync(file.replace(/xlsx$/, format)))
  if (missing.length > 0) throw new Error(`LibreOffice converted none of ${missing.join(', ')}.`)
}

function runSoffice(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(sofficePath(), args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 120_000 })
    let messages = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      messages += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`LibreOffice ended with exit code ${code}: ${messages.trim()}`))
    })
  })
}

/** Cells of a flat OpenDocument spreadsheet, which has every number with all its digits. */
function readFlatDocument(xml: string): CalculatedWorkbook {
  const reader = new FlatDocumentReader()
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => reader.open(tag))
  parser.on('closetag', (tag) => reader.close(tag.name))
  parser.on('text', (text) => reader.text(text))
  parser.write(xml).close()
  return reader.sheets
}

class FlatDocumentReader {
  readonly sheets = new Map<string, Map<string, CalculatedCell>>()
  #cells = new Map<string, CalculatedCell>()
  #row = 0
  #rowsRepeated = 1
  #column = 0
  #cell: Readonly<Record<string, string>> = {}
  #text = ''

  open({ name, attributes }: SaxesTagPlain): void {
    if (name === 'table:table') {
      this.#cells = new Map()
      this.sheets.set(attributes['table:name'] ?? '', this.#cells)
      this.#row = 0
    }
    if (name === 'table:table-row') {
      this.#rowsRepeated = Number(attributes['table:number-rows-repeated'] ?? 1)
      this.#column = 0
    }
    if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      this.#cell = attributes
      this.#text = ''
    }
    if (name === 'text:p' && this.#text !== '') this.#text += '\n'
  }

  text(text: string): void {
    this.#text += text
  }

  close(name: string): void {
    if (name === 'table:table-row') this.#row += this.#rowsRepeated
    if (name !== 'table:table-cell' && name !== 'table:covered-table-cell') return
    const repeated = Number(this.#cell['table:number-columns-repeated'] ?? 1)
    if (this.#cell['office:value-type'] !== undefined) this.#keep(repeated)
    this.#column += repeated
  }

  /** Equal neighbours are written once. */
  #keep(repeated: number): void {
    const value = cellValue(this.#cell, this.#text.trim())
    const isFormula = this.#cell['table:formula'] !== undefined
    const isError = this.#cell['calcext:value-type'] === 'error'
    for (let row = this.#row; row < this.#row + this.#rowsRepeated; row++) {
      for (let column = this.#column; column < this.#column + repeated; column++) {
        this.#cells.set(getCellAddress(row, column), { value, isFormula, isError })
      }
    }
  }
}

function cellValue(attributes: Readonly<Record<string, string>>, text: string): CellValue | null {
  const type = attributes['office:value-type']
  if (type === 'boolean') return attributes['office:boolean-value'] === 'true'
  // What stands in an erroneous cell, `#DIV/0!`, is only shown.
  if (type === 'string') return attributes['office:string-value'] || text
  if (type === 'date') return attributes['office:date-value'] ?? null
  return Number(attributes['office:value'])
}
