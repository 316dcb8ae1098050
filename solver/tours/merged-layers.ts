/** The choices of a day, by the states before it. */
export interface Layer {
  /** Arcs of each state: next state (within the next layer), class, cost. */
  readonly starts: number[]
  readonly to: number[]
  readonly classes: number[]
  readonly costs: number[]
}

/**
 * Drops states from which the end cannot be reached and makes states with the same future one, from the last day back.
 * States are then numbered in the order in which a search from the start meets them.
 */
export function mergedLayers(layers: readonly Layer[]) {
  const days = layers.length
  /** Merged state of each state of a layer, -1 for dead ones; all states after the last day are one. */
  let target = new Int32Array(layers.length === 0 ? 1 : 1 + Math.max(0, ...lastStates(layers))).fill(0)
  const kept: Layer[] = []
  for (let day = days - 1; day >= 0; day--) {
    const { layer, stateOf } = mergeLayer(layers[day]!, target)
    kept.unshift(layer)
    target = stateOf
  }
  return numbered(kept, target[0] ?? -1)
}

const lastStates = (layers: readonly Layer[]): number[] => {
  let most = 0
  for (const state of layers.at(-1)!.to) most = Math.max(most, state)
  return [most]
}

function mergeLayer(layer: Layer, target: Int32Array): { layer: Layer; stateOf: Int32Array<ArrayBuffer> } {
  const states = layer.starts.length - 1
  const out: Layer = { starts: [0], to: [], classes: [], costs: [] }
  const stateOf = new Int32Array(states).fill(-1)
  const sameHash = new Map<number, number[]>()
  for (let state = 0; state < states; state++) {
    const from = out.to.length
    let hash = 17
    for (let arc = layer.starts[state]!; arc < layer.starts[state + 1]!; arc++) {
      const to = target[layer.to[arc]!]!
      if (to < 0) continue
      out.to.push(to)
      out.classes.push(layer.classes[arc]!)
      out.costs.push(layer.costs[arc]!)
      hash = Math.imul(hash ^ to, 0x01000193) ^ Math.imul(layer.classes[arc]! + 1, 0x9e3779b1)
    }
    if (out.to.length === from) continue
    const candidates = sameHash.get(hash)
    const twin = candidates?.find((other) => isSame(out, other, from))
    if (twin !== undefined) {
      stateOf[state] = twin
      out.to.length = out.classes.length = out.costs.length = from
      continue
    }
    stateOf[state] = out.starts.length - 1
    if (candidates) candidates.push(stateOf[state]!)
    else sameHash.set(hash, [stateOf[state]!])
    out.starts.push(out.to.length)
  }
  return { layer: out, stateOf }
}

/** Whether the arcs added last, from `from` on, are those of a state. */
function isSame(layer: Layer, state: number, from: number): boolean {
  const start = layer.starts[state]!
  const length = layer.starts[state + 1]! - start
  if (length !== layer.to.length - from) return false
  for (let i = 0; i < length; i++) {
    if (
      layer.to[start + i] !== layer.to[from + i] ||
      layer.classes[start + i] !== layer.classes[from + i] ||
      layer.costs[start + i] !== layer.costs[from + i]
    )
      return false
  }
  return true
}

/** Flat arrays, the states that a search from the start meets first. */
function numbered(layers: readonly Layer[], start: number) {
  const firstState = new Int32Array(layers.length + 2)
  const arcStart: number[] = [0]
  const arcTo: number[] = []
  const arcClass: number[] = []
  const arcCost: number[] = []
  let present = start < 0 ? [] : [start]
  let firstOfNext = present.length
  layers.forEach((layer, day) => {
    firstState[day + 1] = firstOfNext
    const order = new Map<number, number>()
    for (const state of present) {
      for (let arc = layer.starts[state]!; arc < layer.starts[state + 1]!; arc++) {
        const to = layer.to[arc]!
        if (!order.has(to)) order.set(to, order.size)
        arcTo.push(firstOfNext + order.get(to)!)
        arcClass.push(layer.classes[arc]!)
        arcCost.push(layer.costs[arc]!)
      }
      arcStart.push(arcTo.length)
    }
    present = [...order.keys()]
    firstOfNext += present.length
  })
  firstState[layers.length + 1] = firstOfNext
  return {
    firstState,
    arcStart: Int32Array.from(arcStart),
    arcTo: Int32Array.from(arcTo),
    arcClass: Uint16Array.from(arcClass),
    arcCost: Float64Array.from(arcCost),
  }
}
