import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Command } from 'commander'
import { describeIssue, type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { idSchema } from '../../solver/domain/queue.ts'
import type { ImportMapping, ImportReport } from '../contracts/import.ts'
import { RejectFile } from '../exports/reject-file.ts'
import { writeFiles } from '../exports/write-files.ts'
import { type ImportedFile, importFile } from '../imports/import-file.ts'
import { mappingText } from '../imports/mapping/mapping-file.ts'
import { parsePlanFolder, readPlanFolder } from '../imports/plan-folder.ts'
import type { PlanReader } from '../imports/plan-reader.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import { type ChosenMapping, detectedMapping, givenMapping, mappingFileOf } from './import-mapping.ts'
import { planOnDisk } from './plan-on-disk.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'

interface ImportOptions {
  readonly plan: string
  readonly mapping?: string
  readonly saveMapping?: string
  readonly rejects?: string
  readonly queue?: string
  readonly sheet?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

const EXIT_BAD_INPUT = 2

export const importCommand = (): Command =>
  new Command('import')
    .description('import contacts, counts by interval or a calendar of events into a plan folder')
    .argument('<file>', 'CSV, TSV, XLSX, JSON lines or .ics')
    .requiredOption('--plan <folder>', 'plan folder')
    .option('--mapping <file>', "how to read the file: YAML, or the name of one of the plan's mappings; else detected")
    .option('--save-mapping <name>', 'keep how the file was read as mappings/<name>.yaml in the plan')
    .option('--rejects <file>', 'CSV of the rows that could not be taken; default <plan>/rejects/<file>.csv')
    .option('--queue <id>', 'queue of rows that name none, or none that the plan has')
    .option('--sheet <name>', 'sheet of a workbook; by default the first that holds a table')
    .option('--dry-run', 'say what the import would do, and write nothing')
    .option('--json', 'print the report as JSON')
    .action(runImport)

async function runImport(file: string, options: ImportOptions): Promise<void> {
  // The sample that is looked at first outlives a collection or two, from which V8 would conclude that all rows are kept:
  // those of millions would wait, a hundred megabytes at a time, for a collection of the old part of the heap.
  setFlagsFromString('--no-allocation-site-pretenuring')
  const plan = await planOnDisk(options.plan)
  checkQueue(options.queue, plan)
  checkName(options.saveMapping)
  const chosen = await chooseMapping(file, options, plan)
  const mapping = options.saveMapping === undefined ? chosen.mapping : { ...chosen.mapping, name: options.saveMapping }
  for (const line of chosen.understood) sayOnStderr(line)
  if (chosen.questions.length > 0) return ask(chosen, mapping, options)

  const rejects = new RejectFile(options.rejects ?? join(options.plan, 'rejects', `${basename(file)}.csv`))
  const say = progressLines(sayOnStderr)
  try {
    const imported = await importFile({
      path: file,
      fileName: basename(file),
      mapping,
      plan,
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
      nowMs: Date.now(),
      newSalt: randomUUID,
      onProgress: (fraction) => say({ stage: 'reading', fraction }),
      onReject: (reject) => options.dryRun || rejects.add(reject),
    })
    await write(imported, mapping, options)
    const hasRejects = rejects.finish()
    if (options.json) console.log(JSON.stringify(imported.report, null, 2))
    else for (const line of summary(imported.report, options, hasRejects ? rejects.path : undefined)) console.log(line)
    if (!options.dryRun) await tellWhatIsMissing(options.plan)
    if (isUseless(imported.report)) process.exitCode = EXIT_BAD_INPUT
  } catch (error) {
    throw isUnwritable(error) ? unwritable(error, options.plan) : error
  } finally {
    rejects.discard()
  }
}

/** Codes of a folder that may not be written and of a disk that is full. */
const UNWRITABLE: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG'])
const isUnwritable = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && UNWRITABLE.has((error as NodeJS.ErrnoException).code)

const unwritable = ({ message }: Error, plan: string): PlanningInputError =>
  new PlanningInputError({
    file: plan,
    problem: `cannot be written: ${message}`,
    hint: 'Make room or give yourself the right to write there, and import the file again: doing so twice does no harm.',
  })

function checkQueue(queue: string | undefined, { settings }: PlanReader): void {
  const ids = settings.queues.map(({ id }) => id)
  if (queue === undefined || ids.includes(queue)) return
  throw new PlanningInputError({
    value: queue,
    problem: 'is not a queue of plan.yaml',
    hint: knownWordsHint(queue, ids),
  })
}

function checkName(name: string | undefined): void {
  const { error } = idSchema.optional().safeParse(name)
  if (!error) return
  throw new PlanningInputError({ value: name ?? '', problem: error.issues[0]!.message, hint: 'Choose another name.' })
}

async function chooseMapping(file: string, options: ImportOptions, plan: PlanReader): Promise<ChosenMapping> {
  if (options.mapping === undefined) return detectedMapping(file, plan, options)
  const mapping = await givenMapping(options.mapping, options.plan)
  const queue = options.queue === undefined ? {} : { defaultQueue: options.queue }
  return { mapping: { ...mapping, ...queue }, understood: [], questions: [] }
}

/** Says what is not known and how to tell it. Nothing is written but, when asked for, the mapping to be completed. */
async function ask({ questions }: ChosenMapping, mapping: ImportMapping, options: ImportOptions): Promise<void> {
  process.exitCode = EXIT_BAD_INPUT
  for (const question of questions) sayOnStderr(describeIssue(question))
  if (options.saveMapping === undefined || options.dryRun) {
    sayOnStderr(
      `Nothing was imported. Complete this mapping, save it and give it with --mapping:\n\n${mappingText(mapping)}`,
    )
    return
  }
  const file = mappingFileOf(options.saveMapping)
  await writeFiles(options.plan, new Map([[file, mappingText(mapping)]]))
  sayOnStderr(`Nothing was imported. Complete ${join(options.plan, file)} and give it with --mapping.`)
}

async function write({ changedFiles }: ImportedFile, mapping: ImportMapping, options: ImportOptions): Promise<void> {
  if (options.dryRun) return
  const saved: [string, string][] =
    options.saveMapping === undefined ? [] : [[mappingFileOf(options.saveMapping), mappingText(mapping)]]
  const files = new Map([...changedFiles, ...saved])
  if (files.size > 0) await writeFiles(options.plan, files)
}

/** A new plan may have no history of some queues yet, or no employees: it can be imported into, and not planned from. */
async function tellWhatIsMissing(folder: string): Promise<void> {
  try {
    parsePlanFolder(await readPlanFolder(folder))
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    sayOnStderr(`Before this plan can be planned from:\n${error.message}`)
  }
}

/** Nothing was taken, and nothing of it was known. */
const isUseless = ({ accepted, duplicates }: ImportReport): boolean => accepted + duplicates === 0

function summary(report: ImportReport, { plan, dryRun }: ImportOptions, rejectPath: string | undefined): string[] {
  const { rows, accepted, added, updated, duplicates, blank, rejected, repeats, botOnly } = report
  const what = report.kind === 'contacts' ? 'contacts' : report.kind === 'intervals' ? 'intervals' : 'events'
  const dates = report.firstDate === null ? '' : `, ${report.firstDate} to ${report.lastDate}`
  return [
    `${report.file}: ${rows} rows, ${accepted} accepted (${added} ${what} added, ${updated} updated), ${duplicates} known already, ${rejected} rejected, ${blank} blank${dates}`,
    ...report.queues.map(({ queue, contacts }) => `  ${queue}: ${Math.round(contacts)} contacts`),
    ...(report.kind === 'contacts'
      ? [`Of the file's contacts ${repeats} are repeats, ${botOnly} were left to a bot.`]
      : []),
    ...(report.kind === 'contacts' ? [AHT_WORDS[report.ahtBasis]] : []),
    ...report.warnings.map((warning) => `Note: ${describeIssue(warning as InputIssue)}`),
    ...report.rejects.slice(0, 5).map((reject) => `Rejected: ${describeIssue(reject as InputIssue)}`),
    ...(rejectPath === undefined ? [] : [`All rejected rows: ${rejectPath}`]),
    dryRun ? 'Nothing was written.' : report.changes ? `Written: ${plan}` : 'Nothing has changed.',
  ]
}

const AHT_WORDS: Readonly<Record<ImportReport['ahtBasis'], string>> = {
  effort: 'Handling times are the recorded effort.',
  shared: "Handling times are each agent's time in conversations, shared among those held at once.",
  none: 'The file tells no handling times: those of plan.yaml hold.',
}
