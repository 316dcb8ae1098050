/** Words that systems write where they have nothing to say, in lower case. */
const NULL_WORDS: ReadonlySet<string> = new Set([
  ...['-', '--', '---', '—', '——', '–', '/', '\\n', 'n/a', 'na', '#n/a', 'nan', 'null', 'nil', 'none', 'undefined'],
  ...['(null)', '(empty)', '(blank)', 'not set', 'unassigned', 'no data', 'unknown'],
  ...['无', '無', '暂无', '暫無', '空', '(空)', '（空）', '未知', '未分配', '未填写', '未填寫', '没有', '沒有'],
])
const LONGEST_NULL_WORD = Math.max(...[...NULL_WORDS].map((word) => word.length))
const FIRST_CODES: ReadonlySet<number> = new Set(
  [...NULL_WORDS].flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]),
)

/** Whether a trimmed cell says that there is no value. */
export function isNull(text: string): boolean {
  // Most cells are told from all these words by their length or first character, without hashing them.
  if (text === '') return true
  if (text.length > LONGEST_NULL_WORD || !FIRST_CODES.has(text.charCodeAt(0))) return false
  return NULL_WORDS.has(text) || NULL_WORDS.has(text.toLowerCase())
}

/** The text of a cell, without the white space around it. */
export function cellText(cell: string | undefined): string {
  if (cell === undefined || cell === '') return ''
  // Almost every cell begins and ends with a printed character, and looking there is much cheaper than trimming.
  const isTrimmed = isPrinted(cell.charCodeAt(0)) && isPrinted(cell.charCodeAt(cell.length - 1))
  return isTrimmed ? cell : cell.trim()
}

/** Of the white space beyond ASCII only the ideographic space, the no-break space and the byte order mark occur. */
const isPrinted = (code: number): boolean => code > 32 && code !== 0xa0 && code !== 0x3000 && code !== 0xfeff

const PLAIN_NUMBER = /^(\d+\.?\d*|\.\d+)$/
const THOUSANDS = /^\d{1,3}(,\d{3})+(\.\d+)?$/
/** `181,5` and `1.234,5`. Of a comma before three digits nobody can tell, and it is taken to part thousands. */
const DECIMAL_COMMA = /^(\d+|\d{1,3}(\.\d{3})+),(\d{1,2}|\d{4,})$/

/** A number of at least 0 as exports write it, whatever parts its thousands and decimals; undefined when it is none. */
export function amountFrom(text: string): number | undefined {
  if (PLAIN_NUMBER.test(text)) return Number(text)
  if (THOUSANDS.test(text)) return Number(text.replaceAll(',', ''))
  return DECIMAL_COMMA.test(text) ? Number(text.replaceAll('.', '').replace(',', '.')) : undefined
}

/** Whether a spreadsheet has written a long number as `1.23457E+17`, which many others look like too. */
export const hasLostDigits = (text: string): boolean => text.includes('+') && /^\d(?:[.,]\d+)?E\+\d{2}$/i.test(text)

export const LOST_DIGITS = {
  problem: 'has lost its last digits in a spreadsheet',
  hint: 'Export again and import the file without opening it in a spreadsheet, or format the column as text first.',
}
