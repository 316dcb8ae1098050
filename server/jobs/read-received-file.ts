import { randomUUID } from 'node:crypto'
import { fileText } from '../imports/contacts/contacts-csv.ts'
import { importFile } from '../imports/import-file.ts'
import { mappingText } from '../imports/mapping/mapping-file.ts'
import { describePlan } from './describe-plan.ts'
import { settingsOf } from './plan-overrides.ts'
import { RejectList } from './reject-list.ts'
import type { Answer, ReadFile, ReadFileTask } from './worker-task.ts'

const MS_BETWEEN_PROGRESS = 200

/**
 * Reads a file that was sent in, and says what it would change of the plan, or, when it is to be applied, with which
 * texts. Nothing is written here.
 * @param ask finds a file of the plan that is not among `files`: the ledger of contacts is large and asked for by need
 * @throws PlanningInputError when the file cannot be read as it is mapped, or would leave a plan that cannot be planned
 */
export async function readReceivedFile(
  { file, files, paths, request }: ReadFileTask,
  ask: Answer,
  onProgress: (fraction: number) => void,
): Promise<ReadFile> {
  const { mapping, apply, saveMapping } = request
  const read = async (path: string) => {
    const text = files.get(path) ?? (paths.includes(path) ? await ask(path) : undefined)
    return typeof text === 'string' ? Buffer.from(text) : text
  }
  const plan = { settings: settingsOf(files), read, list: async (prefix: string) => startingWith(paths, prefix) }
  const rejects = new RejectList()
  const { report, changedFiles } = await importFile({
    ...{ ...file, mapping, plan, nowMs: Date.now(), newSalt: randomUUID },
    onProgress: throttled(onProgress),
    onReject: (reject) => rejects.add(reject),
  })
  const changed = new Map<string, string>()
  for (const [path, content] of apply ? changedFiles : []) {
    changed.set(path, typeof content === 'string' ? content : fileText(content))
  }
  const mappingPath = `mappings/${mapping.name}.yaml`
  if (apply && saveMapping && files.get(mappingPath) !== mappingText(mapping)) {
    changed.set(mappingPath, mappingText(mapping))
  }
  return {
    report,
    rejectsGzip: await rejects.end(),
    files: changed,
    ...(changed.size === 0 ? {} : { described: describePlan(new Map([...files, ...changed])) }),
  }
}

const startingWith = (paths: readonly string[], prefix: string): string[] =>
  paths.filter((path) => path.startsWith(prefix))

/** Lets five reports a second through. */
function throttled(onProgress: (fraction: number) => void): (fraction: number) => void {
  let saidAt = Number.NEGATIVE_INFINITY
  return (fraction) => {
    const now = performance.now()
    if (now - saidAt < MS_BETWEEN_PROGRESS) return
    saidAt = now
    onProgress(fraction)
  }
}
