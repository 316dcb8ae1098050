import { DateTime, IANAZone } from 'luxon'

const MS_PER_DAY = 86_400_000
const MS_PER_MINUTE = 60_000

/**
 * VTIMEZONE of a zone with every clock change of the years of a span (RFC 5545, 3.6.5), so that a calendar program needs no
 * list of zones of its own, and none that knows the zone by older rules moves a shift.
 */
export function vtimezone(zoneName: string, fromMs: number, toMs: number): string {
  const zone = IANAZone.create(zoneName)
  const start = DateTime.fromMillis(fromMs, { zone: zoneName }).startOf('year').toMillis()
  const end = DateTime.fromMillis(toMs, { zone: zoneName }).endOf('year').toMillis()
  const first = observance(zoneName, start, zone.offset(start), zone.offset(start))
  const changes = clockChanges(zone, start, end).map((at) =>
    observance(zoneName, at, zone.offset(at - MS_PER_MINUTE), zone.offset(at)),
  )
  return ['BEGIN:VTIMEZONE', `TZID:${zoneName}`, ...first, ...changes.flat(), 'END:VTIMEZONE'].join('\r\n')
}

/** Instants from which on another offset holds, within `(startMs, endMs]`, to the minute. */
function clockChanges(zone: IANAZone, startMs: number, endMs: number): number[] {
  const changes: number[] = []
  for (let day = startMs; day < endMs; day += MS_PER_DAY) {
    let [before, after] = [day, Math.min(day + MS_PER_DAY, endMs)]
    if (zone.offset(before) === zone.offset(after)) continue
    while (after - before > MS_PER_MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MS_PER_MINUTE) * MS_PER_MINUTE
      if (zone.offset(middle) === zone.offset(before)) before = middle
      else after = middle
    }
    changes.push(after)
  }
  return changes
}

/** Its start is told by the clock that held until then. */
function observance(zone: string, at: number, offsetBefore: number, offset: number): string[] {
  const kind = DateTime.fromMillis(at, { zone }).isInDST ? 'DAYLIGHT' : 'STANDARD'
  const start = DateTime.fromMillis(at + offsetBefore * MS_PER_MINUTE, { zone: 'utc' })
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start.toFormat("yyyyMMdd'T'HHmmss")}`,
    `TZOFFSETFROM:${offsetText(offsetBefore)}`,
    `TZOFFSETTO:${offsetText(offset)}`,
    `TZNAME:${DateTime.fromMillis(at, { zone, locale: 'en' }).offsetNameShort}`,
    `END:${kind}`,
  ]
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}
