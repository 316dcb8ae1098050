import type { JudgedTarget } from './judged-targets.ts'
import type { Simulation } from './simulation.ts'
import { shareOffsets, type Tally } from './tally.ts'

/** Where to read a queue's figures in a tally. */
export interface TallyPlace {
  readonly simulation: Simulation
  /** Number of the queue in the simulation. */
  readonly queue: number
  /** Teams that serve it. */
  readonly serving: readonly number[]
}

/** Parts and wholes of a queue in one replication, `[interval]`: what the target's figure is the ratio of. */
export interface TargetCounts {
  readonly parts: Float64Array
  readonly wholes: Float64Array
}

export function targetCounts(by: JudgedTarget['by'], tally: Tally, place: TallyPlace): TargetCounts {
  const { simulation, queue, serving } = place
  const { intervals, intervalSeconds } = simulation
  const row = (values: Float64Array, number: number) => values.subarray(number * intervals, (number + 1) * intervals)
  if (by === 'main') return { parts: row(tally.inTime, queue), wholes: row(tally.contacts, queue) }
  if (by === 'wait') return { parts: row(tally.waitSeconds, queue), wholes: row(tally.waits, queue) }
  if (by === 'presence') {
    const present = new Float64Array(intervals)
    for (const team of serving)
      for (const [interval, seconds] of row(tally.positionSeconds, team).entries())
        present[interval]! += seconds / intervalSeconds
    return { parts: present, wholes: new Float64Array(intervals).fill(1) }
  }
  const share = shareOffsets(simulation.queues)[queue]! + by
  return { parts: row(tally.shareInTime, share), wholes: row(tally.shareCounts, share) }
}
