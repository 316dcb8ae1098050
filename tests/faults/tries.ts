import { appendFileSync } from 'node:fs'
import { type RandomStream, randomStream } from '../../solver/domain/random.ts'
import { faultKind } from './programme.ts'

/** Set by `npm run faults`; the tests of `npm test` run reduced, with one seed. */
export const isFull = process.env.FAULTS === 'full'
export const seed = Number(process.env.FAULTS_SEED ?? 20261123)

/** Of a test that makes tries, milliseconds: full counts take hours. */
export const TRIES_MS = isFull ? 6 * 3_600_000 : 1_200_000
/** Failures after which the rest of the tries tells nothing new. */
const ENOUGH_FAILURES = 5

/** What a try does must depend on these alone, so that the seed repeats it. */
export interface Try {
  /** From 0. */
  readonly index: number
  readonly random: RandomStream
}

/** A line of the record that `npm run faults` makes its table of. */
export interface TriesRecord {
  readonly number: number
  readonly tried: number
  readonly passed: number
  readonly seconds: number
}

export interface TriesOptions {
  /** In the place of the programme's count: its share, where several tests make the tries of a number. */
  readonly count?: number
  /** Tries under way at a time; 1 unless told. */
  readonly atOnce?: number
}

/** How often a number is tried in this run. */
export const countOf = (number: number): number => faultKind(number)[isFull ? 'full' : 'reduced']

/**
 * Makes the tries of a number of the programme and records how many passed.
 * @throws Error with the first failures, each with its index and the seed
 */
export async function makeTries(
  number: number,
  attempt: (one: Try) => Promise<void>,
  { count = countOf(number), atOnce = 1 }: TriesOptions = {},
): Promise<void> {
  const startedAt = performance.now()
  const failures: string[] = []
  let next = 0
  const work = async () => {
    while (next < count && failures.length < ENOUGH_FAILURES) {
      const index = next++
      try {
        await attempt({ index, random: randomStream(seed, number, index) })
      } catch (error) {
        failures.push(`try ${index}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const seconds = (performance.now() - startedAt) / 1000
  record({ number, tried: next, passed: next - failures.length, seconds })
  if (failures.length === 0) return
  const again = `npm run faults -- ${isFull ? '--full ' : ''}--numbers ${number} --seed ${seed}`
  throw new Error(`${failures.length} of ${next} failed; again with: ${again}\n\n${failures.join('\n\n')}`)
}

function record(made: TriesRecord): void {
  const file = process.env.FAULTS_RECORD
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(made)}\n`)
}

/** A whole number from 0 to below `count`. */
export const below = (random: RandomStream, count: number): number => Math.floor(random.uniform() * count)

export const oneOf = <Item>(random: RandomStream, items: readonly Item[]): Item => {
  const item = items[below(random, items.length)]
  if (item === undefined) throw new RangeError('There is nothing to choose from.')
  return item
}
