/** Agents alike in their skills, on position in one interval. */
export interface Supply {
  readonly agents: number
  /** Fully trained agents that one of them is worth, by queue index; 0 where the skill is missing. */
  readonly proficiency: readonly number[]
}

/** Work of a queue that agents can be given to; a queue may ask for several kinds of it at different prices. */
export interface Need {
  readonly queue: number
  /** Effective agents. */
  readonly agents: number
  /** Of an effective agent who is missing, above 0, in any one unit. */
  readonly price: number
}

export interface Shares {
  /** Effective agents for each need, in its order. */
  readonly served: readonly number[]
  /** Agents of each supply who are worth nothing to any need. */
  readonly free: readonly number[]
  /**
   * What one more effective agent on each need would save. With `y[supply] = max(proficiency * worth)` it is the dual
   * answer that proves the shares best: `sum(need * (price - worth)) + sum(y * agents)` is what they save.
   */
  readonly worth: readonly number[]
}

const TINY = 1e-9

/**
 * Shares agents out among needs so that what is missing costs least: a transport problem with gains (proficiencies).
 * Agents come one supply after the other, each along the chain of replacements that saves most; along such chains the
 * shares stay optimal (augmenting paths of a generalised flow: Onaga, IEEE Transactions on Circuit Theory 13 (1966)).
 */
export function allocateAgents(supplies: readonly Supply[], needs: readonly Need[]): Shares {
  const exchange = new Exchange(supplies, needs)
  const free = supplies.map(({ agents }, supply) => exchange.takeIn(supply, agents))
  const served = needs.map(({ agents }, need) => agents - exchange.missing[need]!)
  return { served, free, worth: [...exchange.findWorth()] }
}

export type Allocate = typeof allocateAgents

/** Allocates the same agents to the same needs once only, for rosters that differ on a few days. */
export function rememberedAllocations(): Allocate {
  const known = new Map<string, Shares>()
  const skillIds = new Map<string, number>()
  const idOf = new WeakMap<readonly number[], number>()
  const skillId = (proficiency: readonly number[]): number => {
    let id = idOf.get(proficiency)
    if (id !== undefined) return id
    const key = proficiency.join(' ')
    id = skillIds.get(key) ?? skillIds.size
    skillIds.set(key, id)
    idOf.set(proficiency, id)
    return id
  }
  return (supplies, needs) => {
    let key = ''
    for (const { agents, proficiency } of supplies) key += `${agents}*${skillId(proficiency)} `
    for (const { queue, agents, price } of needs) key += `|${queue} ${agents} ${price}`
    const shares = known.get(key) ?? allocateAgents(supplies, needs)
    known.set(key, shares)
    return shares
  }
}

/** Who is where, and at what rate agents on one need can be had for another. */
class Exchange {
  readonly #needs: readonly Need[]
  readonly #supplies: number
  /** Effective agents that one of a supply is worth on a need, and agents given, `[supply * needs + need]`. */
  readonly #speed: Float64Array
  readonly #given: Float64Array
  /** Effective agents, `[need]`. */
  readonly missing: Float64Array
  /** Best effective agents on the second need for one from the first, and the supply that can; `[first * needs + second]`. */
  readonly #rate: Float64Array
  readonly #mover: Int32Array
  readonly #worth: Float64Array
  /** Need that an agent replaced on a need goes on to; -1 where somebody is missing. */
  readonly #onward: Int32Array
  #isKnown = false

  constructor(supplies: readonly Supply[], needs: readonly Need[]) {
    this.#needs = needs
    this.#supplies = supplies.length
    this.#speed = new Float64Array(supplies.length * needs.length)
    for (let supply = 0, cell = 0; supply < supplies.length; supply++) {
      const { proficiency } = supplies[supply]!
      for (let need = 0; need < needs.length; need++) this.#speed[cell++] = proficiency[needs[need]!.queue]!
    }
    this.#given = new Float64Array(this.#speed.length)
    this.missing = Float64Array.from(needs, ({ agents }) => agents)
    this.#rate = new Float64Array(needs.length ** 2)
    this.#mover = new Int32Array(needs.length ** 2).fill(-1)
    this.#worth = new Float64Array(needs.length)
    this.#onward = new Int32Array(needs.length)
  }

  /** @returns agents of the supply for whom there is no use */
  takeIn(supply: number, agents: number): number {
    let left = agents
    while (left > TINY) {
      const need = this.#bestNeed(supply)
      const taken = need < 0 ? 0 : this.#push(supply, need, left)
      if (taken === 0) return left
      left -= taken
    }
    return 0
  }

  #bestNeed(supply: number): number {
    const worth = this.findWorth()
    let best = -1
    let most = 0
    for (let need = 0; need < worth.length; need++) {
      const value = this.#speed[supply * worth.length + need]! * worth[need]!
      if (value <= most * (1 + TINY)) continue
      most = value
      best = need
    }
    return best
  }

  /** What one more effective agent on each need saves: best paths to a need where somebody is missing (Bellman-Ford). */
  findWorth(): Float64Array {
    if (this.#isKnown) return this.#worth
    this.#isKnown = true
    const count = this.#needs.length
    for (let need = 0; need < count; need++) {
      this.#worth[need] = this.missing[need]! > 0 ? this.#needs[need]!.price : 0
      this.#onward[need] = -1
    }
    for (let round = 0, changed = true; changed && round < count; round++) {
      changed = false
      for (let from = 0; from < count; from++) {
        for (let to = 0; to < count; to++) {
          const through = this.#rate[from * count + to]! * this.#worth[to]!
          if (through <= this.#worth[from]! * (1 + TINY)) continue
          this.#worth[from] = through
          this.#onward[from] = to
          changed = true
        }
      }
    }
    return this.#worth
  }

  /** Sends at most so many agents down the chain from a need on. @returns how many it took */
  #push(supply: number, first: number, agents: number): number {
    const chain = this.#chainFrom(supply, first)
    const last = chain.at(-1)!
    const taken = chain.reduce(
      (most, { mover, from, share }) =>
        from < 0 ? most : Math.min(most, this.#given[mover * this.#needs.length + from]! / share),
      Math.min(agents, this.missing[last.to]! / last.effective),
    )
    this.#isKnown = false
    for (const { mover, from, to, share } of chain) {
      if (from >= 0) this.#give(mover, from, -taken * share)
      this.#give(mover, to, taken * share)
    }
    const left = this.missing[last.to]! - taken * last.effective
    this.missing[last.to] = left > TINY ? left : 0
    return taken
  }

  /** Moves that one agent of a supply on a need sets off. */
  #chainFrom(supply: number, first: number): Move[] {
    const count = this.#needs.length
    const chain: Move[] = []
    let move: Move = { mover: supply, from: -1, to: first, share: 1, effective: this.#speed[supply * count + first]! }
    chain.push(move)
    for (let to = this.#onward[first]!; to >= 0 && chain.length <= count; to = this.#onward[to]!) {
      const from = move.to
      const mover = this.#mover[from * count + to]!
      const share = move.effective / this.#speed[mover * count + from]!
      move = { mover, from, to, share, effective: share * this.#speed[mover * count + to]! }
      chain.push(move)
    }
    return chain
  }

  #give(supply: number, need: number, agents: number): void {
    const cell = supply * this.#needs.length + need
    const before = this.#given[cell]!
    const after = before + agents
    this.#given[cell] = after > TINY ? after : 0
    if (before === 0 && after > TINY) this.#offer(supply, need)
    if (before > 0 && after <= TINY) this.#withdraw(supply, need)
  }

  #offer(supply: number, from: number): void {
    const count = this.#needs.length
    for (let to = 0; to < count; to++) {
      const rate = this.#speed[supply * count + to]! / this.#speed[supply * count + from]!
      if (to === from || rate <= this.#rate[from * count + to]!) continue
      this.#rate[from * count + to] = rate
      this.#mover[from * count + to] = supply
    }
  }

  #withdraw(supply: number, from: number): void {
    const count = this.#needs.length
    if (!this.#mover.subarray(from * count, (from + 1) * count).includes(supply)) return
    this.#mover.fill(-1, from * count, (from + 1) * count)
    this.#rate.fill(0, from * count, (from + 1) * count)
    for (let other = 0; other < this.#supplies; other++) {
      if (this.#given[other * count + from]! > 0) this.#offer(other, from)
    }
  }
}

/** One agent's part in a chain: `share` agents of a supply go from a need (-1: from none) to another. */
interface Move {
  readonly mover: number
  readonly from: number
  readonly to: number
  readonly share: number
  /** Effective agents that this puts on the need they go to. */
  readonly effective: number
}
