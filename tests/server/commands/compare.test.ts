import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparisonProgress } from '../../../server/commands/comparison-progress.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { plannedSample } from '../../solver/compare/planned-samples.ts'
import { formulaCells, textCells } from '../exports/xlsx/workbook-parts.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 240_000 }
const EXIT_BAD_INPUT = 2

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'))
  mkdirSync(join(folder, 'scenarios'))
  for (const [path, text] of smallPlan({ 'scenarios/busy.yaml': 'id: busy\nvolume: [{ factor: 1.5 }]\n' }))
    writeFileSync(join(folder, path), text)
  writeFileSync(join(folder, 'given.yaml'), 'id: sick\nunplannedShrinkage: 0.2\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const planning = ['--week', SMALL_PLAN_WEEK, '--replications', '3', '--gap', '0.2']
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('compare writes a figure a row, the proof, and the plan of each scenario', SLOW, async () => {
  const named = ['baseline', 'busy', 'given.yaml', 'busy+sick'].flatMap((name) => ['--scenario', name])
  const { status, stdout, stderr } = run('compare', '.', ...named, ...planning, '--out', 'compared', '--lang', 'zh-CN')
  expect(status, stderr).not.toBe(EXIT_BAD_INPUT)
  expect(stdout).toMatch(/^场景 +baseline +busy +sick +busy\+sick$/m)
  const lines = readFileSync(join(folder, 'compared/comparison.csv'), 'utf8').trim().split('\n')
  expect(lines[0]).toBe('scenario,measure,queue,group,unit,value,lower95,upper95,difference')
  const cells = (scenario: string, start: string) =>
    lines.find((line) => line.startsWith(`${scenario},${start},`))!.split(',')
  expect(cells('baseline', 'wages,,')).toEqual(expect.arrayContaining(['CNY minor', '0']))
  expect(cells('busy', 'wages,,care').slice(0, 4)).toEqual(['busy', 'wages', '', 'care'])
  expect(
    cells('busy', 'serviceLevel,chat')
      .slice(5, 8)
      .every((cell) => Number(cell) <= 1),
  ).toBe(true)
  expect(
    Number(cells('busy', 'contactsPlanned,chat')[5]) / Number(cells('baseline', 'contactsPlanned,chat')[5]),
  ).toBeCloseTo(1.5, 3)
  const json = JSON.parse(readFileSync(join(folder, 'compared/comparison.json'), 'utf8'))
  expect(json).toMatchObject({ week: SMALL_PLAN_WEEK, seed: 1, replications: 3, currency: 'CNY' })
  expect([json.inputHash, json.versions.tideline]).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
    expect.any(String),
  ])
  for (const { scenario, values, waterfall } of json.scenarios.slice(1)) {
    const objective = values.find(({ measure }: { measure: string }) => measure === 'objective')
    const explained = waterfall.reduce((sum: number, { cost }: { cost: number }) => sum + cost, 0)
    expect([scenario, explained]).toEqual([scenario, objective.difference])
    expect(readdirSync(join(folder, 'compared', scenario)).sort()).toEqual([
      ...['coverage.csv', 'forecast.csv', 'report.json', 'requirement.csv', 'roster.csv', 'service.csv'],
      'shadow-prices.csv',
    ])
  }
  const workbook = readFileSync(join(folder, 'compared/comparison.xlsx'))
  const [texts, formulas] = await Promise.all([textCells(workbook), formulaCells(workbook)])
  expect([...texts.keys()]).toEqual(['摘要', '基线', 'busy', 'sick', 'busy + sick', '瀑布', '假设', '校验'])
  expect([...texts.get('假设')!.values()]).toContain('全部队列 · × 1.5')
  const checks = [...formulas.get('校验')!].filter(([address]) => address.startsWith('D'))
  expect(checks.length).toBeGreaterThan(30)
  expect(checks.filter(([, { value }]) => value !== true)).toEqual([['D2', expect.objectContaining({ value: 0 })]])
  const [first, ...steps] = readFileSync(join(folder, 'compared/waterfall.csv'), 'utf8').trim().split('\n')
  expect(first).toBe('scenario,step,kind,label,is_undone,scheduled_hours,cost,cost_unit')
  expect(steps.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
    ...['busy 1 volume', 'busy 2 plan', 'sick 1 absence', 'sick 2 plan'],
    ...['busy+sick 1 volume', 'busy+sick 2 absence', 'busy+sick 3 plan'],
  ])
})

test('sweep writes the levers as columns, and prints a point a line', SLOW, () => {
  const levers = ['--lever', 'volume:chat=1,1.2', '--lever', 'absence=0.05']
  const { status, stdout, stderr } = run('sweep', '.', ...levers, ...planning, '--out', 'swept')
  expect(status, stderr).not.toBe(EXIT_BAD_INPUT)
  expect(stdout).toContain('\nvolume:chat=1.2,absence=0.05 ')
  const lines = readFileSync(join(folder, 'swept/sweep.csv'), 'utf8').trim().split('\n')
  expect(lines[0]).toBe('scenario,volume:chat,absence,measure,queue,group,unit,value,lower95,upper95,difference')
  expect(lines.at(-1)).toMatch(/^"volume:chat=1.2,absence=0.05",1.2,0.05,/)
  const { scenarios, frontier, serviceRounds } = JSON.parse(readFileSync(join(folder, 'swept/sweep.json'), 'utf8'))
  expect([scenarios.length, frontier.length, serviceRounds]).toEqual([2, 2, 1])
})

test.each([
  [
    ['compare', '.', ...planning, '--scenario', 'baseline', '--out', 'none'],
    '"--scenario" is given 1 times. Name two or more, such as --scenario baseline --scenario double-11.\n',
  ],
  [
    ['compare', '.', ...planning, '--scenario', 'baseline', '--scenario', 'bussy', '--out', 'none'],
    '"bussy" is not a scenario of the plan. Maybe you meant "busy".\n',
  ],
  [
    ['compare', '.', ...planning, '--scenario', 'busy', '--scenario', 'busy', '--out', 'none'],
    '"busy" is to be compared twice. Name each scenario once.\n',
  ],
  [
    ['compare', '.', ...planning, '--scenario', 'busy', '--scenario', 'busi.yaml', '--out', 'none'],
    '"busi.yaml" does not exist. Use one of: scenarios/busy.yaml.\n',
  ],
  [
    ['sweep', '.', ...planning, '--lever', 'volume=1:2:0', '--out', 'none'],
    '"volume=1:2:0" goes on by 0, so it never arrives. Give a step above 0.\n',
  ],
  [
    ['sweep', '.', ...planning, '--lever', 'target:chats=0.9', '--out', 'none'],
    '"target:chats" does not name a queue of the plan. Name one of: chat, tickets.\n',
  ],
])('%j is refused with nothing written', SLOW, (args, message) => {
  expect(run(...args)).toEqual({ status: EXIT_BAD_INPUT, stdout: '', stderr: message })
  expect(existsSync(join(folder, 'none'))).toBe(false)
})

test('Ctrl-C once keeps what was begun; the first is always there', SLOW, async () => {
  const levers = ['--lever', 'volume=1:3:0.1', '--workers', '1']
  const args = ['sweep', '.', ...levers, '--week', SMALL_PLAN_WEEK, '--replications', '200', '--out', 'stopped']
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (!said.includes('begun') && (said + text).includes('begun')) child.kill('SIGINT')
    said += text
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  expect([status === 130, status === EXIT_BAD_INPUT], said).toEqual([false, false])
  expect(said).toMatch(/Stopped: \d+ of 21 were not begun and are left out\./)
  const { scenarios } = JSON.parse(readFileSync(join(folder, 'stopped/sweep.json'), 'utf8'))
  expect(scenarios[0].scenario).toBe('volume=1')
  expect(scenarios.length).toBeLessThan(21)
})

test('progress says nothing in the first second, then each scenario begun and planned', () => {
  let now = 0
  const lines: string[] = []
  const scenarios = ['baseline', 'busy'].map((id) => ({ id, base: id, settings: [] }))
  const tell = comparisonProgress(
    { scenarios },
    (line) => lines.push(line),
    () => now,
  )
  tell({ kind: 'stage', place: 0, progress: { stage: 'forecast' } })
  now = 2000
  tell({ kind: 'stage', place: 0, progress: { stage: 'roster' } })
  tell({ kind: 'stage', place: 1, progress: { stage: 'forecast' } })
  now = 3500
  tell({ kind: 'planned', place: 0, contents: new Map(), planned: plannedSample('baseline', []) })
  expect(lines).toEqual(['2.0 s  0 of 2  busy begun', '3.5 s  1 of 2  baseline planned in 1.5 s'])
})
