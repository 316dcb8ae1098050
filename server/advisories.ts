/** `npm run advisories`: what is known against packages of the lock file, without asking a server. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const versionSchema = z.string().regex(/^\d+\.\d+\.\d+(-[\w.-]+)?$/, 'is not a version such as 1.2.3')

const advisoryListSchema = z.strictObject({
  /** Day on which the list was compared with a public database. */
  asOf: z.iso.date(),
  howToUpdate: z.string(),
  advisories: z.array(
    z.strictObject({
      id: z.string(),
      package: z.string(),
      /** Half-open: from `introduced` on, before `fixed`; left out, there is no version without it yet. */
      ranges: z.array(z.strictObject({ introduced: versionSchema, fixed: versionSchema.optional() })).min(1),
      summary: z.string(),
    }),
  ),
})
export type AdvisoryList = z.infer<typeof advisoryListSchema>

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

interface Match {
  readonly id: string
  readonly package: string
  readonly version: string
  readonly summary: string
}

/** @returns every installed version that lies in a range of the list */
export function matchingAdvisories(lockText: string, { advisories }: AdvisoryList): Match[] {
  const { packages } = lockSchema.parse(JSON.parse(lockText))
  return Object.entries(packages).flatMap(([place, { version }]) => {
    const name = place.split('node_modules/').at(-1)!
    if (place === '' || version === undefined) return []
    return advisories
      .filter((advisory) => advisory.package === name && advisory.ranges.some((range) => isWithin(version, range)))
      .map(({ id, summary }) => ({ id, package: name, version, summary }))
  })
}

const isWithin = (version: string, { introduced, fixed }: { introduced: string; fixed?: string | undefined }) =>
  compareVersions(version, introduced) >= 0 && (fixed === undefined || compareVersions(version, fixed) < 0)

/** By number, then a pre-release before its release, as semver.org orders them (pre-releases among themselves by text). */
function compareVersions(a: string, b: string): number {
  const [numbersA, preA] = partsOf(a)
  const [numbersB, preB] = partsOf(b)
  for (const [index, number] of numbersA.entries()) {
    if (number !== numbersB[index]) return number - (numbersB[index] ?? 0)
  }
  if (preA === preB) return 0
  if (preA === '' || preB === '') return preA === '' ? 1 : -1
  return preA < preB ? -1 : 1
}

function partsOf(version: string): [numbers: number[], preRelease: string] {
  const [release = '', ...rest] = version.split('+')[0]!.split('-')
  return [release.split('.').map(Number), rest.join('-')]
}

export const readAdvisories = (): AdvisoryList =>
  advisoryListSchema.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'advisories.json'), 'utf8')))

if (import.meta.main) {
  const list = readAdvisories()
  const lock = readFileSync(path.join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')
  const matches = matchingAdvisories(lock, list)
  for (const { id, package: name, version, summary } of matches) console.error(`${name} ${version}: ${id}. ${summary}`)
  console.log(`${matches.length} of ${list.advisories.length} advisories concern the lock file (list of ${list.asOf}).`)
  if (matches.length > 0) process.exitCode = 1
}
