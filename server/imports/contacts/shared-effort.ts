import { type ContactLedger, IS_BOT_ONLY } from './contact-ledger.ts'

/**
 * Work on the contact of a row, tenths of a second, NaN where unknown. Recorded effort where the source records any
 * for the queue; else each moment that an agent is in conversations is split evenly among them, so that the efforts of
 * an agent add up to the time in which he or she was in any. Closing minus opening is never taken for work.
 * @param rows every row in order of creation
 */
export function effortOf(ledger: ContactLedger, rows: Uint32Array): (row: number) => number {
  const { columns, size } = ledger
  const { effort, session, agent, flags } = columns
  const isRecorded = recordsEffort(ledger)
  const isSession = (row: number) => session[row]! >= 0 && agent[row] !== 0 && (flags[row]! & IS_BOT_ONLY) === 0
  const sharing = new Set<number>()
  for (let row = 0; row < size; row++) {
    if (!isRecorded(row) && isSession(row)) sharing.add(agent[row]!)
  }
  const recorded = (row: number) => (isRecorded(row) && effort[row]! >= 0 ? effort[row]! : Number.NaN)
  if (sharing.size === 0) return recorded
  // Conversations with recorded effort take their share of the agent's time too.
  const sessions = new Map<number, number[]>()
  for (const row of rows) {
    if (!isSession(row) || !sharing.has(agent[row]!)) continue
    const own = sessions.get(agent[row]!)
    if (own) own.push(row)
    else sessions.set(agent[row]!, [row])
  }
  const shared = new Float64Array(size).fill(Number.NaN)
  for (const own of sessions.values()) {
    const shares = busyShares(ledger, own)
    own.forEach((row, position) => {
      if (!isRecorded(row)) shared[row] = shares[position]!
    })
  }
  return (row) => (isRecorded(row) ? recorded(row) : shared[row]!)
}

/** Whether a row's queue has any recorded effort in the row's source. */
function recordsEffort({ columns, size, queues, sources }: ContactLedger): (row: number) => boolean {
  const { effort, source, queue, flags } = columns
  const width = queues.words.length
  const records = new Uint8Array(width * sources.words.length)
  for (let row = 0; row < size; row++) {
    if (effort[row]! >= 0 && (flags[row]! & IS_BOT_ONLY) === 0) records[source[row]! * width + queue[row]!] = 1
  }
  return (row) => records[source[row]! * width + queue[row]!] === 1
}

/**
 * Each conversation's share of its agent's time, tenths of a second, `[position]`: the integral of 1 / (conversations
 * at the moment) from its start to its end.
 * @param rows one agent's conversations in order of creation
 */
function busyShares({ columns }: ContactLedger, rows: readonly number[]): Float64Array {
  // Tenths of a second, as durations are.
  const starts = Float64Array.from(rows, (row) => columns.createdMs[row]! / 100)
  const ends = starts.map((start, position) => start + columns.session[rows[position]!]!)
  const sortedEnds = ends.slice().sort()
  const workAtStart = new Float64Array(rows.length)
  const workAtEnd = new Float64Array(rows.length)
  let [time, work, running, started, ended] = [0, 0, 0, 0, 0]
  while (ended < rows.length) {
    const isStart = started < rows.length && starts[started]! <= sortedEnds[ended]!
    const at = isStart ? starts[started]! : sortedEnds[ended]!
    if (running > 0) work += (at - time) / running
    time = at
    if (isStart) {
      workAtStart[started++] = work
      running++
    } else {
      workAtEnd[ended++] = work
      running--
    }
  }
  return ends.map((end, position) => workAtEnd[firstAt(sortedEnds, end)]! - workAtStart[position]!)
}

/** Position of a value in a sorted array that has it. */
function firstAt(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length - 1]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}
