import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { architectureViolations } from './architecture/architecture-violations.ts'

const root = join(import.meta.dirname, '..')

/** The text files under version control, and those about to be: everything that git does not ignore. */
function repositoryTexts(): Map<string, string> {
  const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  const paths = listing.toString().split('\0').filter(Boolean)
  const texts = new Map<string, string>()
  for (const path of paths.filter((path) => existsSync(join(root, path)))) {
    const bytes = readFileSync(join(root, path))
    if (!bytes.subarray(0, 8_000).includes(0)) texts.set(path, bytes.toString())
  }
  return texts
}

test('the repository keeps to its design', { timeout: 60_000 }, () => {
  const texts = repositoryTexts()
  expect(texts.size).toBeGreaterThan(30)
  expect(architectureViolations(texts)).toEqual([])
})

/** A line of code repeated often enough to make a file too long. */
const long = (lines: number) => `${'export {}\n\n'.repeat(lines)}`
// Written in two pieces, so that the rule against such paths does not find this file.
const privatePath = `/${'root'}/notes`
const registryHost = `${'registry'}.example.org`

type Plant = readonly [path: string, text: string, ...violations: string[]]

const plantedViolations: Record<string, readonly Plant[]> = {
  'directions in solver': [
    [
      'solver/domain/queue.ts',
      "import { forecast } from '../forecast/forecast.ts'",
      "solver/domain/queue.ts:1 imports 'solver/forecast/forecast.ts': solver/domain may not import solver/forecast",
    ],
    [
      'solver/check/check-roster.ts',
      "import type { Model } from '../lp/model.ts'",
      "solver/check/check-roster.ts:1 imports 'solver/lp/model.ts': solver/check may not import solver/lp",
    ],
    [
      'solver/staffing/requirement.ts',
      "\nexport { a } from '../simulate/a.ts'",
      "solver/staffing/requirement.ts:2 imports 'solver/simulate/a.ts': solver/staffing may not import solver/simulate",
    ],
    [
      'solver/roster/schedule-roster.ts',
      "const later = () => import('../plan.ts')",
      "solver/roster/schedule-roster.ts:1 imports 'solver/plan.ts': solver/roster may not import solver/plan.ts",
    ],
    [
      'solver/plan.ts',
      "type Row = import('../server/contracts/plan.ts').Row",
      "solver/plan.ts:1 imports 'server/contracts/plan.ts': solver/plan.ts may not import server/contracts",
    ],
    [
      'solver/magic/spell.ts',
      'export const spell = 1',
      "solver/magic/spell.ts is in no zone: say in tests/architecture/zones.ts what 'solver/magic' may import",
    ],
    [
      'solver/tour.ts',
      'export const tour = 1',
      "solver/tour.ts is in no zone: say in tests/architecture/zones.ts what 'solver/tour.ts' may import",
    ],
  ],
  'directions in server and web': [
    [
      'server/routes/plans.ts',
      "import { planRows } from '../store/plan-rows.ts'",
      "server/routes/plans.ts:1 imports 'server/store/plan-rows.ts': server/routes may not import server/store",
    ],
    [
      'server/store/plan-rows.ts',
      "import { plans } from '../services/plans.ts'",
      "server/store/plan-rows.ts:1 imports 'server/services/plans.ts': server/store may not import server/services",
    ],
    [
      'server/contracts/plan.ts',
      "import { plan } from '../../solver/plan.ts'",
      "server/contracts/plan.ts:1 imports 'solver/plan.ts': server/contracts may not import solver/plan.ts",
    ],
    [
      'web/lib/client.ts',
      "import { plans } from '../../server/services/plans.ts'",
      "web/lib/client.ts:1 imports 'server/services/plans.ts': web/lib may not import server/services",
    ],
    [
      'web/features/roster/board.tsx',
      "import { band } from '../forecast/band.tsx'",
      "web/features/roster/board.tsx:1 imports 'web/features/forecast/band.tsx': the feature roster may not import the feature forecast",
    ],
    [
      'web/components/chart.tsx',
      "import { board } from '../features/roster/board.tsx'",
      "web/components/chart.tsx:1 imports 'web/features/roster/board.tsx': web/components may not import web/features",
    ],
    [
      'server/app.ts',
      "import { fixture } from '../tests/fixtures/plan.ts'",
      "server/app.ts:1 imports 'tests/fixtures/plan.ts': server may not import tests",
    ],
    [
      'server/app.ts',
      "import { secret } from '../../elsewhere/secret.ts'",
      "server/app.ts:1 imports '../elsewhere/secret.ts', which is outside the repository",
    ],
    [
      'server/app.ts',
      "import { plans } from './routes/plans'",
      "server/app.ts:1 imports './routes/plans' without its file extension",
    ],
    [
      'tests/server/app.test.ts',
      "import { buildApp } from '../../server/app'",
      "tests/server/app.test.ts:1 imports '../../server/app' without its file extension",
    ],
  ],
  packages: [
    [
      'solver/forecast/forecast.ts',
      "import { readFileSync } from 'node:fs'",
      "solver/forecast/forecast.ts:1 imports 'node:fs': solver/forecast may not use Node's modules",
    ],
    [
      'solver/forecast/forecast.ts',
      "import os from 'os'",
      "solver/forecast/forecast.ts:1 imports 'os': solver/forecast may not use Node's modules",
    ],
    [
      'solver/roster/schedule-roster.ts',
      "import highs from 'highs'",
      "solver/roster/schedule-roster.ts:1 imports the package 'highs': solver/roster may not",
    ],
    [
      'server/jobs/plan-week.ts',
      "const path = createRequire(import.meta.url).resolve('pg')",
      "server/jobs/plan-week.ts:1 imports the package 'pg': server/jobs may not",
    ],
    [
      'server/contracts/plan.ts',
      "import { sql } from 'kysely'",
      "server/contracts/plan.ts:1 imports the package 'kysely': server/contracts may not",
    ],
    [
      'server/routes/plans.ts',
      "import { sql } from 'kysely/sql'",
      "server/routes/plans.ts:1 imports the package 'kysely': server/routes may not",
    ],
    [
      'web/app/app.tsx',
      "import sse from '@fastify/sse/client'",
      "web/app/app.tsx:1 imports the package '@fastify/sse': web/app may not",
    ],
    [
      'package.json',
      '{"dependencies":{"left-pad":"1.0.0"}}',
      "package.json lists the dependency 'left-pad', which no file imports",
    ],
  ],
  'purity of solver': (
    [
      ['const now = Date.now()', 'Date.now'],
      ['const now = new Date()', 'Date() without arguments'],
      ['const now = Date()', 'Date() without arguments'],
      ['const now = DateTime.now()', 'DateTime.now'],
      ['const now = DateTime.utc()', 'DateTime.utc() without arguments'],
      ['const now = DateTime.local()', 'DateTime.local() without arguments'],
      ['const luck = Math.random()', 'Math.random'],
      ['const zone = process.env.TZ', 'process'],
      ["console.log('x')", 'console'],
      ['const start = performance.now()', 'performance'],
      ['setTimeout(() => 1, 5)', 'setTimeout'],
      ['const store = globalThis.store', 'globalThis'],
      ["const page = await fetch('x')", 'fetch'],
      ['const bytes = crypto.getRandomValues(array)', 'crypto'],
      ['ids.sort((a, b) => a.localeCompare(b))', 'localeCompare'],
      ["const text = amount.toLocaleString('en')", 'toLocaleString'],
      ['const module = await import(name)', 'an import with a computed path'],
      ['const clock = { now: performance }', 'performance'],
    ] as const
  ).map(([text, name]) => ['solver/lp/engine.ts', text, `solver/lp/engine.ts:1 uses ${name}: solver must be pure`]),
  habits: [
    ['server/app.ts', long(401), 'server/app.ts has 401 lines of code, more than 400: split it by concept'],
    ['server/app.ts', 'export const app = 1 as any', 'server/app.ts:1 uses the type any'],
    ['server/app.ts', 'export const apps: any[] = []', 'server/app.ts:1 uses the type any'],
    ['server/app.ts', '\n// @ts-ignore\nexport {}', 'server/app.ts:2 silences the type checker with @ts-ignore'],
    [
      'server/app.ts',
      '/* @ts-expect-error */ export {}',
      'server/app.ts:1 silences the type checker with @ts-expect-error',
    ],
    ['tests/a.test.ts', "test.skip('a', run)", 'tests/a.test.ts:1 withholds a test with .skip'],
    ['tests/a.test.ts', "describe.only('a', run)", 'tests/a.test.ts:1 withholds a test with .only'],
    ['tests/a.test.ts', "test.concurrent.todo('a')", 'tests/a.test.ts:1 withholds a test with .todo'],
    ['tests/a.test.ts', "test.skipIf(process.env.CI)('a', run)", 'tests/a.test.ts:1 withholds a test with .skipIf'],
    ['tests/a.test.ts', "test('a', (context) => context.skip())", 'tests/a.test.ts:1 withholds a test with .skip'],
    ['tests/a.test.ts', "\n\nxit('a', run)", 'tests/a.test.ts:3 withholds a test with xit'],
    ['solver/roster/utils.ts', '', "solver/roster/utils.ts is named 'utils': name what it holds"],
    ['web/lib/date-helpers.ts', '', "web/lib/date-helpers.ts is named 'helpers': name what it holds"],
    ['server/services/common/plan.ts', '', "server/services/common/plan.ts is named 'common': name what it holds"],
  ],
  'the repository as a whole': [
    ['docs/notes.md', '', 'docs is not one of the top-level entries: put it in the folder that it belongs to'],
    ['NOTES.md', '', 'NOTES.md is not one of the top-level entries: put it in the folder that it belongs to'],
    ['README.md', `# Tideline\nSee ${privatePath}.`, `README.md:2 names a path of somebody's machine: '/${'root'}/'`],
    ['README.md', `See ../${'shared'}/data.`, `README.md:1 names a folder outside the repository: '../${'shared'}'`],
    ['.npmrc', `registry=https://${registryHost}/`, `.npmrc:1 names a package registry: '${'registry'}='`],
    ['README.md', `From ${registryHost}.`, `README.md:1 names a package registry: '${'registry'}.example.'`],
    [
      'package-lock.json',
      '{"resolved": "https://example.org/a.tgz"}',
      'package-lock.json holds "resolved" addresses: they tie it to one package server',
    ],
  ],
}

describe('each rule is able to fail', () => {
  for (const [rule, plants] of Object.entries(plantedViolations)) {
    test.each(plants.map((plant) => [plant]))(`${rule}: %j`, ([path, text, ...violations]) => {
      expect(architectureViolations(new Map([[path, text]]))).toEqual(violations)
    })
  }
})

const acceptedFiles: readonly (readonly [path: string, text: string])[] = [
  ['solver/roster/tour.ts', "import { DateTime } from 'luxon'\nimport { solve } from '../lp/engine.ts'"],
  ['solver/plan.ts', "import { scheduleRoster } from './roster/schedule-roster.ts'"],
  ['solver/lp/engine.ts', "import loadHighs from 'highs'\nexport const engine = { process: 1 }.process"],
  ['solver/domain/horizon.ts', 'export const at = (ms: number) => [new Date(ms), DateTime.utc(2026), Date.UTC(2026)]'],
  ['solver/domain/queue.ts', '// Never Date.now(), never Math.random().\nexport const text = "process.env"'],
  ['solver/domain/target.ts', 'export const length = (window: Window) => window.endMinute - window.startMinute'],
  ['server/routes/plans.ts', "import type { Plan } from '../services/plans.ts'\nimport { join } from 'node:path'"],
  ['server/main.ts', "import { buildApp } from './app.ts'\nconst now = Date.now()"],
  ['web/features/roster/board.tsx', "import { Row } from './row.tsx'\nimport { plan } from '../../../solver/plan.ts'"],
  ['tests/solver/plan.test.ts', "import { app } from '../../server/app.ts'\ntest.each([1])('a', run)"],
  ['server/app.ts', `${long(400)}// A comment is not code.\n\n`],
  ['README.md', 'Sources: https://example.org/work/a and ./scenarios/home/plan.yaml'],
  ['.gitignore', 'out/'],
]

test.each(acceptedFiles)('%s is accepted with allowed contents', (path, text) => {
  expect(architectureViolations(new Map([[path, text]]))).toEqual([])
})
