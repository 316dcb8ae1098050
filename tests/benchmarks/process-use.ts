import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const command = join(import.meta.dirname, '..', '..', 'server', 'cli.ts')
const reporter = join(import.meta.dirname, 'report-use.ts')
const useSchema = z.object({ cpuSeconds: z.number(), peakMegabytes: z.number() })
export type ProcessUse = z.infer<typeof useSchema>

/**
 * Runs the command line of the product as a process of its own, and tells what it used.
 * @param folder where the figures may be left for a moment
 */
export async function runCommand(args: readonly string[], folder: string): Promise<ProcessUse> {
  const report = join(folder, 'used.json')
  const env = { ...process.env, TIDELINE_USE_REPORT: report }
  await promisify(execFile)(process.execPath, ['--import', reporter, command, ...args], { env, maxBuffer: 1 << 28 })
  return useSchema.parse(JSON.parse(await readFile(report, 'utf8')))
}
