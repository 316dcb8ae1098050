import ICAL from 'ical.js'
import { IANAZone } from 'luxon'
import { MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { IcsComponent } from './ics-components.ts'
import { ianaZoneOf } from './windows-zones.ts'

/** A wall clock, as the epoch milliseconds that it would have in UTC. */
export type WallClock = number

/** Turns wall clocks of one zone into instants and back; epoch milliseconds. */
export interface WallZone {
  /**
   * The instant of a wall clock: the earlier one where clocks go back, and where they go forward past it, the one that
   * the offset before the change gives (RFC 5545 section 3.3.5).
   */
  readonly instant: (wall: WallClock) => number
  /** The second occurrence of a wall clock at which clocks go back, or undefined. */
  readonly laterInstant: (wall: WallClock) => number | undefined
  readonly wall: (instant: number) => WallClock
}

const MS_PER_DAY = 1440 * MS_PER_MINUTE

/** @param offsetAt minutes east of Greenwich at an instant */
function wallZone(offsetAt: (instant: number) => number): WallZone {
  const candidates = (wall: WallClock) => {
    const before = offsetAt(wall - MS_PER_DAY)
    const offsets = [...new Set([before, offsetAt(wall + MS_PER_DAY)])]
    const instants = offsets
      .map((offset) => ({ at: wall - offset * MS_PER_MINUTE, offset }))
      .filter(({ at, offset }) => offsetAt(at) === offset)
      .map(({ at }) => at)
      .sort((a, b) => a - b)
    return { instants, fallback: wall - before * MS_PER_MINUTE }
  }
  return {
    instant: (wall) => {
      const { instants, fallback } = candidates(wall)
      return instants[0] ?? fallback
    },
    laterInstant: (wall) => candidates(wall).instants[1],
    wall: (instant) => instant + offsetAt(instant) * MS_PER_MINUTE,
  }
}

export const ianaWallZone = (name: string): WallZone => {
  const zone = IANAZone.create(name)
  return wallZone((instant) => zone.offset(instant))
}

export const UTC_ZONE: WallZone = { instant: (wall) => wall, laterInstant: () => undefined, wall: (instant) => instant }

/**
 * Finds zones by the names that files give them: IANA names (also at the end of a path, as Mozilla writes them),
 * Windows names, and names of the file's own that a VTIMEZONE explains. Undefined where nobody can say.
 */
export function wallZones(components: readonly IcsComponent[]): (name: string) => WallZone | undefined {
  const known = new Map<string, WallZone | undefined>()
  const find = (name: string): WallZone | undefined => {
    const iana = ianaName(name)
    return iana === undefined ? definedZone(name, components) : ianaWallZone(iana)
  }
  return (name) => {
    if (!known.has(name)) known.set(name, find(name))
    return known.get(name)
  }
}

function ianaName(name: string): string | undefined {
  const plain = name.trim()
  const ending = /[A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?$/.exec(plain)?.[0]
  return [plain, ianaZoneOf(plain), ending].find((zone) => zone !== undefined && IANAZone.isValidZone(zone))
}

/** The offsets that the file's own VTIMEZONE gives. Rules finer than a year are no clock changes; they are not followed. */
function definedZone(name: string, components: readonly IcsComponent[]): WallZone | undefined {
  const definition = components.find(
    ({ name: kind, lines }) => kind === 'VTIMEZONE' && lines.some((line) => propertyValue('TZID', line) === name),
  )
  if (!definition) return undefined
  const { lines } = definition
  if (lines.some((line) => /^RRULE/i.test(line) && !/FREQ=YEARLY/i.test(line))) return undefined
  try {
    const text = ['BEGIN:VTIMEZONE', ...lines, 'END:VTIMEZONE'].join('\r\n')
    const component = new ICAL.Component(ICAL.parse(text) as unknown[])
    if (component.getAllSubcomponents().length === 0) return undefined
    const zone = new ICAL.Timezone({ component, tzid: name })
    // ical.js tells the offset of a local time; that of an instant is found from the local time that it claims to be.
    const offsetOf = (wall: WallClock) => zone.utcOffset(icalTime(wall)) / 60
    return wallZone((instant) => offsetOf(instant + offsetOf(instant) * MS_PER_MINUTE))
  } catch {
    return undefined
  }
}

const propertyValue = (property: string, line: string): string | undefined =>
  line.toUpperCase().startsWith(`${property}:`) ? line.slice(property.length + 1).trim() : undefined

function icalTime(wall: WallClock): ICAL.Time {
  const date = new Date(wall)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
  return new ICAL.Time({ year, month, day, hour, minute, second }, ICAL.Timezone.localTimezone)
}
