import type { ReactNode } from 'react'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import type { FigureColumn } from '../../components/figures.tsx'

interface FigureTableProps<Row> {
  readonly title: string
  readonly hint?: string | undefined
  /** Name of the CSV file. */
  readonly file: string
  readonly columns: readonly FigureColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly isBad?: (row: Row) => boolean
  /** What is said in the place of a table without rows. */
  readonly empty: string
  /** Under the table. */
  readonly children?: ReactNode
}

/** A panel with a table, and its figures to take away. */
export function FigureTable<Row>(props: FigureTableProps<Row>) {
  const { title, hint, file, columns, rows, rowKey, isBad, empty, children } = props
  const table = () => ({
    head: columns.map(({ head }) => head),
    rows: rows.map((row) => columns.map(({ raw }) => raw(row))),
  })
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{title}</h2>
        {hint !== undefined && <p className="soft">{hint}</p>}
        {rows.length > 0 && (
          <span className="at-end">
            <CsvButton file={file} table={table} />
          </span>
        )}
      </header>
      {rows.length === 0 ? (
        <p className="soft">{empty}</p>
      ) : (
        <DataTable caption={title} {...{ columns, rows, rowKey }} {...(isBad && { isBad })} />
      )}
      {children}
    </section>
  )
}
