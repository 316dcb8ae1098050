import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { csvText } from '../../../server/exports/csv-text.ts'
import { planFiles } from '../../../server/exports/plan-files.ts'
import { writeFiles, writeOneFile } from '../../../server/exports/write-files.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseRoster } from '../../../server/imports/roster-csv.ts'
import type { PlanResult } from '../../../solver/domain/plan-outputs.ts'
import { noReasons } from '../../../solver/staffing/instant-requirement.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

const inputs = parsePlanFolder(smallPlan())
const two = (a: number, b: number) => Float64Array.of(a, b)

/** Two intervals of a plan, with figures that show where each goes. */
const result: PlanResult = {
  horizon: { startsAt: Date.UTC(2026, 10, 9, 1), intervals: 2, intervalMinutes: 60, zone: 'Asia/Shanghai' },
  get modelForecast() {
    return { ...this.forecast, explanations: [] }
  },
  get forecast() {
    const quantiles = { p2_5: two(1, 2), p10: two(2, 3), p50: two(3, 4), p90: two(4, 5), p97_5: two(5, 6) }
    return {
      horizon: this.horizon,
      queues: [{ queueId: 'chat', mean: two(3.25, 1 / 3), quantiles, ahtSeconds: two(300, 300) }],
    }
  },
  get requirement() {
    const common = { volume: two(3, 0), ahtSeconds: two(300, 300), offeredErlangs: two(0.25, 0) }
    return {
      horizon: this.horizon,
      queues: [
        {
          ...common,
          kind: 'instant' as const,
          queueId: 'chat',
          requiredAgents: two(2, 0),
          requiredAgentsP10: two(1, 0),
          requiredAgentsP90: two(3, 0),
          scheduledAgents: two(3, 0),
          serviceLevel: two(0.91234567, Number.NaN),
          reasons: { ...noReasons(2), work: two(1.25, 0), targets: two(0.9, 0), carryOver: two(-0.15, 0) },
        },
        {
          ...common,
          kind: 'deferred' as const,
          queueId: 'tickets',
          dueByEnd: two(0, 3),
          openingBacklog: 0,
          contactsPerAgent: two(6, 6),
        },
      ],
    }
  },
  roster: { assignments: inputs.previousRoster },
  service: [
    {
      queueId: 'chat',
      contacts: two(3.5, 0),
      serviceLevel: two(0.85, Number.NaN),
      lower95: two(0.8, Number.NaN),
      upper95: two(0.9, Number.NaN),
      asaSeconds: two(12.34567, Number.NaN),
      abandonRate: two(0.02, Number.NaN),
      occupancy: two(0.7, Number.NaN),
      backlog: two(1, 0),
      backlogAgeHours: two(0.25, 0),
    },
  ],
  check: {
    violations: [],
    coverage: [
      {
        queueId: 'chat',
        requiredAgents: two(3, 0),
        coveredAgents: two(2, 1),
        netStaffing: two(-1, 1),
        backlog: two(0, 0),
        overdue: two(0, 0),
      },
      {
        queueId: 'tickets',
        requiredAgents: two(0, 0),
        coveredAgents: two(1, 1),
        netStaffing: two(1, 1),
        backlog: two(2, 1),
        overdue: two(0, 1),
      },
    ],
    costs: { wages: 1, overtime: 0, premiums: 0, understaffing: 0, overdueWork: 0, softRules: 0 },
    objective: 1,
  },
  report: {
    cost: 1,
    currency: 'CNY',
    costs: { wages: 1, overtime: 0, premiums: 0, understaffing: 0, overdueWork: 0, softRules: 0 },
    objective: 1,
    objectiveBound: 1,
    relativeGap: 0,
    relativeGapOfControllable: 0,
    termination: 'optimal',
    solveSeconds: 1,
    seed: 1,
    inputHash: inputs.inputHash,
    versions: {},
    week: '2026-11-09',
    weeks: 1,
    scenario: 'baseline',
    unmet: [],
    violations: [],
    serviceLevels: [],
    targets: [],
    serviceRounds: [],
    missing: [],
    gate: { publishable: true, blockers: [] },
    explanations: [],
    shadowPrices: [{ queue: 'chat', start: '2026-11-11T20:00+08:00', end: '2026-11-11T21:00+08:00', saves: 8750 }],
    warnings: [],
  },
}

describe('the files of a plan', () => {
  const files = planFiles(inputs, result)

  test('have the columns that scripts rely on', () => {
    expect(files.get('forecast.csv')).toBe(
      'queue,start,mean,p2_5,p10,p50,p90,p97_5,aht_seconds\n' +
        'chat,2026-11-09T09:00+08:00,3.25,1,2,3,4,5,300\n' +
        'chat,2026-11-09T10:00+08:00,0.3333,2,3,4,5,6,300\n',
    )
    expect(files.get('requirement.csv')).toBe(
      'queue,start,volume,aht_seconds,offered_erlangs,required_agents,required_agents_p10,required_agents_p90,scheduled_agents,service_level,' +
        'because_work,because_targets,because_occupancy,because_carry_over,because_pooling,because_assurance,because_presence,because_simulation\n' +
        'chat,2026-11-09T09:00+08:00,3,300,0.25,2,1,3,3,0.9123,1.25,0.9,0,-0.15,0,0,0,0\n' +
        'chat,2026-11-09T10:00+08:00,0,300,0,0,0,0,0,,0,0,0,0,0,0,0,0\n' +
        'tickets,2026-11-09T09:00+08:00,3,300,0.25,,,,,,,,,,,,,\n' +
        'tickets,2026-11-09T10:00+08:00,0,300,0,,,,,,,,,,,,,\n',
    )
    expect(files.get('coverage.csv')).toBe(
      'queue,start,required_agents,covered_agents,net_staffing,backlog,overdue\n' +
        'chat,2026-11-09T09:00+08:00,3,2,-1,,\n' +
        'chat,2026-11-09T10:00+08:00,0,1,1,,\n' +
        'tickets,2026-11-09T09:00+08:00,0,1,1,2,0\n' +
        'tickets,2026-11-09T10:00+08:00,0,1,1,1,1\n',
    )
    expect(files.get('service.csv')).toBe(
      'queue,start,contacts,service_level,lower95,upper95,asa_seconds,abandon_rate,occupancy,backlog,backlog_age_hours\n' +
        'chat,2026-11-09T09:00+08:00,3.5,0.85,0.8,0.9,12.3457,0.02,0.7,1,0.25\n' +
        'chat,2026-11-09T10:00+08:00,0,,,,,,,0,0\n',
    )
    expect(files.get('shadow-prices.csv')).toBe(
      'queue,start,end,saves\nchat,2026-11-11T20:00+08:00,2026-11-11T21:00+08:00,8750\n',
    )
  })

  test('the reasons of a requirement sum to it as written', () => {
    const [chat, tickets] = result.requirement.queues
    if (chat?.kind !== 'instant') throw new Error('chat is first')
    const reasons = { ...noReasons(2), work: two(2 / 3, 0), targets: two(2 / 3, 0), carryOver: two(2 / 3, 0) }
    const requirement = { ...result.requirement, queues: [{ ...chat, reasons }, tickets!] }
    const row = planFiles(inputs, { ...result, requirement })
      .get('requirement.csv')!
      .split('\n')[1]!
    const sum = row
      .split(',')
      .slice(10)
      .reduce((total, cell) => total + Number(cell), 0)
    expect(sum).toBeCloseTo(2, 9)
  })

  test('hold a roster that reads back as it was', () => {
    const { roster } = result
    expect(parseRoster('roster.csv', files.get('roster.csv')!, inputs)).toEqual(roster)
    expect(files.get('roster.csv')).toBe(smallPlan().get('previous-roster.csv'))
  })

  test('hold the report as it is, ending in a newline', () => {
    expect(JSON.parse(files.get('report.json')!)).toEqual(result.report)
    expect(files.get('report.json')?.endsWith('}\n')).toBe(true)
  })
})

test('texts that a spreadsheet would run are disarmed, numbers stay numbers', () => {
  const cells = [
    '=1+1',
    '+1',
    '-1',
    '@x',
    '\tx',
    '\rx',
    'a=1',
    -1,
    -0.00001,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
  ]
  expect(
    csvText(
      ['cell'],
      cells.map((cell) => [cell]),
    ),
  ).toBe("cell\n'=1+1\n'+1\n'-1\n'@x\n'\tx\n\"'\rx\"\na=1\n-1\n0\n\n\n\n")
})

describe('writing', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'out-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const refusal = (work: Promise<void>) =>
    work.then(
      () => 'no error',
      (error: Error) => error.message,
    )

  test('makes the folder, replaces what was there and leaves nothing else', async () => {
    const out = join(folder, 'a', 'b')
    await writeFiles(out, new Map([['x.csv', 'old']]))
    await writeFiles(
      out,
      new Map([
        ['x.csv', 'new'],
        ['y.csv', ''],
      ]),
    )
    expect(readdirSync(out)).toEqual(['x.csv', 'y.csv'])
    expect(readFileSync(join(out, 'x.csv'), 'utf8')).toBe('new')
  })

  test('changes no file when one of them cannot be written', async () => {
    writeFileSync(join(folder, 'x.csv'), 'old')
    const written = writeFiles(
      folder,
      new Map([
        ['x.csv', 'new'],
        ['x.csv/in-a-file.csv', ''],
      ]),
    )
    expect(await refusal(written)).toMatch(/x\.csv.* is (a file|not a folder)/)
    expect(readdirSync(folder)).toEqual(['x.csv'])
    expect(readFileSync(join(folder, 'x.csv'), 'utf8')).toBe('old')
  })

  test('says what stands in the way', async () => {
    const [file, directory] = [join(folder, 'file'), join(folder, 'directory')]
    writeFileSync(file, '')
    mkdirSync(directory)
    expect(await refusal(writeFiles(file, new Map()))).toBe(
      `"${file}" is a file, or lies under one. Name another folder for --out.`,
    )
    expect(await refusal(writeOneFile(directory, ''))).toBe(`"${directory}" is a folder. Name a file for --out.`)
  })
})
