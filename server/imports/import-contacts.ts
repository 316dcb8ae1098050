import { localStamp } from '../../solver/domain/horizon.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { ImportReport } from '../contracts/import.ts'
import type { Contact } from './contacts/contact.ts'
import { contactHistory } from './contacts/contact-history.ts'
import { ContactIntake } from './contacts/contact-intake.ts'
import {
  type ContactLedger,
  IS_ADDED,
  IS_BOT_ONLY,
  IS_REPEAT,
  IS_TOUCHED,
  IS_UPDATED,
} from './contacts/contact-ledger.ts'
import { changedContactsFiles, type FileChunks } from './contacts/contacts-csv.ts'
import { type Coverage, coverageOf } from './contacts/coverage.ts'
import { historyText, readHistoryRows } from './contacts/history-rows.ts'
import { readLedger, SALT_FILE, SOURCES_FILE, sourcesText } from './contacts/ledger-files.ts'
import { markRepeats } from './contacts/repeats.ts'
import { rowsInOrder } from './contacts/row-order.ts'
import { twinsOf } from './contacts/twins.ts'
import { DayCounts } from './day-counts.ts'
import type { ImportFileRequest, ImportOutcome } from './import-request.ts'
import { contactReader } from './mapping/contact-row.ts'
import { readPlanText } from './plan-reader.ts'
import { isBlankRow, type RowTally } from './row-tally.ts'
import type { SourceTable } from './tables/source-table.ts'

const MS_PER_HOUR = 3_600_000

/** Joins a table of contacts with the plan's ledger, and counts the history of the days that it covers anew. */
export async function importContacts(
  request: ImportFileRequest,
  table: SourceTable,
  tally: RowTally,
): Promise<ImportOutcome> {
  const { plan, mapping } = request
  const { settings } = plan
  const { ledger, salt: knownSalt, repeatWindowHours } = await readLedger(plan)
  const before = coverageOf(ledger, settings.zone)
  const salt = knownSalt ?? request.newSalt()
  const withoutId = await takeRows(request, table, tally, new ContactIntake(ledger, salt, mapping.name))
  ledger.close()
  repeatWindowHours.set(mapping.name, mapping.repeatWindowHours)

  const rows = rowsInOrder(ledger)
  const windows = ledger.sources.words.map((source) => (repeatWindowHours.get(source) ?? 24) * MS_PER_HOUR)
  markRepeats(ledger, rows, windows)
  const coverage = coverageOf(ledger, settings.zone)
  const files = new Map<string, string | FileChunks>()
  const warnings = [
    ...noIds(request, withoutId),
    ...sharedIds(request, ledger),
    ...manyRejects(request, tally),
    ...sharedContacts(request, ledger, rows),
    ...missingDays(request, coverage),
  ]
  if (ledger.size > 0) {
    const known = readHistoryRows(await readPlanText(plan, settings.historyFile), settings)
    const history = contactHistory(known.rows, before, ledger, rows, coverage, settings)
    warnings.push(...replacedRows(request, history.replaced), ...queuesNotPlanned(request, ledger))
    files.set(settings.historyFile, historyText(known, history.rows, settings))
    files.set(SALT_FILE, `${salt}\n`)
    files.set(SOURCES_FILE, sourcesText(repeatWindowHours))
    for (const [path, chunks] of changedContactsFiles(ledger, rows)) files.set(path, chunks)
  }
  return { counts: countsOf(ledger, tally, settings.zone), warnings, files }
}

/** @returns how many contacts were told apart by their whole rows */
async function takeRows(
  { mapping, plan, nowMs, onProgress }: ImportFileRequest,
  table: SourceTable,
  tally: RowTally,
  intake: ContactIntake,
): Promise<number> {
  const readContact = contactReader(mapping, table.columns, {
    queueIds: plan.settings.queues.map(({ id }) => id),
    nowMs,
  })
  let withoutId = 0
  for await (const batch of table.rows()) {
    const { rows, rowNumbers, fraction } = batch
    if (tally.rows === 0 && fraction > 0) intake.expect(rows.length / fraction)
    tally.takeReading(batch)
    for (let at = 0; at < rows.length; at++) {
      tally.rows++
      const cells = rows[at]!
      if (isBlankRow(cells)) {
        tally.blank++
        continue
      }
      const read = readContact(cells)
      if ('problem' in read) {
        tally.reject(rowNumbers[at]!, read.problem)
        continue
      }
      for (const doubt of read.doubts) tally.doubt(rowNumbers[at]!, doubt)
      if (!read.hasId) withoutId++
      intake.take(read.contact, read.hasId)
      tally.showRow(() => shown(read.contact, read.hasId, plan.settings.zone))
    }
    onProgress(fraction)
  }
  return withoutId
}

/** A contact in the words of the mapping's fields. */
function shown(contact: Contact, hasId: boolean, zone: string): Record<string, string> {
  const time = (ms: number) => (Number.isNaN(ms) ? '' : localStamp(ms, zone))
  const seconds = (value: number) => (Number.isNaN(value) ? '' : `${value} s`)
  const fields = {
    id: hasId ? contact.key : '',
    createdAt: time(contact.createdAtMs),
    updatedAt: time(contact.updatedAtMs),
    queue: contact.queueId,
    agent: contact.agent,
    effort: seconds(contact.effortSeconds),
    sessionLength: seconds(contact.sessionSeconds),
    handledBy: contact.isBotOnly ? 'bot' : '',
  }
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))
}

type Counts = ImportOutcome['counts']

function countsOf({ columns, size, queues }: ContactLedger, tally: RowTally, zone: string): Counts {
  const { flags, createdMs, queue, effort, session, agent } = columns
  const contacts = new Uint32Array(queues.words.length)
  let [added, updated, repeats, botOnly, withEffort, withSession] = [0, 0, 0, 0, 0, 0]
  const days = new DayCounts()
  for (let row = 0; row < size; row++) {
    const marks = flags[row]!
    if ((marks & IS_TOUCHED) === 0) continue
    if (marks & IS_REPEAT) repeats++
    if (marks & IS_BOT_ONLY) botOnly++
    else if (effort[row]! >= 0) withEffort++
    else if (session[row]! >= 0 && agent[row] !== 0) withSession++
    if (marks & IS_ADDED) added++
    else if (marks & IS_UPDATED) updated++
    else continue
    contacts[queue[row]!]!++
    days.add(createdMs[row]!, 1)
  }
  const byDay = days.inZone(zone)
  return {
    accepted: added + updated,
    duplicates: tally.rows - tally.blank - tally.rejected - added - updated,
    added,
    updated,
    repeats,
    botOnly,
    firstDate: byDay[0]?.date ?? null,
    lastDate: byDay.at(-1)?.date ?? null,
    days: byDay,
    queues: queues.words
      .map((id, number) => ({ queue: id, contacts: contacts[number]! }))
      .filter((own) => own.contacts > 0),
    ahtBasis: withEffort > 0 ? 'effort' : withSession > 0 ? 'shared' : 'none',
  } satisfies Pick<ImportReport, keyof Counts>
}

function noIds({ fileName }: ImportFileRequest, contacts: number): InputIssue[] {
  if (contacts === 0) return []
  const problem = 'contacts have no id and are told apart by all their cells'
  const hint = 'Import the same days again only with unchanged cells, or export the ids too.'
  return [{ file: fileName, value: String(contacts), problem, hint }]
}

function sharedIds({ fileName, mapping }: ImportFileRequest, { contradictions }: ContactLedger): InputIssue[] {
  if (contradictions === 0) return []
  const { column } = mapping.columns.find(({ field }) => field === 'id') ?? {}
  const problem = 'rows have the id of a contact that began at another time, and of each id one row counts'
  const hint = 'If the column numbers rows, or begins again in each file, map another column as id or none.'
  return [{ file: fileName, ...(column === undefined ? {} : { column }), value: String(contradictions), problem, hint }]
}

/** Of the added contacts, so many and this share are in two sources by chance only where times are of whole minutes. */
const LEAST_TWINS = 20
const TWIN_SHARE = 0.5

function sharedContacts(
  { fileName, mapping }: ImportFileRequest,
  ledger: ContactLedger,
  rows: Uint32Array,
): InputIssue[] {
  if (ledger.sources.words.length < 2) return []
  const { contacts, added, source } = twinsOf(ledger, rows)
  if (contacts < LEAST_TWINS || contacts < TWIN_SHARE * added) return []
  const problem = `of ${added} new contacts began when one of source ${JSON.stringify(source)} did, and may count twice`
  const hint = `If both are of one system, take the plan's files of before back and import with a mapping named ${source}, not ${mapping.name}.`
  return [{ file: fileName, value: String(contacts), problem, hint }]
}

/** From this share of its rows on, rejected ones make the volumes of their days wrong, and not only a little smaller. */
const MANY_REJECTED = 0.02

function manyRejects({ fileName }: ImportFileRequest, { rows, blank, rejected }: RowTally): InputIssue[] {
  if (rejected <= MANY_REJECTED * (rows - blank) || rejected === rows - blank) return []
  const problem = `of ${rows - blank} rows were rejected, and the volumes of their days lack them`
  return [{ file: fileName, value: String(rejected), problem, hint: 'Correct these rows and import the file again.' }]
}

function missingDays({ fileName, mapping }: ImportFileRequest, { parts }: Coverage): InputIssue[] {
  return parts.flatMap(({ source, queueId, unknownDates }) => {
    if (source !== mapping.name || unknownDates.length === 0) return []
    const dates =
      unknownDates.length <= 3 ? unknownDates : [...unknownDates.slice(0, 2), `and ${unknownDates.length - 2} more`]
    const problem = `have no contact of queue ${JSON.stringify(queueId)}, though such weekdays have many, and count as unknown`
    return [
      {
        file: fileName,
        value: dates.join(', '),
        problem,
        hint: 'Export these days too; if the queue was closed, nothing is missing.',
      },
    ]
  })
}

function replacedRows({ plan, fileName }: ImportFileRequest, rows: number): InputIssue[] {
  if (rows === 0) return []
  const problem = `rows of ${plan.settings.historyFile} were of days that the contacts cover, and are counted from them now`
  return [
    {
      file: fileName,
      value: String(rows),
      problem,
      hint: 'Nothing needs to be done: counts of contacts are the more exact ones.',
    },
  ]
}

function queuesNotPlanned({ plan }: ImportFileRequest, { columns, size, queues }: ContactLedger): InputIssue[] {
  const planned = new Set(plan.settings.queues.map(({ id }) => id))
  const contacts = new Uint32Array(queues.words.length)
  for (let row = 0; row < size; row++) contacts[columns.queue[row]!]!++
  return queues.words.flatMap((id, number) => {
    if (planned.has(id) || contacts[number] === 0) return []
    const problem = `is the queue of ${contacts[number]} contacts imported before, and no longer one of the plan`
    return [{ value: id, problem, hint: 'Put the queue back into plan.yaml to have them in the history.' }]
  })
}
