/** One line of a benchmark's table. Numbers keep their unit in the column's name; null where there is nothing to say. */
export type BenchRow = Readonly<Record<string, string | number | null>>

/** What the command line narrows a benchmark to. */
export interface BenchChoices {
  /** One of the spec's sizes. */
  readonly size: string
  readonly threads: number
  /** Names of series of forecast benchmarks; all when empty. */
  readonly series: readonly string[]
  /** Most origins of a series. */
  readonly origins: number
  /** Folder with a protocol.json whose series, or file whose instance, is taken instead of the registered ones. */
  readonly data?: string
  /** Time limit of each solver, where they have one. */
  readonly seconds?: number
}

/** One contender, or one part of the work. */
export interface BenchPhase<Input, Output> {
  /** `--methods` picks phases by it. */
  readonly name: string
  /** Sizes that would take it hours. */
  readonly skips?: readonly string[]
  run(input: Input): Promise<Output>
  /** Throws when the output is wrong: what is wrong is not timed. */
  validate(output: Output, input: Input): void
  /** Lines of the table; numbers are the median of the timed runs'. The runner adds the wall time. */
  rows?(output: Output, input: Input): readonly BenchRow[]
}

export interface BenchSpec<Input, Output> {
  readonly name: string
  /** What is measured, in a sentence. */
  readonly what: string
  /** Smallest first: the tests build, run and validate it. The command line runs the others. */
  readonly sizes: readonly [string, ...string[]]
  /**
   * Runs after the first, which then only warms up, and whose median counts; 0 for work so long that its one run
   * counts; absent when the rows alone are of interest, and nothing is timed.
   */
  readonly repeats?: (size: string) => number
  build(choices: BenchChoices): Promise<Input>
  readonly phases: readonly BenchPhase<Input, Output>[]
  /** Removes what `build` left on disk. */
  dispose?(input: Input): Promise<void>
}

/** A spec whose input and output only it knows. */
export interface Benchmark {
  readonly name: string
  readonly what: string
  readonly sizes: readonly [string, ...string[]]
  readonly phases: readonly string[]
  run(choices: BenchChoices, phases: readonly string[], repeats?: number): Promise<BenchRow[]>
}

export function benchmark<Input, Output>(spec: BenchSpec<Input, Output>): Benchmark {
  const { name, what, sizes } = spec
  return {
    name,
    what,
    sizes,
    phases: spec.phases.map((phase) => phase.name),
    run: async (choices, phases, repeats = spec.repeats?.(choices.size)) => {
      const input = await spec.build(choices)
      const rows: BenchRow[] = []
      try {
        const chosen = spec.phases.filter(
          (phase) => (phases.length === 0 || phases.includes(phase.name)) && !phase.skips?.includes(choices.size),
        )
        for (const phase of chosen) rows.push(...(await runPhase(phase, input, repeats)))
      } finally {
        await spec.dispose?.(input)
      }
      return rows
    },
  }
}

/** Every run is validated, and no figure is given when one is wrong. */
async function runPhase<Input, Output>(
  phase: BenchPhase<Input, Output>,
  input: Input,
  repeats: number | undefined,
): Promise<readonly BenchRow[]> {
  const validated = async () => {
    const startedAt = performance.now()
    const output = await phase.run(input)
    const seconds = (performance.now() - startedAt) / 1000
    phase.validate(output, input)
    return { rows: phase.rows?.(output, input) ?? [{ phase: phase.name }], seconds }
  }
  const runs = [await validated()]
  if (repeats === undefined) return runs[0]!.rows
  for (let repeat = 0; repeat < repeats; repeat++) runs.push(await validated())
  const counted = repeats === 0 ? runs : runs.slice(1)
  const seconds = median(counted.map((run) => run.seconds))
  return medianRows(counted.map((run) => run.rows)).map((row) => ({ ...row, 'wall s': seconds, runs: counted.length }))
}

/** The same lines from each run; what is a number in all of them becomes its median. */
function medianRows(runs: readonly (readonly BenchRow[])[]): BenchRow[] {
  return runs[0]!.map((row, line) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        const values = runs.map((rows) => rows[line]![column])
        return [column, values.every((one) => typeof one === 'number') ? median(values) : value]
      }),
    ),
  )
}

export function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b)
  const middle = ordered.length >> 1
  return ordered.length % 2 === 1 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2
}
