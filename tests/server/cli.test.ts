import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { progressLines } from '../../server/commands/progress-lines.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'

const root = join(import.meta.dirname, '..', '..')
const cli = join(root, 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('staff', () => {
  const load = ['staff', '--volume', '100', '--interval', '30', '--aht', '180', '--within', '20']

  test('finds the least number of agents, as JSON alone', SLOW, () => {
    const { status, stdout, stderr } = run(...load, '--target', '0.8', '--shrinkage', '0.3', '--json')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const { agents, scheduledAgents, serviceLevel, asaSeconds, ...rest } = JSON.parse(stdout)
    expect([agents, scheduledAgents]).toEqual([14, 20])
    expect(serviceLevel).toBeCloseTo(0.88835, 5)
    expect(asaSeconds).toBeCloseTo(7.83594, 5)
    expect(rest).toEqual({
      pWait: expect.closeTo(0.1741319, 6),
      occupancy: expect.closeTo(0.7142857, 6),
      abandonRate: 0,
      model: 'erlang-c',
    })
  })

  test('evaluates a number of agents with patience', SLOW, () => {
    const { status, stdout } = run(...load, '--agents', '9', '--patience', '60', '--json')
    expect(status).toBe(0)
    const { agents, abandonRate, model } = JSON.parse(stdout)
    expect([agents, model]).toEqual([9, 'erlang-a'])
    expect(abandonRate).toBeGreaterThan(0.1)
  })

  test('says in words that a wait never ends', SLOW, () => {
    expect(run(...load, '--agents', '9').stdout).toContain('asaSeconds: never ends\n')
  })

  test('refuses what it cannot use', SLOW, () => {
    writeFileSync(join(folder, 'day-to-staff.csv'), 'volume\n100\n')
    const day = ['staff', '--profile', 'day-to-staff.csv', ...load.slice(3), '--target', '0.8']
    expect(run(...day, '--model', 'erlang-a')).toEqual({
      status: 2,
      stdout: '',
      stderr: '"--model" is for a single interval. Leave it away: customers of a day give up if --patience is given.\n',
    })
    expect(run(...load)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '"--target" is missing. Add --target 0.8 to find the least number of agents, or --agents N to evaluate a number.\n',
    })
    expect(run(...load, '--target', '0x1').stderr).toBe(
      "error: option '--target <share>' argument '0x1' is invalid. Give a number from 0 to 1.\nAdd --help for the options.\n",
    )
    expect(run(...load, '--target', 'high')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "error: option '--target <share>' argument 'high' is invalid. Give a number from 0 to 1.\nAdd --help for the options.\n",
    })
  })
})

describe('forecast', () => {
  const args = ['forecast', '--from', SMALL_PLAN_WEEK, '--days', '7', '--interval', '60', '--zone', 'Asia/Shanghai']

  test('writes every interval with its quantiles, calendar or not', SLOW, () => {
    const { status, stdout, stderr } = run(
      ...args,
      '--history',
      'history.csv',
      '--calendar',
      'calendar.csv',
      '--out',
      'a/f.csv',
    )
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
    const [header, ...rows] = readFileSync(join(folder, 'a', 'f.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(header).toBe('queue,start,mean,p2_5,p10,p50,p90,p97_5,aht_seconds')
    expect(rows).toHaveLength(2 * 7 * 24)
    expect(rows[0]).toMatch(/^chat,2026-11-09T00:00\+08:00,/)
    expect(readdirSync(join(folder, 'a'))).toEqual(['f.csv'])
  })

  test('names everything wrong and writes nothing', SLOW, () => {
    writeFileSync(join(folder, 'bad.csv'), 'start,volume\n2026-11-02T09:00,-3\n2026-11-02T10:00,x\n')
    expect(run(...args, '--history', 'bad.csv', '--out', 'bad-out.csv')).toEqual({
      status: 2,
      stdout: '',
      stderr: [
        'bad.csv row 2, column volume: "-3" is negative. Use 0 when nobody contacted, an empty volume when there are no data.',
        'bad.csv row 3, column volume: "x" is not a number. Use 0 when nobody contacted, an empty volume when there are no data.',
        '',
      ].join('\n'),
    })
    expect(existsSync(join(folder, 'bad-out.csv'))).toBe(false)
  })
})

describe('plan, check and simulate', () => {
  test('a plan is made, repeats byte for byte, is legal, and is measured', SLOW, () => {
    for (const out of ['out-1', 'out-2']) {
      const { status, stderr } = run(
        'plan',
        '.',
        '--week',
        SMALL_PLAN_WEEK,
        '--seed',
        '1',
        '--replications',
        '20',
        '--out',
        out,
      )
      expect({ status, stderr: stderr.replace(/^\d+\.\d s .*\n/gm, '') }).toEqual({ status: 0, stderr: '' })
    }
    const names = [
      'coverage.csv',
      'forecast.csv',
      'report.json',
      'requirement.csv',
      'roster.csv',
      'service.csv',
      'shadow-prices.csv',
    ]
    expect(readdirSync(join(folder, 'out-1'))).toEqual(names)
    for (const name of names) {
      const [first, second] = ['out-1', 'out-2'].map((out) =>
        readFileSync(join(folder, out, name), 'utf8').replace(/"solveSeconds": [\d.]+/, ''),
      )
      expect(first).toBe(second)
    }

    const checked = run('check', '.', '--roster', 'out-1/roster.csv', '--json')
    expect(checked.status).toBe(0)
    const report = JSON.parse(readFileSync(join(folder, 'out-1', 'report.json'), 'utf8'))
    expect(JSON.parse(checked.stdout)).toMatchObject({
      week: SMALL_PLAN_WEEK,
      isLegal: true,
      objective: report.objective,
    })

    const simulated = run(
      'simulate',
      '.',
      '--roster',
      'out-1/roster.csv',
      '--week',
      SMALL_PLAN_WEEK,
      '--replications',
      '20',
      '--json',
    )
    expect(simulated.status).toBe(0)
    const another = run('simulate', '.', '--roster', 'out-1/roster.csv', '--week', '2026-11-16')
    const [, first, ...others] = readFileSync(join(folder, 'out-1', 'roster.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(another).toEqual({
      status: 2,
      stdout: '',
      stderr: `out-1/roster.csv, column start: "${first?.split(',')[1]}" is outside the weeks to simulate, as are ${others.length} other shifts. Give the weeks of the roster with --week and --weeks, or a roster of those alone.\n`,
    })
    const { serviceLevels, targets, intervals } = JSON.parse(simulated.stdout)
    expect(targets.map(({ queue, verdict }: { queue: string; verdict: string }) => [queue, verdict])).toContainEqual([
      'chat',
      expect.stringMatching(/^(met|unproven|missed)$/),
    ])
    for (const queue of intervals) expect(queue.serviceLevel).toHaveLength(queue.starts.length)
    expect(serviceLevels.map(({ queue }: { queue: string }) => queue)).toEqual(['chat', 'tickets'])
  })

  test('agents by interval are simulated without a plan', SLOW, () => {
    writeFileSync(join(folder, 'day.csv'), 'volume,agents,start\n1008,12,08:00\n1008,12,12:00\n')
    const profile = ['--profile', 'day.csv', '--aht', '120', '--within', '20', '--interval', '240']
    const simulated = run('simulate', ...profile, '--patience', '60', '--replications', '4000', '--json')
    expect(simulated).toMatchObject({ status: 0, stderr: '' })
    const { serviceLevel, abandoned, inTime, intervals } = JSON.parse(simulated.stdout)
    // ContactCenters (umontreal-simul), MMCAb.res: 58.61 [57.66, 59.56] give up a day, 1906.0 [1903.8, 1908.2] in time.
    expect(abandoned.mean).toBeGreaterThan(57.66)
    expect(abandoned.mean).toBeLessThan(59.56)
    expect(inTime.mean).toBeGreaterThan(1903.785)
    expect(inTime.mean).toBeLessThan(1908.231)
    expect(serviceLevel.mean).toBeCloseTo(0.946, 2)
    expect(intervals).toMatchObject([
      { start: '08:00', agents: 12 },
      { start: '12:00', agents: 12 },
    ])
    expect(run('simulate', ...profile.slice(2), '--profile', 'missing.csv').status).toBe(2)
    expect(run('simulate')).toEqual({
      status: 2,
      stdout: '',
      stderr: '"simulate" has nothing to simulate. Give a plan folder with --roster and --week, or --profile FILE.\n',
    })
    expect(run('simulate', ...profile, '--roster', 'out-1/roster.csv')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '"--roster" is for a plan folder, not for --profile. Leave it away, or give a plan folder in the place of --profile.\n',
    })
  })

  test.each([
    ['nobody comes and nobody is there', '0,0', ['service level: without contacts', 'occupancy: nobody on position']],
    ['nobody comes', '0,3', ['service level: without contacts', 'occupancy: 0.0000']],
    ['nobody is there', '90,0', ['service level: 0.0000', 'occupancy: nobody on position']],
  ])('a profile in which %s is told in words', SLOW, (_, row, said) => {
    writeFileSync(join(folder, 'odd.csv'), `volume,agents\n${row}\n${row}\n`)
    const figures = ['--aht', '120', '--within', '20', '--interval', '30', '--replications', '2']
    const { status, stdout } = run('simulate', '--profile', 'odd.csv', ...figures)
    expect(status).toBe(0)
    for (const words of said) expect(stdout).toContain(words)
    expect(stdout).not.toContain('NaN')
  })

  test('a roster that breaks a hard rule is named with exit code 1', SLOW, () => {
    const row =
      'an,2026-11-10T10:00+08:00,2026-11-10T19:00+08:00,day,meal 2026-11-10T13:00+08:00/2026-11-10T14:00+08:00,chat'
    writeFileSync(join(folder, 'twice.csv'), `employee,start,end,template,breaks,queue_or_activity\n${row}\n${row}\n`)
    const { status, stdout } = run('check', '.', '--roster', 'twice.csv')
    expect(status).toBe(1)
    expect(stdout).toContain('hard basic-no-overlap: ')
  })

  test('bad input has exit code 2 and leaves no folder half-written', SLOW, () => {
    writeFileSync(join(folder, 'bad.csv'), 'queue,start,volume\nchat,2026-11-02T09:00,-3\n')
    const plan = ['plan', '.', '--week', SMALL_PLAN_WEEK, '--out', 'out-bad']
    expect(run(...plan, '--history', 'bad.csv')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'bad.csv row 2, column volume: "-3" is negative. Use 0 when nobody contacted, an empty volume when there are no data.\n',
    })
    expect(existsSync(join(folder, 'out-bad'))).toBe(false)
    expect(run(...plan, '--scenario', 'none.yaml').stderr).toBe(
      '"none.yaml" does not exist. Name a file, or the id of a scenario of the plan.\n',
    )
    expect(run('plan', '.', '--week', SMALL_PLAN_WEEK, '--out', 'plan.yaml').stderr).toBe(
      '"plan.yaml" is a file, or lies under one. Name another folder for --out.\n',
    )
    // Who may not write there is told another reason than who may.
    expect(run(...plan.slice(0, -1), '/proc/out').stderr).toMatch(
      /^"\/proc\/out" cannot be made a folder: \w+: [^\n]+, mkdir '\/proc\/out'\. Name another folder for --out\.\n$/,
    )
    expect(run('check', 'nowhere', '--roster', 'x.csv')).toEqual({
      status: 2,
      stdout: '',
      stderr: '"nowhere" does not exist. Name a plan folder, which holds plan.yaml.\n',
    })
  })

  /** Plans the sample and presses Ctrl-C at the first line on stderr that matches, and at each further one. */
  async function interrupted(out: string, ...at: readonly RegExp[]) {
    const args = ['--week', SMALL_PLAN_WEEK, '--gap', '0', '--replications', '2', '--out', out]
    const child = spawn(process.execPath, [cli, 'plan', join(root, 'scenarios', 'beauty-50'), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const said = { stdout: '', stderr: '' }
    const left = [...at]
    child.stdout.on('data', (text) => (said.stdout += text))
    child.stderr.on('data', (text) => {
      said.stderr += text
      if (left[0]?.test(said.stderr)) {
        left.shift()
        // As a terminal does it: to the command and to every process that it has started.
        process.kill(-child.pid!, 'SIGINT')
      }
    })
    const status = await new Promise((resolve) => child.on('close', resolve))
    return { status, ...said }
  }

  test('Ctrl-C ends the search of a plan and keeps the best roster found', SLOW, async () => {
    const { status, stdout, stderr } = await interrupted('out-kept', /roster/)
    expect(stderr).toContain('Stopping with the best roster found. Press Ctrl-C again to end with nothing written.\n')
    expect(stdout).toContain(`Week ${SMALL_PLAN_WEEK}, scenario baseline: feasible, stopped\n`)
    expect(status).toBe(0)
    const report = JSON.parse(readFileSync(join(folder, 'out-kept', 'report.json'), 'utf8'))
    expect(report).toMatchObject({ termination: 'feasible', limit: 'stopped' })
    expect(report.violations.filter(({ severity }: { severity: string }) => severity === 'hard')).toEqual([])
    expect(readFileSync(join(folder, 'out-kept', 'roster.csv'), 'utf8').split('\n').length).toBeGreaterThan(100)
  })

  test('Ctrl-C twice ends a plan with nothing written', SLOW, async () => {
    const { status, stderr } = await interrupted('out-dropped', /./, /Press Ctrl-C again/)
    expect(status).toBe(130)
    expect(stderr).toMatch(/Stopped; nothing was written\.\n$/)
    expect(existsSync(join(folder, 'out-dropped'))).toBe(false)
  })
})

describe('the program', () => {
  test('has help for every command and suggests the right one', SLOW, () => {
    const help = execFileSync(process.execPath, [cli, '--help'], { encoding: 'utf8' })
    for (const command of ['forecast', 'staff', 'plan', 'check', 'simulate', 'serve'])
      expect(help).toContain(`\n  ${command} `)
    expect(run('serve', '--help').status).toBe(0)
    expect(run('plan', '--help').stdout).toContain('Exit codes: 0 done; 1 failed')
    expect(run('simulat')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('(Did you mean simulate?)'),
    })
    expect(run().status).toBe(2)
  })

  test('says how far it is after a second, once a second and at every new stage', () => {
    let now = 0
    const lines: string[] = []
    const say = progressLines(
      (line) => lines.push(line),
      () => now,
    )
    for (now = 0; now <= 3000; now += 250)
      say({ stage: now < 2000 ? 'forecast' : 'roster', objective: now, objectiveBound: 1 })
    expect(lines).toEqual([
      '1.0 s  forecast  cost 1000  bound 1  gap 99.90 %',
      '2.0 s  roster  cost 2000  bound 1  gap 99.95 %',
      '3.0 s  roster  cost 3000  bound 1  gap 99.97 %',
    ])
  })
})
