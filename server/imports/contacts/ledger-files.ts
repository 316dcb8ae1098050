import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import { numberFrom, readCsv } from '../csv-table.ts'
import { type PlanReader, readPlanText } from '../plan-reader.ts'
import { ContactLedger } from './contact-ledger.ts'
import { CONTACTS_FOLDER, isContactsFile, readContactsFile } from './contacts-csv.ts'

/** Keep it from those who must not find out whom a hash stands for; without it no contact can be recognised again. */
export const SALT_FILE = `${CONTACTS_FOLDER}salt`
/** Sources of the ledger's contacts with what tells their repeats. */
export const SOURCES_FILE = `${CONTACTS_FOLDER}sources.csv`

export interface PlanLedger {
  readonly ledger: ContactLedger
  /** Undefined where the plan has no contacts yet. */
  readonly salt: string | undefined
  /** Hours within which a contact is a repeat, by source. */
  readonly repeatWindowHours: Map<string, number>
}

/** Reads the contacts of a plan. @throws PlanningInputError when one of their files is damaged or missing */
export async function readLedger(plan: PlanReader): Promise<PlanLedger> {
  const ledger = new ContactLedger()
  const paths = (await plan.list(CONTACTS_FOLDER)).filter(isContactsFile).sort(compareIds)
  const salt = (await readPlanText(plan, SALT_FILE))?.trim()
  if (paths.length > 0 && !salt) throw new PlanningInputError(NO_SALT)
  for (const path of paths) readContactsFile(path, (await plan.read(path))!, ledger)
  return { ledger, salt: salt || undefined, repeatWindowHours: parseSources(await readPlanText(plan, SOURCES_FILE)) }
}

const NO_SALT: InputIssue = {
  file: SALT_FILE,
  problem: 'the file is missing, so that imported contacts cannot be recognised',
  hint: 'Take it back from a backup, or remove the folder contacts and import its exports again.',
}

function parseSources(text: string | undefined): Map<string, number> {
  const hoursBySource = new Map<string, number>()
  if (text === undefined) return hoursBySource
  const issues: InputIssue[] = []
  const table = readCsv(SOURCES_FILE, text, { required: ['source', 'repeat_window_hours'], optional: [] }, issues)
  for (const row of table?.entries(issues) ?? []) {
    const hours = numberFrom(row.text('repeat_window_hours'))
    if (hours !== undefined && hours > 0) hoursBySource.set(row.text('source'), hours)
    else row.report('repeat_window_hours', 'is not a number of hours', 'Write a number above 0, such as 24.')
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  return hoursBySource
}

export const sourcesText = (hoursBySource: ReadonlyMap<string, number>): string => {
  const lines = [...hoursBySource].sort(([a], [b]) => compareIds(a, b)).map((entry) => entry.join(','))
  return `${['source,repeat_window_hours', ...lines].join('\n')}\n`
}
