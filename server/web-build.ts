import { existsSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { REPOSITORY } from './config.ts'

export const WEB_FOLDER = path.join(REPOSITORY, 'web', 'dist')

/** What the page is built from. */
const SOURCES = ['web', 'solver', 'server/contracts', 'vite.config.ts', 'package-lock.json']

/** Builds the page when it is missing or older than its sources. @returns whether it was built */
export async function buildWebWhenStale(): Promise<boolean> {
  const page = path.join(WEB_FOLDER, 'index.html')
  const builtAt = existsSync(page) ? (await stat(page)).mtimeMs : 0
  const sources = SOURCES.map((source) => path.join(REPOSITORY, source)).filter(existsSync)
  const changedAt = Math.max(...(await Promise.all(sources.map(newest))))
  if (builtAt >= changedAt) return false
  await buildForReaders()
  return true
}

/** Whatever NODE_ENV this process was started with: libraries would come with what they carry for developers alone. */
async function buildForReaders(): Promise<void> {
  const { build } = await import('vite')
  const outDir = `${WEB_FOLDER}-${process.pid}`
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({
      root: path.join(REPOSITORY, 'web'),
      configFile: path.join(REPOSITORY, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir },
    })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
  await putInPlace(outDir)
}

/** Another process may be building the same page: each builds apart, and a whole page takes the place of the one before. */
async function putInPlace(built: string): Promise<void> {
  const old = `${built}-old`
  await rename(WEB_FOLDER, old).catch(() => {})
  // Where another process was quicker, its page stands: it is of the same sources.
  await rename(built, WEB_FOLDER).catch(() => {})
  for (const folder of [built, old]) await rm(folder, { recursive: true, force: true })
}

/** Latest change in a file or anywhere below a folder, epoch milliseconds. */
async function newest(place: string): Promise<number> {
  if (place.startsWith(WEB_FOLDER)) return 0
  const facts = await stat(place).catch(() => undefined)
  if (!facts) return 0
  if (!facts.isDirectory()) return facts.mtimeMs
  const names = await readdir(place)
  return Math.max(0, ...(await Promise.all(names.map((name) => newest(path.join(place, name))))))
}
