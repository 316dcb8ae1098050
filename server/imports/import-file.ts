import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { ImportReport } from '../contracts/import.ts'
import type { FileChunks } from './contacts/contacts-csv.ts'
import { parseHistory } from './history-csv.ts'
import { importContacts } from './import-contacts.ts'
import { importEvents } from './import-events.ts'
import { importIntervals } from './import-intervals.ts'
import type { ImportFileRequest, ImportOutcome } from './import-request.ts'
import { MAX_FILE_BYTES } from './plan-folder.ts'
import type { PlanReader } from './plan-reader.ts'
import { RowTally } from './row-tally.ts'
import { formatOf, readHead, refusal } from './tables/file-format.ts'
import { openTable } from './tables/open-table.ts'
import { detectEncoding } from './tables/text-encoding.ts'

export interface ImportedFile {
  readonly report: ImportReport
  /** Files of the plan that change, path -> new content. Nothing has been written. */
  readonly changedFiles: ReadonlyMap<string, string | FileChunks>
}

/**
 * Reads a file by a mapping and tells what the plan's files are with it; writing them is the caller's. Importing a file
 * again, or in parts, or with its rows in another order, gives the same files.
 * @throws PlanningInputError when the file, the mapping or the plan's own files cannot be used
 */
export async function importFile(request: ImportFileRequest): Promise<ImportedFile> {
  const { path, fileName, mapping, plan } = request
  const head = await readHead(path, fileName)
  const fileHash = await hashOf(path)
  const tally = new RowTally(fileName, request.onReject)
  const outcome = await (isCalendarText(fileName, head)
    ? importCalendarText(request, head, tally)
    : importTable(request, tally))
  const changedFiles = await changesOf(outcome.files, plan)
  refuseBrokenHistory(changedFiles, plan, tally.warnings())
  const { accepted, duplicates } = outcome.counts
  const { rows, blank, rejected } = tally
  if (rows !== accepted + rejected + blank + duplicates || duplicates < 0) {
    const counts = JSON.stringify({ rows, accepted, rejected, blank, duplicates })
    throw new Error(`The rows of ${fileName} do not add up: ${counts}`)
  }
  const report: ImportReport = {
    file: fileName,
    fileHash,
    kind: mapping.kind,
    mapping: mapping.name,
    rows,
    blank,
    rejected,
    ...outcome.counts,
    changes: changedFiles.size > 0,
    rejects: tally.rejects,
    warnings: [...(rows === blank ? [nothingIn(fileName)] : []), ...outcome.warnings, ...tally.warnings()],
    preview: tally.preview,
  }
  return { report, changedFiles }
}

const nothingIn = (file: string): InputIssue => ({
  file,
  problem: 'holds nothing that could be imported',
  hint: 'Check that the export was made for the right days and queues.',
})

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const MAX_CALENDAR_BYTES = 64 * 1024 ** 2

/** Whether a file is an iCalendar text, by its name or its first bytes. */
export const isCalendarText = (fileName: string, head: Buffer): boolean =>
  /\.ics$/i.test(fileName) || formatOf(head, fileName) === 'ics'

async function importCalendarText(request: ImportFileRequest, head: Buffer, tally: RowTally): Promise<ImportOutcome> {
  const { path, fileName, mapping } = request
  if (mapping.kind !== 'calendar') {
    const problem = `is a calendar, and the mapping "${mapping.name}" is for ${mapping.kind}`
    throw refusal(fileName, problem, 'Import it without a mapping.')
  }
  if ((await stat(path)).size > MAX_CALENDAR_BYTES) {
    throw refusal(fileName, 'is a calendar of more than 256 MB', 'Export fewer days or calendars.')
  }
  const encoding = await detectEncoding(path, fileName, head)
  return importEvents(request, { icsText: new TextDecoder(encoding).decode(await readFile(path)) }, tally)
}

async function importTable(request: ImportFileRequest, tally: RowTally): Promise<ImportOutcome> {
  const { path, fileName, mapping, sheet } = request
  const table = await openTable(path, { name: fileName, ...(sheet === undefined ? {} : { sheet }) })
  if (mapping.kind === 'calendar') return importEvents(request, table, tally)
  return mapping.kind === 'contacts' ? importContacts(request, table, tally) : importIntervals(request, table, tally)
}

/** Files that differ from those of the plan; of a ledger's months only those that differ are told. */
async function changesOf(files: ImportOutcome['files'], plan: PlanReader): Promise<Map<string, string | FileChunks>> {
  const changes = new Map<string, string | FileChunks>()
  for (const [path, content] of files) {
    if (typeof content === 'string') {
      const present = await plan.read(path)
      if (present !== undefined && Buffer.from(content).equals(present)) continue
    }
    changes.set(path, content)
  }
  return changes
}

/**
 * A history that cannot be planned from is refused before it takes the place of one that can.
 * @param warnings of the file, which may be the cause
 */
function refuseBrokenHistory(
  files: ReadonlyMap<string, string | FileChunks>,
  { settings }: PlanReader,
  warnings: readonly InputIssue[],
): void {
  const { historyFile, historyQueue, queues, zone, intervalMinutes } = settings
  const text = files.get(historyFile)
  if (typeof text !== 'string') return
  const issues: InputIssue[] = []
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    const hint = 'Import fewer days, or use longer intervals in plan.yaml.'
    issues.push({ file: historyFile, problem: 'would be larger than 256 MB', hint })
  } else {
    const defaultQueue = historyQueue === undefined ? {} : { defaultQueue: historyQueue }
    const queueIds = queues.map(({ id }) => id)
    parseHistory(historyFile, text, { zone, intervalMinutes, queueIds, ...defaultQueue }, issues)
  }
  if (issues.length > 0) throw new PlanningInputError([...issues, ...warnings.slice(0, 3)])
}
