import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { CountedSeries } from '../series/counted-series.ts'

const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 16)

/** Writes what lies before each series' origin as `queue,start,volume`; the grids are in UTC. */
export async function writeHistory(file: string, queues: readonly CountedSeries[]): Promise<void> {
  const out = createWriteStream(file)
  out.write('queue,start,volume\n')
  for (const { name, history, origins } of queues) {
    const step = history.intervalMinutes * MS_PER_MINUTE
    const known = (origins[0]! - history.startsAt) / step
    const rows = [...history.volume.subarray(0, known)].map(
      (volume, i) => `${name},${stamp(history.startsAt + i * step)},${volume}\n`,
    )
    if (!out.write(rows.join(''))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/** Each event under its queue as category, so that it concerns that queue alone. */
export function writeCalendar(file: string, queues: readonly CountedSeries[]): Promise<void> {
  const rows = queues.flatMap(({ name, calendar }) =>
    calendar.map(
      ({ kind, title, startMs, endMs, expectedSize }) =>
        `${kind},${title},${stamp(startMs)},${stamp(endMs)},${expectedSize},${name}`,
    ),
  )
  return writeFile(file, ['kind,title,start,end,expected_size,category', ...rows, ''].join('\n'))
}
