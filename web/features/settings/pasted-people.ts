import {
  type PlanSettingsReply,
  type SettingsChange,
  type SettingsValue,
  TABLE_COLUMNS,
} from '../../../server/contracts/settings.ts'
import { isSame, type PlacedChange } from './draft.ts'

/** A table of people from a spreadsheet, against those of the plan. */
interface PastedPeople {
  readonly changes: readonly PlacedChange[]
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Columns of the plan that were pasted, and headings that are none. */
  readonly columns: readonly string[]
  readonly unknown: readonly string[]
  /** Why nothing can be made of it. */
  readonly problem?: 'noHeader' | 'noId' | 'empty'
}

const NOTHING = { changes: [], added: 0, changed: 0, unchanged: 0, columns: [], unknown: [] }
const COLUMNS: readonly string[] = TABLE_COLUMNS.people

/**
 * Reads rows as spreadsheets copy them: cells parted by tabs, headings first as in employees.csv. Columns that are not
 * pasted stay as they are; a person whose id is not in the plan is added.
 */
export function pastedPeople(text: string, { sections }: PlanSettingsReply): PastedPeople {
  const [header, ...rows] = cellsOf(text)
  if (!header || rows.length === 0) return { ...NOTHING, problem: 'empty' }
  const names = header.map((name) => name.trim().toLowerCase())
  const columns = names.filter((name) => COLUMNS.includes(name))
  const unknown = header.filter((_, index) => names[index] !== '' && !COLUMNS.includes(names[index]!))
  if (columns.length === 0) return { ...NOTHING, unknown, problem: 'noHeader' }
  if (!columns.includes('id')) return { ...NOTHING, columns, unknown, problem: 'noId' }
  const known = new Map(sections.people.map(({ item, value }) => [item, value]))
  const changes: PlacedChange[] = []
  let added = 0
  let unchanged = 0
  for (const [index, cells] of rows.entries()) {
    const pasted = Object.fromEntries(names.map((name, column) => [name, (cells[column] ?? '').trim()]))
    const before = known.get(pasted.id ?? '')
    const value: SettingsValue = withoutEmpty({
      ...before,
      ...Object.fromEntries(columns.map((name) => [name, pasted[name]])),
    })
    const change: SettingsChange = before
      ? { section: 'people', item: String(pasted.id), value }
      : { section: 'people', add: value }
    if (before && isSame(before, value)) unchanged++
    else {
      if (!before) added++
      changes.push({ change, place: `row ${index + 2}` })
    }
  }
  return { changes, added, changed: changes.length - added, unchanged, columns, unknown }
}

const withoutEmpty = (value: SettingsValue): SettingsValue =>
  Object.fromEntries(Object.entries(value).filter(([, cell]) => cell !== '' && cell !== undefined))

/** Rows and cells of a copied range: a cell with a break or a tab in it stands in quotation marks. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y
  while (cell.lastIndex <= text.length) {
    const found = cell.exec(text)
    if (!found) break
    rows.at(-1)!.push(found[1] === undefined ? found[2]! : found[1].replaceAll('""', '"'))
    const end = cell.lastIndex
    if (text[end] === '\t') cell.lastIndex = end + 1
    else if (end < text.length) {
      rows.push([])
      cell.lastIndex = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
    } else break
  }
  return rows.filter((cells) => cells.some((words) => words.trim() !== ''))
}
