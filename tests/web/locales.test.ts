import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RIGHTS } from '../../server/contracts/access.ts'
import { API_ERROR_CODES } from '../../server/contracts/api-error.ts'
import { AUDIT_ACTIONS, AUDIT_ENTITIES } from '../../server/contracts/audit.ts'
import { RUN_ERROR_CODES, RUN_FILES, RUN_STATES } from '../../server/contracts/run.ts'
import { PLAN_STAGES, TERMINATIONS } from '../../solver/domain/plan-outputs.ts'
import { deferredTargetSchema, instantTargetSchema, TARGET_SPANS } from '../../solver/domain/target.ts'
import { WORK_RULE_KINDS } from '../../solver/domain/work-rule.ts'
import en from '../../web/locales/en.json' with { type: 'json' }
import zhCN from '../../web/locales/zh-CN.json' with { type: 'json' }

type Texts = { readonly [key: string]: string | Texts }

const WEB = join(import.meta.dirname, '../../web')
const PLURAL = /_(zero|one|two|few|many|other)$/

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

const english = flatten(en)
const chinese = flatten(zhCN)
const plain = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(PLURAL, '')))].sort()

const source = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('dist'))
  .map((file) => readFileSync(join(WEB, file), 'utf8'))
  .join('\n')

/** Keys written out, and the fixed beginnings of keys put together from a contract's word. */
const literals = new Set([...source.matchAll(/'([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+)'/g)].map(([, key]) => key))
const beginnings = [...source.matchAll(/t\(`([a-zA-Z0-9.]+\.)\$\{/g)].map(([, beginning]) => beginning ?? '')

test('both languages have the same keys', () => {
  expect(plain(chinese.keys())).toEqual(plain(english.keys()))
})

test('each language has exactly the plural forms that it uses', () => {
  for (const [texts, language] of [
    [english, 'en'],
    [chinese, 'zh-CN'],
  ] as const) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    const counted = Map.groupBy(
      [...texts.keys()].filter((key) => PLURAL.test(key)),
      (key) => key.replace(PLURAL, ''),
    )
    expect(counted.size).toBeGreaterThan(5)
    for (const [key, given] of counted) {
      expect([key, given.map((name) => PLURAL.exec(name)?.[1]).toSorted()]).toEqual([key, forms])
    }
  }
})

test('both languages fill in the same figures', () => {
  const figures = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()
  for (const [key, text] of chinese) {
    const other = english.get(key)
    expect([key, figures(text)]).toEqual([key, figures(other ?? '')])
  }
})

test('every text is used, and every key that the page asks for is there', () => {
  const keys = plain(english.keys())
  const isUsed = (key: string) => literals.has(key) || beginnings.some((beginning) => key.startsWith(beginning))
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
  const roots = new Set(Object.keys(en))
  const asked = [...literals].filter((key) => roots.has(key?.split('.')[0] ?? '')) as string[]
  expect(asked.length).toBeGreaterThan(100)
  // Some files are called as a key might be, and rights are.
  const files = new Set<string>([...RUN_FILES, ...RIGHTS])
  expect(asked.filter((key) => !keys.includes(key) && !files.has(key))).toEqual([])
})

test('every word of the contracts that the page shows has a text', () => {
  const expected = [
    ...API_ERROR_CODES.map((code) => `error.${code}`),
    ...RUN_ERROR_CODES.map((code) => `planning.failed.${code}`),
    ...RUN_STATES.map((state) => `state.${state}`),
    ...PLAN_STAGES.map((stage) => `stage.${stage}`),
    ...TERMINATIONS.map((termination) => `overview.termination.${termination}`),
    ...TARGET_SPANS.flatMap((span) => [`targets.overOf.${span}`, `targets.overWords.${span}`]),
    ...[...instantTargetSchema.options, deferredTargetSchema].map(({ shape }) => `targets.kindOf.${shape.kind.value}`),
    ...WORK_RULE_KINDS.map((kind) => `rule.${kind}`),
    ...AUDIT_ENTITIES.map((entity) => `history.entity.${entity}`),
    ...Object.entries(AUDIT_ACTIONS).flatMap(([thing, done]) => done.map((what) => `history.action.${thing}_${what}`)),
  ]
  expect(expected.filter((key) => !english.has(key))).toEqual([])
})

test('Chinese texts are Chinese, with the punctuation of Chinese', () => {
  const withoutChinese = [...chinese].filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key)
  // Signs and bare figures are alike in every language.
  expect(withoutChinese).toEqual([
    'shell.run',
    'shell.runScenario',
    'controls.listComma',
    'controls.sentenceGap',
    'targets.comma',
    'blocks.gained',
    'overview.worstAt',
    'forecast.marksGap',
    'forecast.eventWords',
    'forecast.dayPart',
    'forecast.partEvent',
    'coverage.levelRange',
    'scenarios.labelled',
    'scenarios.interval',
    'scenarios.askedOver',
    'headcount.cost.part',
    'headcount.fte.sales',
    'boardGrid.carriedTo',
    'boardGrid.cellIs',
    'boardDesk.done',
    'fieldProblem.sentence',
  ])
  const halfWidth = [...chinese].filter(([, text]) => /\p{Script=Han}[,;:?!()]|[,;:?!(]\p{Script=Han}/u.test(text))
  expect(halfWidth).toEqual([])
})
