import { closeSync, openSync, writeSync } from 'node:fs'
import { uniform } from '../../../scenarios/generate/random.ts'

const HEADER =
  'id,created_at,updated_at,status,group,requester_id,order_id,assignee,Total time spent (sec),first_reply_time_in_minutes,solved_at,subject'
const FIRST_MS = Date.UTC(2026, 3, 1)
const DAYS = 180
const MS_PER_DAY = 86_400_000
const SUBJECTS = [
  '物流到哪里了',
  '退款什么时候到账',
  'color is not as in the live',
  '尺码不合适想换货',
  'coupon did not work',
]

/** Shares of rows: another version of an earlier ticket, and a row that cannot be read. */
const UPDATED = 0.02
const BROKEN = 0.0005

/**
 * Writes tickets as a help desk exports them, in order of creation, busiest in the evening: about 130 bytes a row.
 * @returns how many different readable tickets there are
 */
export function writeTicketExport(path: string, rows: number, seed: number): number {
  const next = uniform(seed)
  const file = openSync(path, 'w')
  let lines = [HEADER]
  let tickets = 0
  for (let row = 0; row < rows; row++) {
    const isUpdate = tickets > 1000 && next() < UPDATED
    if (!isUpdate) tickets++
    const id = isUpdate ? tickets - Math.floor(next() * 1000) : tickets
    lines.push(next() < BROKEN ? `${++tickets},not a time,,open,chat` : ticketLine(id, rows, isUpdate, next))
    if (lines.length >= 20_000) {
      writeSync(file, `${lines.join('\n')}\n`)
      lines = []
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`)
  closeSync(file)
  return tickets
}

function ticketLine(id: number, rows: number, isUpdate: boolean, next: () => number): string {
  const day = Math.floor((id / rows) * DAYS)
  // The mean of three is a hump about 19:00 local time.
  const hour = 3 + ((next() + next() + next()) / 3) * 16
  const createdMs = FIRST_MS + day * MS_PER_DAY + Math.floor(hour * 3_600_000)
  const customer = 10_000_000 + Math.floor(next() * 3_000_000)
  const order = customer * 7919 + Math.floor(next() * 3)
  const effort = 40 + Math.floor(-Math.log(1 - next()) * 240)
  const solvedMs = createdMs + effort * 1000 * (1 + Math.floor(next() * 40))
  const updatedMs = solvedMs + (isUpdate ? 3_600_000 : 0)
  const cells = [
    id,
    stamp(createdMs),
    stamp(updatedMs),
    isUpdate ? 'closed' : 'solved',
    next() < 0.7 ? 'chat' : 'tickets',
    customer,
    order,
    `agent ${Math.floor(next() * 400)}`,
    effort,
    Math.floor(next() * 90),
    stamp(solvedMs),
    SUBJECTS[Math.floor(next() * SUBJECTS.length)],
  ]
  return cells.join(',')
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
