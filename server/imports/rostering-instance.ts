import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type InstanceLine, instanceSections } from './rostering-lines.ts'

/** A public nurse-rostering instance (Curtois and Qu, 2014) as its file has it. Days are counted from 0, a Monday. */
export interface RosteringInstance {
  readonly days: number
  readonly shifts: readonly InstanceShift[]
  readonly staff: readonly InstancePerson[]
  readonly onRequests: readonly InstanceRequest[]
  readonly offRequests: readonly InstanceRequest[]
  readonly cover: readonly InstanceCover[]
}

export interface InstanceShift {
  readonly id: string
  readonly minutes: number
  /** Shifts that may not follow it on the next day. */
  readonly notBefore: readonly string[]
}

export interface InstancePerson {
  readonly id: string
  /** One for each shift. */
  readonly maxShifts: ReadonlyMap<string, number>
  readonly maxMinutes: number
  readonly minMinutes: number
  readonly maxConsecutiveShifts: number
  readonly minConsecutiveShifts: number
  readonly minConsecutiveDaysOff: number
  readonly maxWeekends: number
  /** In order. */
  readonly daysOff: readonly number[]
}

export interface InstanceRequest {
  readonly personId: string
  readonly day: number
  readonly shiftId: string
  readonly weight: number
}

export interface InstanceCover {
  readonly day: number
  readonly shiftId: string
  readonly required: number
  readonly weightUnder: number
  readonly weightOver: number
}

const DAYS_AT_MOST = 1000
const MINUTES_A_DAY = 1440

/**
 * Reads an instance: comments, blank lines, a byte order mark and any order of sections are fine.
 * @throws PlanningInputError with everything that is wrong, by line
 */
export function parseRosteringInstance(file: string, text: string): RosteringInstance {
  const issues: InputIssue[] = []
  const sections = instanceSections(file, text, issues)
  if (issues.length > 0) throw new PlanningInputError(issues)
  const days = sections.HORIZON.map((line) => line.whole(0, 'days', 1, DAYS_AT_MOST))[0] ?? 0
  const shifts = sections.SHIFTS.map(readShift)
  const known: Known = {
    days,
    shifts: distinct(sections.SHIFTS, 'shift'),
    people: distinct(sections.STAFF, 'employee'),
  }
  sections.SHIFTS.forEach((line, index) => {
    for (const id of shifts[index]!.notBefore) line.known(id, 'shift', known.shifts)
  })
  const daysOff = Map.groupBy(
    sections.DAYS_OFF.flatMap((line) => readDaysOff(line, known)),
    ({ personId }) => personId,
  )
  const staff = sections.STAFF.map((line) => {
    const off = (daysOff.get(line.text(0)) ?? []).map(({ day }) => day)
    return readPerson(
      line,
      known,
      [...new Set(off)].sort((a, b) => a - b),
    )
  })
  const onRequests = sections.SHIFT_ON_REQUESTS.map((line) => readRequest(line, known))
  const offRequests = sections.SHIFT_OFF_REQUESTS.map((line) => readRequest(line, known))
  const cover = sections.COVER.map((line) => readCover(line, known))
  refuseRepeatedCover(sections.COVER)
  if (issues.length > 0) throw new PlanningInputError(issues)
  return { days, shifts, staff, onRequests, offRequests, cover }
}

/** What the other sections may refer to. */
interface Known {
  readonly days: number
  readonly shifts: ReadonlySet<string>
  readonly people: ReadonlySet<string>
}

/** Ids of a section's first cells. */
function distinct(lines: readonly InstanceLine[], what: string): Set<string> {
  const ids = new Set<string>()
  for (const line of lines) {
    const id = line.text(0)
    if (id === '') line.report(id, `is no ${what} id`, `Begin the line with the ${what}'s id.`)
    else if (ids.has(id)) line.report(id, `is the id of another ${what}`, `Give every ${what} an id of its own.`)
    ids.add(id)
  }
  return ids
}

function readShift(line: InstanceLine): InstanceShift {
  line.expect(3, 'id, minutes, shifts that may not follow it separated by |')
  return { id: line.text(0), minutes: line.whole(1, 'minutes', 1, MINUTES_A_DAY), notBefore: line.list(2) }
}

function readPerson(line: InstanceLine, known: Known, daysOff: readonly number[]): InstancePerson {
  line.expect(
    8,
    'id, most shifts by type, most minutes, least minutes, most consecutive shifts, least consecutive shifts, ' +
      'least consecutive days off, most weekends',
  )
  const maxMinutes = line.whole(2, 'minutes')
  const minMinutes = line.whole(3, 'minutes')
  if (minMinutes > maxMinutes) {
    line.report(`${minMinutes}`, `minutes at least are more than the ${maxMinutes} at most`, 'Maybe swap the two.')
  }
  return {
    id: line.text(0),
    maxShifts: readMaxShifts(line, known),
    maxMinutes,
    minMinutes,
    maxConsecutiveShifts: line.whole(4, 'shifts', 1),
    minConsecutiveShifts: line.whole(5, 'shifts'),
    minConsecutiveDaysOff: line.whole(6, 'days'),
    maxWeekends: line.whole(7, 'weekends'),
    daysOff,
  }
}

/** `E=14|L=0`: every shift once, so that a limit left out by mistake does not pass for none. */
function readMaxShifts(line: InstanceLine, known: Known): Map<string, number> {
  const most = new Map<string, number>()
  for (const part of line.list(1)) {
    const [id = '', count = '', ...more] = part.split('=').map((piece) => piece.trim())
    line.known(id, 'shift', known.shifts)
    if (most.has(id)) line.report(part, 'limits a shift that is limited already', 'Keep one of the two.')
    if (more.length > 0) line.report(part, 'is no limit', 'Write SHIFT=NUMBER.')
    most.set(id, line.number(count, 'shifts'))
  }
  const missing = [...known.shifts].filter((id) => !most.has(id))
  if (missing.length > 0) {
    const hint = `Add ${missing.map((id) => `${id}=${known.days}`).join('|')} where there is no limit.`
    line.report(line.text(1), `has no limit of shift ${missing.join(', ')}`, hint)
  }
  return most
}

function readDaysOff(line: InstanceLine, known: Known): { personId: string; day: number }[] {
  const personId = line.known(line.text(0), 'employee', known.people)
  if (line.cells < 2) line.report(line.text(0), 'has no day', 'Write employee, day, day ...')
  return Array.from({ length: line.cells - 1 }, (_, index) => ({ personId, day: readDay(line, index + 1, known) }))
}

function readRequest(line: InstanceLine, known: Known): InstanceRequest {
  line.expect(4, 'employee, day, shift, weight')
  return {
    personId: line.known(line.text(0), 'employee', known.people),
    day: readDay(line, 1, known),
    shiftId: line.known(line.text(2), 'shift', known.shifts),
    weight: line.whole(3, 'weight'),
  }
}

function readCover(line: InstanceLine, known: Known): InstanceCover {
  line.expect(5, 'day, shift, people required, weight of each too few, weight of each too many')
  return {
    day: readDay(line, 0, known),
    shiftId: line.known(line.text(1), 'shift', known.shifts),
    required: line.whole(2, 'people'),
    weightUnder: line.whole(3, 'weight'),
    weightOver: line.whole(4, 'weight'),
  }
}

const readDay = (line: InstanceLine, cell: number, { days }: Known): number => line.whole(cell, 'day', 0, days - 1)

function refuseRepeatedCover(lines: readonly InstanceLine[]): void {
  const seen = new Map<string, number>()
  for (const line of lines) {
    const key = `${line.text(0)}, ${line.text(1)}`
    const before = seen.get(key)
    if (before !== undefined) {
      line.report(key, `is a day and shift whose cover line ${before} gives already`, 'Keep one of the two lines.')
    }
    seen.set(key, line.row)
  }
}
