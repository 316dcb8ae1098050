import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scoreRoster } from '../../fixtures/rostering-score.ts'
import { rosteringText } from '../../fixtures/rostering-text.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }
const SMALL = rosteringText({ weeks: 1, people: 4, shifts: 2, seed: 3 })
/** Far more than can be proved in a moment. */
const LARGE = rosteringText({ weeks: 8, people: 40, shifts: 4, seed: 3 })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'benchmark-'))
  writeFileSync(join(folder, 'small.txt'), SMALL)
  writeFileSync(join(folder, 'large.txt'), LARGE)
  for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
const rostering = (instance: string, out: string, seconds = 100) => [
  'benchmark',
  'rostering',
  instance,
  '--time-limit',
  String(seconds),
  '--out',
  out,
]

/** Shift by day of each employee of a solution file. */
function gridOf(csv: string, days: number, people: number): Record<string, string[]> {
  const grid = Object.fromEntries(
    Array.from({ length: people }, (_, i) => [`P${i + 1}`, new Array<string>(days).fill('')]),
  )
  for (const line of csv.trimEnd().split('\n').slice(1)) {
    const [employee, day, shift] = line.split(',')
    grid[employee!]![Number(day)] = shift!
  }
  return grid
}

describe('benchmark rostering', () => {
  test('prints cost, bound and gap as JSON, and writes a roster that costs as much', SLOW, () => {
    const { status, stdout } = run(...rostering('small.txt', 'out/small.csv'))
    expect(status).toBe(0)
    const { objective, bound, gap, seconds, ...rest } = JSON.parse(stdout)
    const csv = readFileSync(join(folder, 'out', 'small.csv'), 'utf8')
    expect(csv.split('\n')[0]).toBe('employee,day,shift')
    expect(scoreRoster(SMALL, gridOf(csv, 7, 4))).toEqual({ cost: objective, broken: [] })
    expect([bound, gap]).toEqual([objective, 0])
    expect(seconds).toBeGreaterThan(0)
    expect(rest).toEqual({ termination: 'optimal', violations: 0, seed: 1 })
  })

  test('ends at its time limit with the best that it has, or says that it has none', SLOW, () => {
    const { status, stdout } = run(...rostering('large.txt', 'large.csv', 5))
    const { objective, seconds, violations, termination } = JSON.parse(stdout)
    expect(seconds).toBeLessThan(15)
    expect(status).toBe(objective === null ? 1 : 0)
    expect([0, null]).toContain(violations)
    expect(existsSync(join(folder, 'large.csv'))).toBe(objective !== null)
    expect(termination).toBe(objective === null ? 'interrupted' : 'feasible')
  })

  test('ends in order when it is interrupted', SLOW, async () => {
    const child = spawn(process.execPath, [cli, ...rostering('large.txt', 'stopped.csv')], { cwd: folder })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    setTimeout(() => child.kill('SIGINT'), 4000)
    await once(child, 'close')
    expect(JSON.parse(said).seconds).toBeLessThan(60)
  })

  test('refuses what is no instance, with the line, and an option that is wrong', SLOW, () => {
    writeFileSync(join(folder, 'bad.txt'), SMALL.replace('SECTION_COVER', 'SECTION_COVERS'))
    const bad = run(...rostering('bad.txt', 'bad.csv'))
    expect([bad.status, bad.stdout]).toEqual([2, ''])
    expect(bad.stderr).toContain('"SECTION_COVERS" is not a section. Maybe you meant "SECTION_COVER".')
    expect(existsSync(join(folder, 'bad.csv'))).toBe(false)
    const option = run('benchmark', 'rostering', 'small.txt', '--out', 'x.csv', '--time-limit', '0')
    expect([option.status, option.stderr.split('\n')[0]]).toEqual([
      2,
      "error: option '--time-limit <seconds>' argument '0' is invalid. Give a number from 1 to 86400.",
    ])
  })
})

describe('export-model', () => {
  test.each([
    ['lp', 'Minimize', 'End'],
    ['mps', 'NAME tideline FREE', 'ENDATA'],
  ])(
    'writes a week of a plan, and an instance, as %s; the same inputs give the same text',
    SLOW,
    (format, first, last) => {
      for (const source of [['.', '--week', SMALL_PLAN_WEEK], ['small.txt']]) {
        const files = ['a', 'b'].map((name) => join(folder, `${name}.${format}`))
        const runs = files.map((file) => run('export-model', ...source, '--format', format, '--out', file))
        expect(runs.map(({ status }) => status)).toEqual([0, 0])
        expect(runs[0]!.stdout).toMatch(/^\d+ rows, \d+ columns, \d+ coefficients\n$/)
        const [a, b] = files.map((file) => readFileSync(file, 'utf8'))
        expect(a).toBe(b)
        const lines = a!.trimEnd().split('\n')
        expect([lines[0], lines.at(-1)]).toEqual([first, last])
      }
    },
  )

  test('asks for the week of a plan folder', SLOW, () => {
    const { status, stderr } = run('export-model', '.', '--out', 'm.lp')
    expect([status, stderr]).toEqual([2, '"--week" is missing. Add --week DATE for a plan folder.\n'])
  })
})
