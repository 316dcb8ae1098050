/** Objects inside objects deeper than this come as JSON text. */
const MAX_DEPTH = 8

/** Integers beyond 2^53 would lose digits as numbers; ids of that length are common. */
const LONG_INTEGER = /\d{16}/

/**
 * The values of a record by the path to them: `{"via":{"channel":"chat"},"tags":["a","b"]}` gives via.channel = chat
 * and tags = `a|b`. null and empty lists are ''.
 * @throws SyntaxError when the text is no JSON object
 */
export function flattenRecord(text: string): Map<string, string> {
  const value: unknown = LONG_INTEGER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
  if (!isObject(value)) throw new SyntaxError('it is not an object such as {"id": 1}')
  const cells = new Map<string, string>()
  addCells(cells, '', value, 0)
  return cells
}

const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function addCells(cells: Map<string, string>, prefix: string, record: Record<string, unknown>, depth: number): void {
  for (const [key, value] of Object.entries(record)) {
    const name = `${prefix}${key}`
    if (isObject(value) && depth < MAX_DEPTH) addCells(cells, `${name}.`, value, depth + 1)
    else cells.set(name, cellText(value))
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cellText).join('|')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
