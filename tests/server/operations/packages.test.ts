import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type AdvisoryList, matchingAdvisories, readAdvisories } from '../../../server/advisories.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const lockText = readFileSync(path.join(root, 'package-lock.json'), 'utf8')

interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

const lockedPackages = (text: string) =>
  Object.entries((JSON.parse(text) as { packages: Record<string, LockedPackage> }).packages).filter(
    ([place]) => place !== '',
  )

/** Where a package would come from besides the public registry, unchecked or unencrypted. */
function unpinned(text: string): string[] {
  return lockedPackages(text).flatMap(([place, { integrity, resolved, link }]) => {
    const isPublic =
      resolved === undefined || new URL(resolved).origin === `https://${['registry', 'npmjs', 'org'].join('.')}`
    const isWhole = integrity?.startsWith('sha512-') && Buffer.from(integrity.slice(7), 'base64').length === 64
    return isWhole && isPublic && !link ? [] : [place]
  })
}

test('every package of the lock file is pinned by a SHA-512 and comes from the public registry', () => {
  expect(lockedPackages(lockText).length).toBeGreaterThan(300)
  expect(unpinned(lockText)).toEqual([])
})

test.each<[string, (entry: LockedPackage) => LockedPackage]>([
  ['no integrity', ({ integrity: _, ...entry }) => entry],
  ['a weaker hash', (entry) => ({ ...entry, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })],
  ['an address without encryption', (entry) => ({ ...entry, resolved: 'http://example.org/a.tgz' })],
  ['a host of its own', (entry) => ({ ...entry, resolved: 'https://example.org/a.tgz' })],
  ['a link to a folder', (entry) => ({ ...entry, link: true })],
])('a package with %s is found', (_name, change) => {
  const lock = JSON.parse(lockText) as { packages: Record<string, LockedPackage> }
  lock.packages['node_modules/fastify'] = change(lock.packages['node_modules/fastify']!)
  expect(unpinned(JSON.stringify(lock))).toEqual(['node_modules/fastify'])
})

/** Licences that ask for no more than a notice, or for changes of their own files (MPL-2.0). */
const ALLOWED = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Unlicense',
    'CC0-1.0',
    'Zlib',
  ],
  ...['MPL-2.0', 'Python-2.0', 'CC-BY-3.0', 'Apache-2.0 WITH LLVM-exception'],
])

/** Whether a licence expression can be met: one side of each OR, every part of each AND. */
function isAllowed(expression: string): boolean {
  const text = expression.replace(/^\((.*)\)$/, '$1')
  if (text.includes(' OR ')) return text.split(' OR ').some(isAllowed)
  if (text.includes(' AND ')) return text.split(' AND ').every(isAllowed)
  return ALLOWED.has(text)
}

test('every package may be used under its licence', () => {
  const refused = lockedPackages(lockText).filter(([, { license }]) => license === undefined || !isAllowed(license))
  expect(refused.map(([place, { license }]) => `${place}: ${license}`)).toEqual([])
  expect(['GPL-3.0', 'MIT AND AGPL-3.0', '(GPL-2.0 OR SSPL-1.0)', 'UNLICENSED'].filter(isAllowed)).toEqual([])
  expect(isAllowed('(GPL-2.0 OR MIT)')).toBe(true)
})

test('nothing known stands against a version in use', () => {
  const list = readAdvisories()
  expect(list.asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(matchingAdvisories(lockText, list)).toEqual([])
})

test('an advisory is found by its range of versions, which ends before the fixed one', () => {
  const lockOf = (version: string) =>
    JSON.stringify({ packages: { '': {}, 'node_modules/a/node_modules/@x/b': { version } } })
  const list: AdvisoryList = {
    ...{ asOf: '2026-01-01', howToUpdate: '' },
    advisories: [
      {
        ...{ id: 'A-1', package: '@x/b', summary: 'bad' },
        ranges: [{ introduced: '1.2.0', fixed: '1.10.0' }, { introduced: '3.0.0' }],
      },
    ],
  }
  const found = (version: string) => matchingAdvisories(lockOf(version), list).length
  expect(['1.1.9', '1.2.0', '1.9.30', '1.10.0-beta.1', '1.10.0', '2.9.9', '3.0.0', '44.0.0'].map(found)).toEqual([
    ...[0, 1, 1, 1, 0, 0, 1, 1],
  ])
})

test('the bill of materials names every package with its version and licence', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tideline-sbom-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'sbom.json')
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const [program = '', ...options] = scripts.sbom!.split(' ')
  const { status, stderr } = spawnSync(path.join(root, 'node_modules/.bin', program), [...options, file], {
    ...{ cwd: root, encoding: 'utf8' },
  })
  expect([status, stderr]).toEqual([0, ''])
  const bill = JSON.parse(readFileSync(file, 'utf8'))
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'tideline' } } })
  const told = new Set<string>()
  const collect = (components: readonly { group?: string; name: string; version: string; components?: never[] }[]) => {
    for (const { group, name, version, components: inner } of components) {
      told.add(`${group === undefined ? '' : `${group}/`}${name}@${version}`)
      collect(inner ?? [])
    }
  }
  collect(bill.components)
  const wanted = lockedPackages(lockText)
    .filter(([, { dev }]) => !dev)
    .map(([place, { version }]) => `${place.split('node_modules/').at(-1)}@${version}`)
  expect(wanted.length).toBeGreaterThan(150)
  expect(wanted.filter((name) => !told.has(name))).toEqual([])
})
