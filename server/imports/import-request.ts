import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { ImportMapping, ImportReport, Reject } from '../contracts/import.ts'
import type { FileChunks } from './contacts/contacts-csv.ts'
import type { PlanReader } from './plan-reader.ts'

/** A file to import, how to read it, and the plan that it is for. */
export interface ImportFileRequest {
  readonly path: string
  /** Name of the file in reports. */
  readonly fileName: string
  readonly mapping: ImportMapping
  /** Sheet of a workbook; by default the first that holds a table. */
  readonly sheet?: string
  readonly plan: PlanReader
  /** The present instant; what lies after it has not happened. */
  readonly nowMs: number
  /** Makes the secret of a plan's first ledger, such as a random UUID. */
  readonly newSalt: () => string
  /** Takes the share of the file that has been read, 0..1. */
  readonly onProgress: (fraction: number) => void
  /** Takes every rejected row, in order of the file but for those that only the whole file shows to be wrong. */
  readonly onReject: (reject: Reject) => void
}

/** What the import of one kind of file found; the row counts beside these are the tally's. */
export interface ImportOutcome {
  readonly counts: Pick<
    ImportReport,
    | 'accepted'
    | 'duplicates'
    | 'added'
    | 'updated'
    | 'repeats'
    | 'botOnly'
    | 'firstDate'
    | 'lastDate'
    | 'queues'
    | 'days'
    | 'ahtBasis'
  >
  readonly warnings: readonly InputIssue[]
  /** Those whose content may differ from the plan's. */
  readonly files: ReadonlyMap<string, string | FileChunks>
}
