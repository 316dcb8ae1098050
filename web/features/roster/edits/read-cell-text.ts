import { MINUTES_PER_DAY } from '../../../../solver/domain/horizon.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'

/** One shift as it was written: a template, its start, or times; minutes after midnight, the end past 24:00 where it is the next day's. */
export interface WrittenShift {
  readonly templateId?: string
  readonly startMinute?: number
  readonly endMinute?: number
}

/** What somebody wrote in a cell of a spreadsheet. */
type CellReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'off' }
  | { readonly kind: 'shifts'; readonly shifts: readonly WrittenShift[] }
  | { readonly kind: 'unknown'; readonly word: string }

/** Template ids by what people call them: their ids and their names in every language. */
export type TemplateWords = ReadonlyMap<string, string>

const OFF_WORDS = new Set(['off', 'day off', '休', '休息', '轮休', '调休', '-', '--'])

export function templateWords(templates: readonly ShiftTemplate[]): TemplateWords {
  const named = templates.flatMap(({ id, name }) =>
    (typeof name === 'object' ? Object.values(name) : name === undefined ? [] : [name]).map(
      (word) => [word, id] as const,
    ),
  )
  // An id means its own template, whatever another is called.
  const ids = templates.map(({ id }) => [id, id] as const)
  return new Map([...named, ...ids].map(([word, id]) => [plain(word), id]))
}

/**
 * Reads `9-18`, `09:00–18:00`, `9点到18点`, `early`, `early 07:00`, `22:00-06:00 night`, `off`, and several shifts with `/`,
 * `;` or a line break between them; full-width characters are read like others.
 */
export function readCellText(text: string, words: TemplateWords): CellReading {
  const whole = plain(text)
  if (whole === '') return { kind: 'blank' }
  if (OFF_WORDS.has(whole)) return { kind: 'off' }
  const templateId = words.get(whole)
  if (templateId !== undefined) return { kind: 'shifts', shifts: [{ templateId }] }
  const shifts: WrittenShift[] = []
  for (const part of whole.split(/\s*[/;|\n]\s*/).filter((piece) => piece !== '')) {
    const shift = readShift(part, words)
    if (!shift) return { kind: 'unknown', word: part }
    shifts.push(shift)
  }
  return shifts.length > 0 ? { kind: 'shifts', shifts } : { kind: 'unknown', word: text.trim() }
}

/** Full-width forms and the many dashes as plain ones, small letters, and no apostrophe that kept a formula from running. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .replace(/^'/, '')
    .toLowerCase()

const TIME = String.raw`(\d{1,2})(?:[:.]?(\d{2}))?`
const RANGE = new RegExp(String.raw`(?<![\d:.-])${TIME} ?(?:-|~|至|到|to) ?(?:次日|翌日)?${TIME}(?![\d:.]|-\d)`)
const START = /(?<![\d:.])(\d{1,2})[:.](\d{2})(?![\d:.])/

function readShift(part: string, words: TemplateWords): WrittenShift | undefined {
  const templateId = words.get(part)
  if (templateId !== undefined) return { templateId }
  const text = part.replace(/(\d{1,2})[点时](?:(\d{1,2})分?|(半))?/g, (_, hour, minute = '0', half) =>
    [hour, half ? '30' : String(minute).padStart(2, '0')].join(':'),
  )
  const range = RANGE.exec(text)
  const start = range ?? START.exec(text)
  if (!start) return undefined
  const startMinute = minuteOf(start[1], start[2], MINUTES_PER_DAY - 1)
  const endMinute = range ? endOf(minuteOf(range[3], range[4], 2 * MINUTES_PER_DAY), startMinute) : undefined
  const rest = text
    .replace(start[0], ' ')
    .replace(/[()[\],]/g, ' ')
    .trim()
  const named = rest === '' ? undefined : words.get(rest)
  if (startMinute === undefined || (range && endMinute === undefined)) return undefined
  if (rest !== '' && named === undefined) return undefined
  if (!range && named === undefined) return undefined
  return {
    ...(named !== undefined && { templateId: named }),
    startMinute,
    ...(endMinute !== undefined && { endMinute }),
  }
}

function minuteOf(hours: string | undefined, minutes: string | undefined, most: number): number | undefined {
  const minute = Number(hours) * 60 + Number(minutes ?? 0)
  return Number(minutes ?? 0) < 60 && minute <= most ? minute : undefined
}

/** An end that is not after the start is the next day's. */
const endOf = (end: number | undefined, start = 0): number | undefined =>
  end === undefined || end > start ? end : end + MINUTES_PER_DAY
