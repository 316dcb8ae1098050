import { isDeepStrictEqual } from 'node:util'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import {
  LIST_SECTIONS,
  type ListSection,
  type PlanSettingsReply,
  type SettingsChange,
  type SettingsItem,
  type SettingsSection,
  type SettingsValue,
  TABLE_COLUMNS,
  TABLE_SECTIONS,
  type TableSection,
} from '../contracts/settings.ts'
import { SETTINGS_FILE } from '../imports/plan-settings.ts'
import { asValue, editedItems, editList, itemsOf, listsOf, type SettingsLists } from '../imports/settings/edit-list.ts'
import { editTable, type RowEdit, tableRows } from '../imports/settings/edit-table.ts'
import { describePlan } from './describe-plan.ts'
import type { DescribedPlan, PlanFiles } from './worker-task.ts'

export type StoredSettings = Omit<PlanSettingsReply, 'revision'>

export interface ChangedSettings {
  readonly settings: StoredSettings
  /** Empty when everything was so already. */
  readonly files: ReadonlyMap<string, string>
  /** Of the plan with those files; absent when none changes. */
  readonly described?: DescribedPlan
}

/** Files of the tables. */
const TABLE_FILES: Readonly<Record<TableSection, string>> = {
  people: 'employees.csv',
  availability: 'availability.csv',
  calendar: 'calendar.csv',
}
/** Tables with rows of single people, which go with their person. */
const FILES_OF_PEOPLE = ['availability.csv', 'balances.csv', 'previous-roster.csv']

/** Files that the settings are read from. */
export const SETTINGS_FILES = [SETTINGS_FILE, ...Object.values(TABLE_FILES), 'calendar.ics']

/** @throws PlanningInputError when one of the files cannot be read */
export function storedSettings(files: PlanFiles): StoredSettings {
  const lists = listsOf(files.get(SETTINGS_FILE) ?? '')
  const { zone, currency, intervalMinutes } = lists as Pick<StoredSettings, 'zone' | 'currency' | 'intervalMinutes'>
  const listed = LIST_SECTIONS.map((section) => [
    section,
    itemsOf(lists, section).map((item) => ({ item: String(asValue(item).id), value: asValue(item) })),
  ])
  const tables = TABLE_SECTIONS.map((section) => [section, tableItems(files, section)])
  return {
    ...{ zone, currency, intervalMinutes, hasCalendarIcs: files.has('calendar.ics') },
    sections: Object.fromEntries([...listed, ...tables]) as Record<SettingsSection, SettingsItem[]>,
  }
}

const tableItems = (files: PlanFiles, section: TableSection): SettingsItem[] =>
  tableRows(TABLE_FILES[section], files.get(TABLE_FILES[section]), TABLE_COLUMNS[section]).map(({ line, value }) => ({
    item: itemOf(section, line, value),
    value,
  }))

const itemOf = (section: TableSection, line: number, { id = '' }: SettingsValue): string =>
  section === 'people' ? String(id) : String(line)

/**
 * The plan with things of its settings added, changed or removed, all together: `plan.yaml` changed in these places alone
 * with its comments kept, tables row by row. With a person go the rows that are only about this person.
 * @returns undefined when there is nothing of a change's item
 * @throws PlanningInputError naming what is wrong with the plan as it would be
 */
export function changeSettings(files: PlanFiles, changes: readonly SettingsChange[]): ChangedSettings | undefined {
  const state: Edited = { files: new Map(files), places: [] }
  const ofLists = changes.every((change, at) => !isList(change.section) || editYaml(state, change, at))
  const ofTables = ofLists && TABLE_SECTIONS.every((section) => editRows(state, section, changes))
  if (!ofTables) return undefined
  dropRowsOfPeople(state, changes)
  const changed = new Map([...state.files].filter(([path, text]) => files.get(path) !== text))
  if (changed.size === 0) return { settings: storedSettings(files), files: changed }
  const described = describedOrRefused(state)
  return { settings: storedSettings(state.files), files: changed, described }
}

interface Edited {
  readonly files: Map<string, string>
  /** Where each change then stands: the beginning of its path in plan.yaml, or its line of a table. */
  readonly places: { readonly at: number; readonly file: string; readonly place: string | number }[]
}

const isList = (section: SettingsSection): section is ListSection => LIST_SECTIONS.some((list) => list === section)

const newValue = (change: SettingsChange): SettingsValue | null =>
  'add' in change ? change.add : 'value' in change ? change.value : null

/** @returns false when there is no such item */
function editYaml(state: Edited, change: SettingsChange, at: number): boolean {
  const section = change.section as ListSection
  const text = state.files.get(SETTINGS_FILE)!
  const lists = listsOf(text)
  const items = itemsOf(lists, section)
  const ids = items.map((item) => asValue(item).id)
  const index = 'add' in change ? items.length : ids.indexOf(change.item)
  if (index === -1) return false
  const value = newValue(change)
  if ('add' in change && ids.includes(change.add.id)) throw new PlanningInputError(idTaken(at, change.add.id))
  if ('value' in change && change.value.id !== change.item) throw new PlanningInputError(idKept(at, change.value.id))
  const edit = { section, index, value }
  const edited = editList(text, edit)
  const expected = { ...lists, [section]: editedItems(items, edit) }
  if (!isSame(edited, expected)) throw new PlanningInputError(ENTANGLED)
  state.files.set(SETTINGS_FILE, edited)
  if (value !== null) state.places.push({ at, file: SETTINGS_FILE, place: `${section}[${index}]` })
  return true
}

/** Whether a text says what is expected. A list that has lost its last item may be left out. */
function isSame(text: string, expected: SettingsLists): boolean {
  try {
    return isDeepStrictEqual(withoutEmpty(listsOf(text)), withoutEmpty(expected))
  } catch {
    // What another setting refers to by its anchor has gone.
    return false
  }
}

const withoutEmpty = (lists: SettingsLists) =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => !Array.isArray(list) || list.length > 0))

const ENTANGLED = {
  file: SETTINGS_FILE,
  problem: 'is written in a way in which these settings cannot be changed alone',
  hint: 'Write the values out in the place of anchors (&name) and aliases (*name), and bring the folder in again.',
}
const idTaken = (at: number, id: unknown): InputIssue => ({
  ...{ column: `changes[${at}].id`, value: String(id), problem: 'is the id of another one' },
  hint: 'Give the new one another id, or change the one that is there.',
})
const idKept = (at: number, id: unknown): InputIssue => ({
  ...{ column: `changes[${at}].id`, value: String(id), problem: 'is another id than that of what is changed' },
  hint: 'Keep the id, which other settings refer to; the name may be changed.',
})

/** @returns false when there is no row of a change's item */
function editRows(state: Edited, section: TableSection, all: readonly SettingsChange[]): boolean {
  const changes = all.flatMap((change, at) => (change.section === section ? [{ change, at }] : []))
  if (changes.length === 0) return true
  const file = TABLE_FILES[section]
  const rows = tableRows(file, state.files.get(file), section === 'people' ? ['id'] : [])
  const lineByItem = new Map(rows.map(({ line, value }) => [itemOf(section, line, value), line]))
  const edits: RowEdit[] = []
  for (const { change, at } of changes) {
    const line = 'add' in change ? undefined : lineByItem.get(change.item)
    if (!('add' in change) && line === undefined) return false
    const value = newValue(change)
    if (section === 'people' && 'add' in change && lineByItem.has(String(change.add.id)))
      throw new PlanningInputError(idTaken(at, change.add.id))
    if (section === 'people' && 'value' in change && change.value.id !== change.item)
      throw new PlanningInputError(idKept(at, change.value.id))
    edits.push({ ...(line !== undefined && { line }), value: value && cellsOf(section, value, at) })
  }
  const { text, lines } = editTable(state.files.get(file), TABLE_COLUMNS[section], edits)
  state.files.set(file, text)
  lines.forEach((line, index) => {
    if (line !== undefined) state.places.push({ at: changes[index]!.at, file, place: line })
  })
  return true
}

/** All known columns of a row: what is left out is emptied. */
function cellsOf(section: TableSection, value: SettingsValue, at: number): Record<string, string> {
  const columns: readonly string[] = TABLE_COLUMNS[section]
  const wrong = Object.entries(value).find(([key, cell]) => !columns.includes(key) || typeof cell !== 'string')
  if (!wrong) return Object.fromEntries(columns.map((column) => [column, String(value[column] ?? '')]))
  throw new PlanningInputError({
    ...{ column: `changes[${at}].${wrong[0]}`, problem: 'is not a text of a known column' },
    hint: `Use one of: ${columns.join(', ')}.`,
  })
}

function dropRowsOfPeople(state: Edited, changes: readonly SettingsChange[]): void {
  const gone = new Set(
    changes.flatMap((change) => (change.section === 'people' && 'remove' in change ? change.item : [])),
  )
  if (gone.size === 0) return
  for (const file of FILES_OF_PEOPLE) {
    const text = state.files.get(file)
    const rows = tableRows(file, text, ['employee']).filter(({ value }) => gone.has(value.employee ?? ''))
    if (rows.length === 0) continue
    const edits = rows.map(({ line }) => ({ line, value: null }))
    state.files.set(file, editTable(text, ['employee'], edits).text)
  }
}

function describedOrRefused({ files, places }: Edited): DescribedPlan {
  try {
    return describePlan(files)
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    throw new PlanningInputError(error.issues.map((issue) => atItsChange(issue, places)))
  }
}

/** An issue by its place in the change that it lies in, so that a form can show it at the field. */
function atItsChange(issue: InputIssue, places: Edited['places']): InputIssue {
  const { file, row, column = '', ...words } = issue
  const found = places.find(({ file: changed, place }) =>
    typeof place === 'number' ? file === changed && row === place : file === changed && isWithin(column, place),
  )
  if (!found) return issue
  const rest = typeof found.place === 'number' ? column && `.${column}` : column.slice(found.place.length)
  return { ...words, column: `changes[${found.at}]${rest}` }
}

const isWithin = (column: string, place: string): boolean =>
  column.startsWith(place) && ['', '.', '['].includes(column.charAt(place.length))
