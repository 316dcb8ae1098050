import type { Simulation } from './simulation.ts'

/** Seats that serve the same queues after the same waits are one team: whom to ask is settled by team, not by seat. */
export interface SeatTeam {
  /** Instant queues by rank, and deferred ones in the plan's order. */
  readonly instant: readonly number[]
  readonly deferred: readonly number[]
  /** How long a contact must have waited before the team takes it, seconds, `[queue]`. */
  readonly afterSeconds: Float64Array
}

export interface SeatTeams {
  readonly teams: readonly SeatTeam[]
  /** `[seat]` */
  readonly teamOf: Int32Array
  /** Teams that serve each queue, `[queue][]`. */
  readonly serving: readonly (readonly number[])[]
  /** Waits after which further teams take a queue's contacts, above 0, ascending, `[queue][]`. */
  readonly offersAfter: readonly (readonly number[])[]
}

export function seatTeams({ queues, seats }: Simulation): SeatTeams {
  const teams: SeatTeam[] = []
  const numberByKey = new Map<string, number>()
  const teamOf = Int32Array.from(seats, ({ proficiency, afterSeconds }) => {
    const served = queues.flatMap((_, queue) => (proficiency[queue]! > 0 ? [queue] : []))
    const key = served.map((queue) => `${queue}:${afterSeconds[queue]}`).join()
    const known = numberByKey.get(key)
    if (known !== undefined) return known
    const rank = (number: number) => {
      const queue = queues[number]!
      return queue.kind === 'instant' ? queue.rank : number
    }
    const ofKind = (kind: 'instant' | 'deferred') =>
      served.filter((queue) => queues[queue]!.kind === kind).sort((a, b) => rank(a) - rank(b))
    teams.push({ instant: ofKind('instant'), deferred: ofKind('deferred'), afterSeconds })
    numberByKey.set(key, teams.length - 1)
    return teams.length - 1
  })
  const serving = queues.map((_, queue) =>
    teams.flatMap(({ instant, deferred }, team) => (instant.includes(queue) || deferred.includes(queue) ? [team] : [])),
  )
  const offersAfter = serving.map((members, queue) =>
    [...new Set(members.map((team) => teams[team]!.afterSeconds[queue]!))]
      .filter((seconds) => seconds > 0)
      .sort((a, b) => a - b),
  )
  return { teams, teamOf, serving, offersAfter }
}
