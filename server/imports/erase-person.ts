import { editTable, type RowEdit, tableRows } from './settings/edit-table.ts'

const PEOPLE_FILE = 'employees.csv'
/** Those in which there is more of a person than ids and times. */
export const FILES_THAT_NAME = [PEOPLE_FILE, 'availability.csv']
const PEOPLE_COLUMNS = ['id', 'name', 'restrictions', 'hired_on', 'mentor']
/** Files with a row for each thing that is said of a person. */
const FILES_OF_PEOPLE = { 'availability.csv': 'employee', 'previous-roster.csv': 'employee', [PEOPLE_FILE]: 'id' }

/**
 * Takes a person out of a plan's files as far as the plan stays one that can be planned from and its rosters can be
 * checked: the row in the list of people stays under its id, without the name and what may tell of health; what the
 * person asked for goes. Of the last period's roster, which has ids alone, everything stays.
 * @returns the files that change, path -> text
 * @throws PlanningInputError when a file is no table that can be read
 */
export function erasePersonFromFiles(
  files: ReadonlyMap<string, string>,
  employeeId: string,
  name: string,
): Map<string, string> {
  const changed = new Map<string, string>()
  const edit = (path: string, columns: readonly string[], id: string, to: (row: Row) => RowEdit['value']) => {
    const text = files.get(path)
    const rows = tableRows(path, text, columns).filter(({ value }) => value[id] === employeeId)
    if (rows.length === 0) return
    const edited = editTable(
      text,
      columns,
      rows.map((row) => ({ line: row.line, value: to(row.value) })),
    ).text
    if (edited !== text) changed.set(path, edited)
  }
  edit('availability.csv', ['employee'], 'employee', () => null)
  edit(PEOPLE_FILE, PEOPLE_COLUMNS, 'id', (row) => ({
    ...Object.fromEntries(Object.keys(row).map((column) => [column, ''])),
    ...{ id: employeeId, name },
  }))
  return changed
}

type Row = Readonly<Record<string, string>>

/** Every row of a plan's files that names a person. */
export function rowsOfPerson(
  files: ReadonlyMap<string, string>,
  employeeId: string,
): { readonly path: string; readonly row: Row }[] {
  return Object.entries(FILES_OF_PEOPLE).flatMap(([path, id]) => {
    const text = files.get(path)
    const header = (text ?? '').replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? ''
    const columns = header.split(/[,;\t]/).map((column) => column.trim().toLowerCase().replaceAll('"', ''))
    return tableRows(path, text, columns)
      .filter(({ value }) => value[id] === employeeId)
      .map(({ value }) => ({ path, row: value }))
  })
}
