/**
 * Cells of a text as spreadsheets put it on the clipboard: lines of cells between tabs, where a cell in double quotes may
 * hold line breaks, tabs and doubled quotes. A quote that is never closed is a part of its text. Lines may differ in length.
 */
export function readTable(text: string): string[][] {
  const rows: string[][] = [[]]
  for (let at = 0; at <= text.length; ) {
    const quoted = quotedCell(text, at)
    const end = quoted?.end ?? endOfCell(text, at)
    rows.at(-1)!.push(quoted?.text ?? text.slice(at, end))
    if (end >= text.length) break
    const isTab = text[end] === '\t'
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1
    // The line break that ends the last line does not begin another.
    if (!isTab && at === text.length) break
    if (!isTab) rows.push([])
  }
  return rows
}

function endOfCell(text: string, from: number): number {
  const length = text.slice(from).search(/[\t\r\n]/)
  return length < 0 ? text.length : from + length
}

function quotedCell(text: string, from: number): { readonly text: string; readonly end: number } | undefined {
  if (text[from] !== '"') return undefined
  const match = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y
  match.lastIndex = from
  const found = match.exec(text)
  return found ? { text: found[1]!.replaceAll('""', '"'), end: match.lastIndex } : undefined
}
