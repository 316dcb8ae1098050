import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { FileImport } from '../contracts/import.ts'
import { WorkerCrashed, WorkerTimedOut } from '../jobs/run-in-process.ts'
import type { FileImportRow } from '../store/file-import-store.ts'

type ImportError = NonNullable<FileImport['error']>

/** Issues kept of one file; a hostile one may have a million. */
const ISSUES_KEPT = 200

export const IMPORT_INTERRUPTED: ImportError = {
  message:
    'The file was begun several times, and each time its worker ended before it was done; nothing of it was taken in. ' +
    'Split it, by month for instance, and send it again.',
  issues: [],
}

export const detectionFailure = (error: unknown): ImportError =>
  failure(error, 'The file cannot be read. Export it again, as CSV, XLSX, JSON lines or .ics.')

export const readingFailure = (error: unknown): ImportError =>
  failure(error, 'The file cannot be taken in as it is mapped; nothing was changed.')

/** Messages are for people: what only the log should know stays in the error. */
function failure(error: unknown, refused: string): ImportError {
  if (error instanceof PlanningInputError) return { message: refused, issues: error.issues.slice(0, ISSUES_KEPT) }
  const isTold = error instanceof WorkerTimedOut || (error instanceof WorkerCrashed && error.message.includes('memory'))
  if (isTold)
    return { message: `${error.message} Nothing was changed. Split the file, by month for instance.`, issues: [] }
  return {
    message: 'Reading failed; nothing was changed. The server log has the details under the import id.',
    issues: [],
  }
}

export const fileImportFrom = (row: FileImportRow): FileImport => ({
  id: row.id,
  planId: row.plan_id,
  unitId: row.unit_id,
  fileName: row.file_name,
  bytes: row.bytes,
  state: row.state,
  progress: row.progress,
  detection: row.detection,
  // One of an earlier version did not count by day.
  report: row.report && { ...row.report, days: row.report.days ?? [] },
  error: row.error,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
