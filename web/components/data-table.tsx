import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  readonly numeric?: boolean
}

interface DataTableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Rows that ask for attention. */
  readonly isBad?: (row: Row) => boolean
}

/** A table with its first column as row heads, scrolling inside itself when it is large. */
export function DataTable<Row>({ caption, columns, rows, rowKey, isBad }: DataTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'numeric' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={isBad?.(row) ? 'bad' : undefined}>
              {columns.map((column, index) => (
                <Cell key={column.key} isHead={index === 0} numeric={column.numeric ?? false}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ isHead, numeric, children }: { isHead: boolean; numeric: boolean; children: ReactNode }) {
  const className = numeric ? 'numeric' : undefined
  return isHead ? (
    <th scope="row" className={className}>
      {children}
    </th>
  ) : (
    <td className={className}>{children}</td>
  )
}
