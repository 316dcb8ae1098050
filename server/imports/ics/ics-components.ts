/** An event or a time zone of an iCalendar text, as the lines that matter to a plan. */
export interface IcsComponent {
  readonly name: 'VEVENT' | 'VTIMEZONE'
  /** Line of its BEGIN, as an editor counts. */
  readonly row: number
  /** Unfolded content lines between BEGIN and END, parts within it (alarms, say) left out of events. */
  readonly lines: readonly string[]
  /** Whether its END was found. */
  readonly isWhole: boolean
  /** Whether its calendar was sent to take events back (METHOD:CANCEL). */
  readonly isTakenBack: boolean
}

export interface IcsFile {
  readonly components: readonly IcsComponent[]
  /** Zones that calendars of the file call their own (X-WR-TIMEZONE). */
  readonly calendarZones: readonly string[]
  /** Whether anything in the text is iCalendar. */
  readonly isCalendar: boolean
}

/** Properties of an event that bear on a plan. Others, and what is wrong with them, are nobody's loss. */
const EVENT_PROPERTY =
  /^(UID|SUMMARY|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SEQUENCE|LAST-MODIFIED|DTSTAMP|CATEGORIES|DESCRIPTION|X-EXPECTED-[A-Z]+|X-CATEGORY)[;:]/i
/** Texts in which exporters forget to escape their line breaks: a line that is no property goes on with them. */
const FREE_TEXT = /^(SUMMARY|DESCRIPTION)[;:]/i
const PROPERTY = /^[A-Za-z0-9-]+[;:]/

/** An event being gathered; its lines grow. */
interface OpenComponent {
  readonly name: IcsComponent['name']
  readonly row: number
  readonly lines: string[]
  /** Names of the parts that are open within it. */
  readonly within: string[]
}

/**
 * Takes an iCalendar text (RFC 5545) apart into its events and time zones, each of which can then be read, or found
 * wrong, alone. Any number of calendars may follow one another; the frame around the events may be damaged.
 */
export function icsComponents(text: string): IcsFile {
  const found: (Omit<IcsComponent, 'isTakenBack'> & { calendar: number })[] = []
  const cancelled = new Set<number>()
  const calendarZones: string[] = []
  let calendar = 0
  let open: OpenComponent | undefined
  const close = (isWhole: boolean) => {
    if (open) found.push({ name: open.name, row: open.row, lines: open.lines, isWhole, calendar })
    open = undefined
  }
  for (const { line, row } of unfolded(text)) {
    const [, edge, name = ''] = /^(BEGIN|END):\s*([A-Z-]+)\s*$/i.exec(line) ?? []
    const part = name.toUpperCase()
    if (edge === undefined) {
      if (open) addLine(open, line)
      else if (/^METHOD:\s*CANCEL\s*$/i.test(line)) cancelled.add(calendar)
      else calendarZones.push(...(/^X-WR-TIMEZONE:\s*(\S+)/i.exec(line)?.slice(1) ?? []))
    } else if (part === 'VCALENDAR') {
      close(false)
      calendar++
    } else if (part === 'VEVENT' || part === 'VTIMEZONE') {
      close(edge.toUpperCase() === 'END' && open?.name === part)
      if (edge.toUpperCase() === 'BEGIN') open = { name: part, row, lines: [], within: [] }
    } else if (open) {
      if (edge.toUpperCase() === 'BEGIN') open.within.push(part)
      else open.within.pop()
      if (open.name === 'VTIMEZONE') open.lines.push(line)
    }
  }
  close(false)
  const components = found.map(({ calendar: at, ...rest }) => ({ ...rest, isTakenBack: cancelled.has(at) }))
  return { components, calendarZones: [...new Set(calendarZones)], isCalendar: calendar > 0 || found.length > 0 }
}

function addLine({ name, lines, within }: OpenComponent, line: string): void {
  if (name === 'VTIMEZONE') lines.push(line)
  else if (within.length > 0) return
  else if (EVENT_PROPERTY.test(line)) lines.push(line)
  else if (!PROPERTY.test(line) && FREE_TEXT.test(lines.at(-1) ?? '')) lines.push(`${lines.pop()}\\n${line}`)
}

/** Content lines: a line that begins with a space or a tab goes on with the one before (RFC 5545 section 3.1). */
function* unfolded(text: string): Generator<{ line: string; row: number }> {
  let parts: string[] = []
  let row = 1
  let at = 0
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    at++
    if (/^[ \t]/.test(line) && parts.length > 0) {
      parts.push(line.slice(1))
      continue
    }
    if (parts.length > 0) yield { line: parts.join(''), row }
    parts = line === '' ? [] : [line]
    row = at
  }
  if (parts.length > 0) yield { line: parts.join(''), row }
}
