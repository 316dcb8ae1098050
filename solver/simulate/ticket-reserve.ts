import type { Simulation } from './simulation.ts'

/**
 * Says when a seat may turn to tickets: only while those left for instant work would still be the instant requirement,
 * in every pool that the seat belongs to. A pool is one instant queue, or all the instant queues of some seat; its need
 * is the sum over its queues, its staff all present seats that serve one of them and have no ticket in hands. Looking at
 * joint pools keeps a person who serves two queues from being counted for both.
 */
export interface TicketPools {
  /** Agents needed, `[pool][interval]`. */
  readonly required: readonly Float64Array[]
  /** Pools of each seat, `[seat]`. */
  readonly poolsOfSeat: readonly (readonly number[])[]
}

export function ticketPools({ queues, seats, intervals }: Simulation): TicketPools {
  const instants = queues.flatMap((queue, number) => (queue.kind === 'instant' ? [{ number, queue }] : []))
  const servedBy = seats.map(({ proficiency }) =>
    instants.flatMap(({ number }) => (proficiency[number]! > 0 ? [number] : [])),
  )
  const memberLists = [...instants.map(({ number }) => [number]), ...servedBy.filter((served) => served.length > 0)]
  const pools = [...new Map(memberLists.map((members) => [members.join(), members])).values()]
  const required = pools.map((members) => {
    const needed = instants.filter(({ number }) => members.includes(number))
    return Float64Array.from({ length: intervals }, (_, interval) =>
      needed.reduce((sum, { queue }) => sum + queue.requiredAgents[interval]!, 0),
    )
  })
  const poolsOfSeat = servedBy.map((served) =>
    pools.flatMap((members, pool) => (members.some((number) => served.includes(number)) ? [pool] : [])),
  )
  return { required, poolsOfSeat }
}

/** The count of one replication against its pools. */
export class TicketReserve {
  readonly #pools: TicketPools
  /** Seats kept for instant work, `[pool]`. */
  readonly #kept: Int32Array

  constructor(pools: TicketPools) {
    this.#pools = pools
    this.#kept = new Int32Array(pools.required.length)
  }

  /** Counts a seat in (1) or out (-1) of those kept for instant work. */
  count(seat: number, change: 1 | -1): void {
    for (const pool of this.#pools.poolsOfSeat[seat]!) this.#kept[pool]! += change
  }

  mayTakeTicket(seat: number, interval: number): boolean {
    const { poolsOfSeat, required } = this.#pools
    return poolsOfSeat[seat]!.every((pool) => this.#kept[pool]! - 1 >= required[pool]![interval]!)
  }
}
