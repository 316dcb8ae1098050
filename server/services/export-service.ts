import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { EXPORT_FORMATS, type ExportQuery, formatOf, type RunExportList } from '../contracts/export.ts'
import type { Run } from '../contracts/run.ts'
import type { MadeExport } from '../jobs/make-export.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database } from '../store/database.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import type { RunResults } from './run-results.ts'
import type { RunService } from './run-service.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Of a plan: how its exports name things to other systems. */
const MAPPING_FILE = 'exports.yaml'

export interface ExportService {
  list(runId: string, query: ExportQuery): Promise<RunExportList>
  /** @throws ServiceError `notFound` for a name that the run has no file of, `invalidPlan` where it cannot be told */
  file(runId: string, name: string, query: ExportQuery): Promise<string | Uint8Array>
}

/** Rosters of succeeded runs as files for payroll, attendance, calendars, spreadsheets and print. */
export function exportService(
  db: Database,
  runs: Pick<RunService, 'get'>,
  results: Pick<RunResults, 'file'>,
  tasks: Pick<PlanTasks, 'makeExport'>,
): ExportService {
  // Whoever takes one file away takes others too: the last export is kept, and made once for requests at the same time.
  let last: { readonly key: string; readonly made: Promise<MadeExport> } | undefined

  const make = async (runId: string, { lang, month }: ExportQuery): Promise<{ run: Run; made: MadeExport }> => {
    const run = await runs.get(runId)
    const [roster, report] = await Promise.all([results.file(runId, 'roster.csv'), results.file(runId, 'report.json')])
    const found = await findPlanWithFiles(db, run.planId)
    if (!found) throw notFound('plan', run.planId)
    const stampMs = Math.max(
      Date.parse(run.finishedAt ?? ''),
      Date.parse(run.publication?.publishedAt ?? run.createdAt),
    )
    const key = JSON.stringify([runId, found.row.revision, lang, month, stampMs])
    if (last?.key === key) return { run, made: await last.made }
    const mapping = found.files.get(MAPPING_FILE)
    const made = tasks.makeExport(found.files, {
      ...{ week: run.week, weeks: run.weeks, scenario: run.scenario, month, stampMs, language: lang },
      ...{ rosterFile: 'roster.csv', rosterText: roster.toString('utf8'), reportText: report.toString('utf8') },
      formats: EXPORT_FORMATS,
      ...(mapping !== undefined && { mapping: { file: MAPPING_FILE, text: mapping } }),
    })
    last = { key, made }
    made.catch(() => {
      if (last?.key === key) last = undefined
    })
    return { run, made: await made.catch(toldFrom) }
  }

  return {
    list: async (runId, query) => {
      const { run, made } = await make(runId, query)
      return {
        runId,
        files: made.files.map(({ name, format, content }) => ({ name, format, bytes: Buffer.byteLength(content) })),
        notes: [...made.notes],
        refused: made.refused.map(({ format, issues }) => ({ format, issues: [...issues] })),
        planChanged: made.inputHash !== run.report?.inputHash,
      }
    },
    file: async (runId, name, query) => {
      const format = formatOf(name)
      if (!format) throw notFound('export', name)
      const { made } = await make(runId, query)
      const refused = made.refused.find((other) => other.format === format)
      if (refused) throw new ServiceError('invalidPlan', `The roster cannot be told as ${name}.`, refused.issues)
      const file = made.files.find((other) => other.name === name)
      if (!file) throw notFound('export', name)
      return file.content
    },
  }
}

function toldFrom(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  const message = 'The roster cannot be read with the plan as it is now. Plan the week again, or mend what is named.'
  throw new ServiceError('invalidPlan', message, error.issues)
}
