import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { knownWordsHint } from './suggestion.ts'

const SECTIONS = ['HORIZON', 'SHIFTS', 'STAFF', 'DAYS_OFF', 'SHIFT_ON_REQUESTS', 'SHIFT_OFF_REQUESTS', 'COVER'] as const
type Section = (typeof SECTIONS)[number]

const LARGEST = 1_000_000_000
const PREFIX = 'SECTION_'

/** A line of cells separated by commas, which reports what is wrong with it by its number. */
export class InstanceLine {
  readonly row: number
  readonly #cells: readonly string[]
  readonly #report: (issue: Omit<InputIssue, 'file' | 'row'>) => void

  constructor(row: number, text: string, report: (issue: InputIssue) => void, file: string) {
    this.row = row
    this.#cells = text.split(',').map((cell) => cell.trim())
    this.#report = (issue) => report({ file, row, ...issue })
  }

  get cells(): number {
    return this.#cells.length
  }

  text(cell: number): string {
    return this.#cells[cell] ?? ''
  }

  /** Parts of a cell separated by `|`. */
  list(cell: number): string[] {
    const text = this.text(cell)
    return text === '' ? [] : text.split('|').map((part) => part.trim())
  }

  /** Whole number of a cell; what is none is reported and taken as `least`. */
  whole(cell: number, what: string, least = 0, most = LARGEST): number {
    return this.number(this.text(cell), what, least, most)
  }

  number(text: string, what: string, least = 0, most = LARGEST): number {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    this.report(text, `is not a number of ${what} from ${least} to ${most}`, 'Write a whole number.')
    return least
  }

  known(id: string, what: string, ids: ReadonlySet<string>): string {
    if (!ids.has(id))
      this.report(id, `is not the id of ${what === 'employee' ? 'an' : 'a'} ${what}`, knownWordsHint(id, ids))
    return id
  }

  expect(cells: number, what: string): void {
    if (this.cells !== cells) {
      this.report(this.#cells.join(','), `has ${this.cells} values in the place of ${cells}`, `Write ${what}.`)
    }
  }

  report(value: string, problem: string, hint: string): void {
    this.#report({ value, problem, hint })
  }
}

/**
 * Lines of each section, without comments and blank ones. Every section must be there, if only by its name: a file
 * that was cut short would otherwise be another instance.
 */
export function instanceSections(file: string, text: string, issues: InputIssue[]): Record<Section, InstanceLine[]> {
  const sections = new Map<Section, InstanceLine[]>()
  let current: InstanceLine[] | undefined
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const row = index + 1
    const content = raw.trim()
    if (content === '' || content.startsWith('#')) continue
    const line = new InstanceLine(row, content, (issue) => issues.push(issue), file)
    if (content.startsWith(PREFIX)) current = beginSection(line, sections)
    else if (current) current.push(line)
    else if (sections.size === 0 && issues.length === 0)
      line.report(content, 'stands before the first section', `Begin with ${PREFIX}HORIZON.`)
  }
  for (const name of SECTIONS) {
    if (!sections.has(name)) issues.push(missing(file, name))
  }
  refuseHorizonLines(sections.get('HORIZON'), file, issues)
  return Object.fromEntries(SECTIONS.map((name) => [name, sections.get(name) ?? []])) as Record<Section, InstanceLine[]>
}

function beginSection(line: InstanceLine, sections: Map<Section, InstanceLine[]>): InstanceLine[] | undefined {
  const name = line.text(0).slice(PREFIX.length)
  const section = SECTIONS.find((known) => known === name)
  if (section === undefined) {
    line.report(
      line.text(0),
      'is not a section',
      knownWordsHint(
        line.text(0),
        SECTIONS.map((known) => PREFIX + known),
      ),
    )
    return undefined
  }
  if (sections.has(section)) line.report(line.text(0), 'begins for the second time', 'Put its lines into one section.')
  const lines = sections.get(section) ?? []
  sections.set(section, lines)
  return lines
}

const missing = (file: string, name: Section): InputIssue => ({
  file,
  value: PREFIX + name,
  problem: 'is missing',
  hint: 'Add it, without lines where there is nothing to say; maybe the file was cut short.',
})

function refuseHorizonLines(lines: readonly InstanceLine[] | undefined, file: string, issues: InputIssue[]): void {
  if (lines === undefined || lines.length === 1) return
  const extra = lines[1]
  const hint = 'Write the number of days on one line.'
  if (extra) extra.report(extra.text(0), 'is a second line of the horizon', hint)
  else issues.push({ file, value: `${PREFIX}HORIZON`, problem: 'has no line', hint })
}
