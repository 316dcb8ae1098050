import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CsvButton } from './csv-button.tsx'
import { type Column, DataTable } from './data-table.tsx'

/** A column that is shown formatted and taken away as it is. */
export interface FigureColumn<Row> extends Column<Row> {
  readonly raw: (row: Row) => string | number | null
}

interface FiguresProps<Row> {
  /** What the table holds. */
  readonly caption: string
  /** Name of the CSV file. */
  readonly file: string
  readonly columns: readonly FigureColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly isBad?: (row: Row) => boolean
}

/** The figures under a chart: folded, as a table and a CSV file. The table is made when it is opened. */
export function Figures<Row>({ caption, file, columns, rows, rowKey, isBad }: FiguresProps<Row>) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const table = () => ({
    head: columns.map(({ head }) => head),
    rows: rows.map((row) => columns.map(({ raw }) => raw(row))),
  })
  return (
    <div className="figures-fold">
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{t('controls.figures')}</summary>
        {isOpen && <DataTable {...{ caption, columns, rows, rowKey }} {...(isBad && { isBad })} />}
      </details>
      <CsvButton file={file} table={table} />
    </div>
  )
}
