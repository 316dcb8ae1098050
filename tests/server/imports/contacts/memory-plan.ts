import type { ImportMapping, Reject } from '../../../../server/contracts/import.ts'
import { type FileChunks, fileText } from '../../../../server/imports/contacts/contacts-csv.ts'
import { importContacts } from '../../../../server/imports/import-contacts.ts'
import { importIntervals } from '../../../../server/imports/import-intervals.ts'
import type { ImportFileRequest, ImportOutcome } from '../../../../server/imports/import-request.ts'
import type { PlanReader } from '../../../../server/imports/plan-reader.ts'
import { parseSettings } from '../../../../server/imports/plan-settings.ts'
import { RowTally } from '../../../../server/imports/row-tally.ts'
import type { SourceTable } from '../../../../server/imports/tables/source-table.ts'
import { smallPlan } from '../../../fixtures/small-plan.ts'

export const CONTACT_COLUMNS = [
  'id',
  'created',
  'updated',
  'queue',
  'customer',
  'order',
  'agent',
  'by',
  'effort',
  'session',
]
export const contactMapping = (changes: Partial<ImportMapping> = {}): ImportMapping => ({
  name: 'desk',
  kind: 'contacts',
  zone: 'Asia/Shanghai',
  columns: [
    { field: 'id', column: 'id' },
    { field: 'createdAt', column: 'created' },
    { field: 'updatedAt', column: 'updated' },
    { field: 'queue', column: 'queue' },
    { field: 'customer', column: 'customer' },
    { field: 'order', column: 'order' },
    { field: 'agent', column: 'agent' },
    { field: 'handledBy', column: 'by' },
    { field: 'effort', column: 'effort', durationUnit: 'seconds' },
    { field: 'sessionLength', column: 'session', durationUnit: 'seconds' },
  ],
  queues: {},
  botValues: ['bot'],
  repeatWindowHours: 24,
  ...changes,
})

const INTERVAL_COLUMNS = ['start', 'queue', 'offered', 'aht']
export const intervalMapping: ImportMapping = {
  ...contactMapping(),
  name: 'counts',
  kind: 'intervals',
  columns: [
    { field: 'start', column: 'start' },
    { field: 'queue', column: 'queue' },
    { field: 'offered', column: 'offered' },
    { field: 'aht', column: 'aht', durationUnit: 'seconds' },
  ],
  queues: { 'chat A': 'chat', 'chat B': 'chat' },
}

/** A contact row by the names of its columns; the rest is empty. */
export const contactRow = (cells: Readonly<Record<string, string>>): string[] =>
  CONTACT_COLUMNS.map((column) => cells[column] ?? '')

const tableOf = (columns: readonly string[], rows: readonly (readonly string[])[]): SourceTable => ({
  format: 'csv',
  headerRow: 1,
  columns,
  async *rows() {
    yield { rows, rowNumbers: rows.map((_, at) => at + 2), fraction: 1 }
  },
})

/** A plan whose files are in memory, and imports of rows into it. */
export class MemoryPlan {
  readonly files = new Map<string, string>()
  readonly rejects: Reject[] = []
  readonly #settings: PlanReader['settings']

  /** @param yaml replaces texts of the small plan's settings */
  constructor(files: Readonly<Record<string, string>> = {}, yaml: readonly (readonly [string, string])[] = []) {
    let text = smallPlan().get('plan.yaml')!
    for (const [from, to] of yaml) text = text.replaceAll(from, to)
    this.#settings = parseSettings(text, [])!.settings
    for (const [path, content] of Object.entries(files)) this.files.set(path, content)
  }

  get reader(): PlanReader {
    return {
      settings: this.#settings,
      read: async (path) => (this.files.has(path) ? Buffer.from(this.files.get(path)!) : undefined),
      list: async (prefix) => [...this.files.keys()].filter((path) => path.startsWith(prefix)),
    }
  }

  async import(
    rows: readonly (readonly string[])[],
    mapping = contactMapping(),
  ): Promise<ImportOutcome & { tally: RowTally }> {
    const request: ImportFileRequest = {
      path: '',
      fileName: 'export.csv',
      mapping,
      plan: this.reader,
      nowMs: Date.UTC(2026, 11, 1),
      newSalt: () => 'salt',
      onProgress: () => {},
      onReject: (reject) => this.rejects.push(reject),
    }
    const tally = new RowTally('export.csv', request.onReject)
    const isContacts = mapping.kind === 'contacts'
    const table = tableOf(isContacts ? CONTACT_COLUMNS : INTERVAL_COLUMNS, rows)
    const outcome = await (isContacts ? importContacts : importIntervals)(request, table, tally)
    for (const [path, content] of outcome.files) this.files.set(path, textOf(content))
    return { ...outcome, tally }
  }

  get history(): string[] {
    return (this.files.get('history.csv') ?? '').trimEnd().split('\n')
  }

  /** Every file of the ledger and the history. */
  get state(): Record<string, string> {
    return Object.fromEntries([...this.files].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

const textOf = (content: string | FileChunks): string => (typeof content === 'string' ? content : fileText(content))
