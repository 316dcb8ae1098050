import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { readText } from '../imports/plan-folder.ts'
import type { PlanReader } from '../imports/plan-reader.ts'
import { parseSettings, SETTINGS_FILE } from '../imports/plan-settings.ts'

/** A plan folder as imports read it. @throws PlanningInputError when its settings are missing or wrong */
export async function planOnDisk(folder: string): Promise<PlanReader> {
  const issues: InputIssue[] = []
  const parsed = parseSettings(await readText(join(folder, SETTINGS_FILE), join(folder, SETTINGS_FILE)), issues)
  if (!parsed) throw new PlanningInputError(issues)
  return {
    settings: parsed.settings,
    read: (path) => readFile(join(folder, path)).catch(whereMissing(undefined)),
    list: async (prefix) => {
      const names = await readdir(join(folder, prefix)).catch(whereMissing<string[]>([]))
      return names.sort(compareIds).map((name) => `${prefix}${name}`)
    },
  }
}

/** Any other failure is one: a ledger that cannot be read is not an empty one. */
const whereMissing =
  <Value>(value: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return value
    throw error
  }
