type Cell = string | number | null | undefined

/**
 * Text of a CSV file: a byte order mark, so that spreadsheets read it as UTF-8, then head and rows. A text that a
 * spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
 */
export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value == null || Number.isNaN(value) ? '' : `${value}`
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, text: string, type = 'text/csv'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
