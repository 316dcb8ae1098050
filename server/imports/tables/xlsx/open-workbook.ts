import { posix } from 'node:path'
import type { InputIssue } from '../../../../solver/domain/planning-input-error.ts'
import { refusal } from '../file-format.ts'
import type { RawRows } from '../raw-rows.ts'
import type { SourceTable } from '../source-table.ts'
import { tableBelowHeader } from '../table-below-header.ts'
import { readCellFormats } from './cell-format.ts'
import { readMergedCells } from './merged-cells.ts'
import { type Attributes, readWholeXml } from './read-xml.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readSheetRows, type Sheet } from './sheet-rows.ts'
import { WorkbookPackage } from './workbook-package.ts'

interface SheetEntry {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
}

/** A sheet a day for a year, and more; looking for data on each takes a while. */
const MOST_SHEETS = 500

/** The table on a sheet of an .xlsx workbook: the named one, else the first that holds a table, hidden ones last. */
export async function openWorkbook(path: string, file: string, sheetName?: string): Promise<SourceTable> {
  const workbook = await WorkbookPackage.open(path, file)
  const { sheets, common } = await readWorkbook(workbook)
  if (sheetName === undefined && sheets.length > MOST_SHEETS) throw tooManySheets(sheets.length, file)
  const entry = sheetName === undefined ? await firstWithTable(sheets, common) : named(sheets, sheetName, file)
  const sheet = { ...common, ...entry, merges: await readMergedCells(workbook, entry.part) }
  const warnings = sheetName === undefined ? await unreadSheets(sheets, entry, common) : []
  const read = async function* (): AsyncGenerator<RawRows> {
    if (warnings.length > 0) yield { rows: [], rowNumbers: [], fraction: 0, warnings }
    yield* readSheetRows(sheet)
  }
  return tableBelowHeader({ format: 'xlsx', file, sheet: entry.name, read })
}

const tooManySheets = (count: number, file: string) =>
  refusal(
    file,
    `has ${count} sheets, more than the ${MOST_SHEETS} that are looked through`,
    'Save the sheet that is meant as a file of its own, or name it with --sheet.',
  )

type Common = Omit<Sheet, 'name' | 'part' | 'merges'>

async function readWorkbook(workbook: WorkbookPackage): Promise<{ sheets: SheetEntry[]; common: Common }> {
  const root = [...(await readRelations(workbook, '')).values()].find(({ type }) => type === 'officeDocument')
  const part = root?.part ?? 'xl/workbook.xml'
  const relations = await readRelations(workbook, part)
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part
  const sheets: SheetEntry[] = []
  let is1904 = false
  const open = (name: string, attributes: Attributes) => {
    if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
    if (name !== 'sheet') return
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
    const relation = relations.get(id)
    if (relation?.type !== 'worksheet') return
    const isHidden = attributes.state !== undefined && attributes.state !== 'visible'
    sheets.push({ name: attributes.name ?? '', part: relation.part, isHidden })
  }
  await readWholeXml(workbook, part, { open })
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')]
  const common = {
    workbook,
    strings: strings === undefined ? [] : await readSharedStrings(workbook, strings),
    formats: styles === undefined ? [] : await readCellFormats(workbook, styles),
    is1904,
  }
  return { sheets, common }
}

/** Parts that a part refers to, by the id of the reference; `''` is the package itself. */
async function readRelations(workbook: WorkbookPackage, part: string) {
  const relations = new Map<string, { type: string; part: string }>()
  const folder = posix.dirname(part)
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const open = (name: string, { Id, Type, Target = '', TargetMode }: Attributes) => {
    if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
    if (workbook.has(target)) relations.set(Id, { type: posix.basename(Type ?? ''), part: target })
  }
  if (workbook.has(list)) await readWholeXml(workbook, list, { open })
  return relations
}

function named(sheets: readonly SheetEntry[], name: string, file: string): SheetEntry {
  const found = sheets.find((sheet) => sheet.name === name)
  if (found) return found
  const hint = `The sheets found are: ${sheets.map((sheet) => sheet.name).join(', ')}.`
  throw refusal(file, `has no sheet ${JSON.stringify(name)}`, hint)
}

const visibleFirst = (sheets: readonly SheetEntry[]): SheetEntry[] => [
  ...sheets.filter((sheet) => !sheet.isHidden),
  ...sheets.filter((sheet) => sheet.isHidden),
]

/** Exports put a sheet of remarks before the data: a table has a header of two columns at least. */
async function firstWithTable(sheets: readonly SheetEntry[], common: Common): Promise<SheetEntry> {
  const ordered = visibleFirst(sheets)
  for (const entry of ordered) if (await hasRows(entry, common, 2)) return entry
  for (const entry of ordered) if (await hasRows(entry, common, 1)) return entry
  const names = sheets.map((sheet) => sheet.name).join(', ')
  throw refusal(common.workbook.file, 'has no sheet with data', `The sheets found are: ${names}.`)
}

/** Whether two rows, such as a header and a row, have something in so many cells. */
async function hasRows(entry: SheetEntry, common: Common, cellsFilled: number): Promise<boolean> {
  let rows = 0
  for await (const batch of readSheetRows({ ...common, ...entry, merges: [] })) {
    rows += batch.rows.filter((cells) => cells.filter((cell) => cell.trim() !== '').length >= cellsFilled).length
    if (rows >= 2) return true
  }
  return false
}

async function unreadSheets(
  sheets: readonly SheetEntry[],
  chosen: SheetEntry,
  common: Common,
): Promise<readonly InputIssue[]> {
  const others: string[] = []
  for (const entry of sheets) if (entry !== chosen && (await hasRows(entry, common, 2))) others.push(entry.name)
  if (others.length === 0) return []
  const problem = `holds data on other sheets, which are not read: ${others.join(', ')}`
  const hint = `Only sheet ${JSON.stringify(chosen.name)} was read; save each of the others as a file of its own, or name it with --sheet.`
  return [{ file: common.workbook.file, problem, hint }]
}
