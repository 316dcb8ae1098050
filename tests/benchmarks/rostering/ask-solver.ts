import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { writeMps } from '../../../solver/lp/write-mps.ts'
import type { ShiftGrid } from '../../fixtures/rostering-score.ts'
import { type AskedModel, askedModel } from './asked-model.ts'
import type { ChildLine } from './solver-child.ts'

/** One model with the files that solvers read it from. */
export interface AskedInstance {
  readonly name: string
  readonly folder: string
  readonly instanceFile: string
  readonly mpsFile: string
  readonly asked: AskedModel
  /** Wall-clock limit of each solver, loading included. */
  readonly seconds: number
}

export interface SolverAnswer {
  /** Hash of the LP text of the model that the solver was asked; undefined where it is not there. */
  readonly modelHash: string | undefined
  readonly grid: ShiftGrid | null
  readonly bound: number | null
  readonly seconds: number
  readonly ended: string
}

const CLI = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const CHILD = join(import.meta.dirname, 'solver-child.ts')
/** What a process may take beyond its limit before it is killed: to say what it has. */
const GRACE_SECONDS = 2

const report = z.object({ objective: z.number().nullable(), bound: z.number().nullable(), termination: z.string() })

/** The product's own command, as anybody would run it. */
export async function askTideline({ instanceFile, folder, seconds, asked }: AskedInstance): Promise<SolverAnswer> {
  const out = join(folder, 'tideline.csv')
  const begun = performance.now()
  const args = ['benchmark', 'rostering', instanceFile, '--time-limit', String(seconds), '--out', out]
  // A limit reached without a roster is an answer too, told by the exit code; silence is not.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    timeout: (seconds + GRACE_SECONDS) * 1000,
  }).catch((error) => error as { stdout: string; stderr: string })
  if (stdout === '') throw new Error(`tideline ${args.join(' ')} said nothing: ${stderr}`)
  const wall = (performance.now() - begun) / 1000
  const found = report.safeParse(JSON.parse(stdout)).data
  const modelHash = askedModel(readFileSync(instanceFile, 'utf8')).hash
  if (!found || found.objective === null) {
    return {
      modelHash,
      grid: null,
      bound: found?.bound ?? null,
      seconds: wall,
      ended: found?.termination ?? 'no answer',
    }
  }
  const rows = parse(readFileSync(out), { columns: true }) as { employee: string; day: string; shift: string }[]
  const grid = Object.fromEntries(Object.entries(asked.gridOf([])).map(([id, line]) => [id, [...line]]))
  for (const { employee, day, shift } of rows) grid[employee]![Number(day)] = shift
  return { modelHash, grid, bound: found.bound, seconds: wall, ended: found.termination }
}

/** A solver in a process that is killed at the limit; its last answer counts. */
export async function askChild(method: string, { instanceFile, seconds, asked }: AskedInstance): Promise<SolverAnswer> {
  const begun = performance.now()
  const child = spawn(process.execPath, [CHILD, method, instanceFile, String(seconds)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), (seconds + GRACE_SECONDS) * 1000)
  let modelHash: string | undefined
  let worked: readonly number[] | null = null
  let bound: number | null = null
  let ended = 'killed at the limit'
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as ChildLine
    if ('model' in line) modelHash = line.model
    else if ('worked' in line) worked = line.worked
    else if ('bound' in line) bound = line.bound
    else ended = line.ended
  }
  clearTimeout(timer)
  const wall = (performance.now() - begun) / 1000
  return { modelHash, grid: worked && asked.gridOf(worked), bound, seconds: wall, ended }
}

/** Debian's coinor-cbc, asked through MPS text, which it reads quicker than LP; null where it is not installed. */
export async function askCbc({ mpsFile, folder, seconds, asked }: AskedInstance): Promise<SolverAnswer | null> {
  const solution = join(folder, 'cbc.txt')
  const begun = performance.now()
  const args = [
    mpsFile,
    'sec',
    String(seconds),
    'timem',
    'elapsed',
    'ratio',
    '0',
    'allow',
    '0',
    'solve',
    'solu',
    solution,
  ]
  const run = await promisify(execFile)('cbc', args, {
    timeout: (seconds + GRACE_SECONDS) * 1000,
    maxBuffer: 1 << 28,
  }).catch((error: NodeJS.ErrnoException & { stdout: string }) => error)
  if ('code' in run && run.code === 'ENOENT') return null
  const wall = (performance.now() - begun) / 1000
  const worked = run.stdout.includes('Objective value:') ? cbcColumns(readFileSync(solution, 'utf8')) : null
  const told = /(?:Lower bound|best possible):?\s+(-?[\d.]+)/.exec(run.stdout)
  const isOptimal = run.stdout.includes('Optimal solution found')
  const objective = /Objective value:\s+(-?[\d.e+]+)/.exec(run.stdout)
  const bound = isOptimal ? Number(objective![1]) : told ? Number(told[1]) : null
  return {
    modelHash: readFileSync(mpsFile, 'utf8') === writeMps(asked.model) ? asked.hash : undefined,
    grid: worked && asked.gridOf(worked),
    bound,
    seconds: wall,
    ended: isOptimal ? 'optimal' : 'limit',
  }
}

/** Columns at 1 in CBC's solution file: index, name, value, reduced cost. */
const cbcColumns = (text: string): number[] =>
  text.split('\n').flatMap((line) => {
    const [, name = '', value = '0'] = line.trim().replace(/^\*\*/, '').trim().split(/\s+/)
    return /^x\d+$/.test(name) && Number(value) > 0.5 ? [Number(name.slice(1))] : []
  })
