import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
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
  const { build } = await import('vite')
  await build({
    root: path.join(REPOSITORY, 'web'),
    configFile: path.join(REPOSITORY, 'vite.config.ts'),
    logLevel: 'warn',
  })
  return true
}

/** Latest change in a file or anywhere below a folder, epoch milliseconds. */
async function newest(place: string): Promise<number> {
  if (place === WEB_FOLDER) return 0
  const facts = await stat(place)
  if (!facts.isDirectory()) return facts.mtimeMs
  const names = await readdir(place)
  return Math.max(0, ...(await Promise.all(names.map((name) => newest(path.join(place, name))))))
}
