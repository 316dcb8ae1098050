import { describe, expect, test } from 'vitest'
import { type BenchSpec, benchmark, median } from './bench-spec.ts'
import { benchmarks } from './registry.ts'

const everything = { threads: 1, series: [], origins: Number.POSITIVE_INFINITY }

describe('smoke leg: every benchmark builds, runs and validates its smallest size', () => {
  // All phases of one on the same input, which may be a server with a page.
  test.each([...benchmarks.values()])('$name', async (entry) => {
    const rows = await entry.run({ ...everything, size: entry.sizes[0] }, [], 0)
    expect(rows.length).toBeGreaterThanOrEqual(entry.phases.length)
  })
})

test('the median of an even number of times lies between the middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})

/** Counts up with every run, so that each figure tells the run that it is from. */
function countingSpec(isWrong: (run: number) => boolean) {
  let runs = 0
  const disposed: string[] = []
  const spec: BenchSpec<string, number> = {
    name: 'counting',
    what: 'counts its runs',
    sizes: ['smoke', 'all'],
    repeats: () => 3,
    build: async ({ size }) => size,
    phases: [
      {
        name: 'count',
        run: async () => ++runs,
        validate: (run) => {
          if (isWrong(run)) throw new Error(`run ${run} is wrong`)
        },
        rows: (run, size) => [{ size, run }],
      },
    ],
    dispose: async (size) => {
      disposed.push(size)
    },
  }
  return { entry: benchmark(spec), disposed }
}

describe('the runner', () => {
  test('validates one run and takes the median of the repeats after it', async () => {
    const { entry } = countingSpec(() => false)
    const rows = await entry.run({ ...everything, size: 'all' }, [])
    expect(rows).toEqual([{ size: 'all', run: 3, runs: 3, 'wall s': expect.any(Number) }])
  })

  test('the one run of long work counts', async () => {
    const { entry } = countingSpec(() => false)
    expect(await entry.run({ ...everything, size: 'all' }, [], 0)).toMatchObject([{ run: 1, runs: 1 }])
  })

  test('runs only the phases that are asked for', async () => {
    const { entry } = countingSpec(() => false)
    expect(await entry.run({ ...everything, size: 'all' }, ['another'])).toEqual([])
  })

  test.each([1, 2])('gives no figure when run %i is wrong, and cleans up', async (wrong) => {
    const { entry, disposed } = countingSpec((run) => run === wrong)
    await expect(entry.run({ ...everything, size: 'all' }, [])).rejects.toThrow(`run ${wrong} is wrong`)
    expect(disposed).toEqual(['all'])
  })
})
