import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { writeMps } from '../../../solver/lp/write-mps.ts'
import { scoreRoster } from '../../fixtures/rostering-score.ts'
import { rosteringText } from '../../fixtures/rostering-text.ts'
import { type BenchRow, benchmark } from '../bench-spec.ts'
import { type AskedInstance, askCbc, askChild, askTideline, type SolverAnswer } from './ask-solver.ts'
import { askedModel } from './asked-model.ts'

/** Instances of our own making, smallest first. */
const SIZES = {
  smoke: { weeks: 1, people: 3, shifts: 1, seed: 1, seconds: 60 },
  small: { weeks: 2, people: 8, shifts: 2, seed: 1, seconds: 60 },
  medium: { weeks: 4, people: 20, shifts: 3, seed: 1, seconds: 60 },
} as const
type Size = keyof typeof SIZES

type Ask = (instance: AskedInstance) => Promise<SolverAnswer | null>

const phase = (name: string, ask: Ask, skips: readonly Size[] = []) => ({
  name,
  skips,
  run: ask,
  validate: (answer: SolverAnswer | null, { asked }: AskedInstance) => refuseOtherModel(answer, asked.hash, name),
  rows: (answer: SolverAnswer | null, instance: AskedInstance) => [row(name, answer, instance)],
})

/**
 * The same model to every solver, with the same time limit. What each answers is scored from its shifts by a reading of
 * the format that none of them shares.
 */
export const rosteringSolvers = benchmark<AskedInstance, SolverAnswer | null>({
  name: 'rostering-solvers',
  what: 'one rostering model, four solvers: cost (scored from the roster), bound, gap and wall time. --data FILE takes an instance in the public format, --seconds the limit.',
  sizes: ['smoke', 'small', 'medium'],
  build: async ({ size, data, seconds }) => {
    const recipe = SIZES[size as Size]
    const text = data === undefined ? rosteringText(recipe) : await readFile(data, 'utf8')
    const folder = await mkdtemp(join(tmpdir(), 'rostering-'))
    const asked = askedModel(text)
    const instance = {
      name: data === undefined ? size : basename(data, '.txt'),
      folder,
      instanceFile: join(folder, 'instance.txt'),
      mpsFile: join(folder, 'model.mps'),
      asked,
      seconds: seconds ?? recipe.seconds,
    }
    await writeFile(instance.instanceFile, text)
    await writeFile(instance.mpsFile, writeMps(asked.model))
    return instance
  },
  phases: [
    phase('tideline', askTideline),
    phase('highs', (instance) => askChild('highs', instance)),
    phase('cbc', askCbc),
    phase('javascript-lp-solver', (instance) => askChild('javascript-lp-solver', instance)),
  ],
  dispose: ({ folder }) => rm(folder, { recursive: true }),
})

/** Refuses to compare what is not the same model. A wrong answer is no reason to stop: the table shows it. */
export function refuseOtherModel(answer: Pick<SolverAnswer, 'modelHash'> | null, hash: string, name: string): void {
  if (answer !== null && answer.modelHash !== hash) {
    throw new Error(`${name} was asked another model (${answer.modelHash}) than the others (${hash}).`)
  }
}

export function row(
  solver: string,
  answer: SolverAnswer | null,
  { name, asked, seconds, instanceFile }: AskedInstance,
): BenchRow {
  const { rows, columns } = asked.model
  const about = { series: name, rows, columns, solver }
  if (answer === null) return { ...about, ended: 'not installed' }
  const score = answer.grid && scoreRoster(readFileSync(instanceFile, 'utf8'), answer.grid)
  const isRoster = score !== null && score.broken.length === 0
  const cost = isRoster ? score.cost : null
  const bound = answer.bound === null ? null : Math.ceil(answer.bound - 1e-6)
  return {
    ...about,
    cost,
    bound,
    'gap %': cost === null || bound === null ? null : (100 * (cost - bound)) / Math.max(1, cost),
    seconds: answer.seconds,
    'limit s': seconds,
    ended: score === null || isRoster ? answer.ended : `wrong: ${score.broken[0]}`,
  }
}
