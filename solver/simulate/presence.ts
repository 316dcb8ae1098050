import { randomStream } from '../domain/random.ts'
import type { Seat, Simulation } from './simulation.ts'

/** Tells the random streams of seats from those of queues. */
const SEAT_STREAM = 2

/**
 * When each seat is really on position in one replication: not at all for those who stay away, later for those who come
 * late. A seat takes the same draws whatever it is asked for, so that its luck is its own.
 * @returns `[start, end, start, end, ...]` of each seat, `[seat]`
 */
export function drawPresence(
  { seats, lateness }: Simulation,
  seed: number,
  replication: number,
): (readonly number[])[] {
  return seats.map((seat) => {
    if (seat.absenceRate === 0 && lateness === undefined) return seat.onPosition
    const stream = randomStream(seed, replication, SEAT_STREAM, ...seat.key)
    if (stream.uniform() < seat.absenceRate) return []
    if (lateness === undefined || stream.uniform() >= lateness.share) return seat.onPosition
    return presentFrom(seat, seat.startsAt + stream.exponential() * lateness.meanSeconds)
  })
}

function presentFrom({ onPosition }: Seat, from: number): number[] {
  const times: number[] = []
  for (let place = 0; place < onPosition.length; place += 2)
    if (onPosition[place + 1]! > from) times.push(Math.max(from, onPosition[place]!), onPosition[place + 1]!)
  return times
}
