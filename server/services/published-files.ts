import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DateTime } from 'luxon'
import type { Actor } from '../auth/actor.ts'
import { icsNames } from '../exports/hr/ics.ts'
import { ownCalendar } from '../exports/own-calendar.ts'
import { ownRosterPage } from '../exports/own-roster-page.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { sha256 } from '../store/plan-store.ts'
import { listPublished, listShifts, publishedStates } from '../store/roster-shift-store.ts'
import { findResult } from '../store/run-store.ts'
import { listPeople, type PersonRow } from '../store/team-store.ts'
import { PUBLISHED_FILE } from './publication-service.ts'
import type { ServiceLog } from './service-log.ts'
import { shiftReader, weeksFrom } from './team-service.ts'

/** Writes published rosters to files. */
export const FILES_RULE: Actor = { id: 'write-published-files' }

const LOOK_EVERY_MS = 5000
/** Days about today of which files tell. */
const DAYS_BEFORE = 35
const DAYS = 400
const LANGUAGE = 'zh-CN'

/**
 * What is published, as files that are read without any server: for each unit a folder with `people/<person>.html` and `.ics`,
 * and `rosters/<week>.csv` beside its hash. Files are put in place whole, one by one. They are written again whenever
 * publications or people change, whichever process changed them, and at every start: none is missing for long.
 */
export class PublishedFiles {
  readonly #db: Database
  readonly #folder: string
  readonly #now: () => number
  /** What the files of each unit were last written from. */
  readonly #written = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()

  /** @param folder absolute; made when it is not there */
  constructor(db: Database, folder: string, now: () => number) {
    this.#db = db
    this.#folder = folder
    this.#now = now
  }

  /** Looks again and again, until `close`. */
  start(log: ServiceLog): void {
    const look = () => {
      this.#underWay = this.#underWay
        .then(() => this.write())
        .catch((error) => log.error({ err: error }, 'published rosters could not be written to files'))
    }
    look()
    this.#timer ??= setInterval(look, LOOK_EVERY_MS)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#underWay
  }

  /** Writes the files of units whose publications or people are not as they were. */
  async write(): Promise<void> {
    await withAccess(everythingAs(FILES_RULE.id), async () => {
      for (const { unit_id: unitId, state } of await publishedStates(this.#db)) {
        if (this.#written.get(unitId) === state) continue
        await this.#writeUnit(unitId)
        this.#written.set(unitId, state)
      }
    })
  }

  async #writeUnit(unitId: string): Promise<void> {
    // Ids of units are letters, digits, "_" and "-": no way out of the folder.
    const folder = path.join(this.#folder, unitId)
    const from = DateTime.fromMillis(this.#now(), { zone: 'utc' }).minus({ days: DAYS_BEFORE }).toISODate()!
    const [published, rows, everybody] = await Promise.all([
      listPublished(this.#db, unitId, { from, days: DAYS }),
      listShifts(this.#db, unitId, { from, days: DAYS }),
      listPeople(this.#db, unitId),
    ])
    const rosters = new Map<string, string | Buffer>()
    for (const { run_id, week, roster_sha256 } of published) {
      const content = await findResult(this.#db, run_id, PUBLISHED_FILE)
      if (!content || sha256(content) !== roster_sha256) continue
      rosters.set(`${week}.csv`, content)
      rosters.set(`${week}.csv.sha256`, `${roster_sha256}  ${week}.csv\n`)
    }
    const people = everybody.filter(({ left_at }) => left_at === null)
    await writeFolder(path.join(folder, 'rosters'), rosters)
    await writeFolder(path.join(folder, 'people'), filesOfPeople(people, published, rows))
  }
}

function filesOfPeople(
  people: readonly PersonRow[],
  published: Awaited<ReturnType<typeof listPublished>>,
  rows: Awaited<ReturnType<typeof listShifts>>,
): Map<string, string> {
  const rowsOf = Map.groupBy(rows, ({ employee_id }) => employee_id)
  const nameOf = icsNames({ employees: people.map(({ employee_id }) => ({ id: employee_id })) })
  const publishedAt = new Map(published.map((row) => [row.publication_id, row.published_at.getTime()]))
  const readShift = shiftReader(false)
  const files = new Map<string, string>()
  for (const { employee_id: employeeId, name, zone } of people) {
    const own = rowsOf.get(employeeId) ?? []
    const shifts = own.map((row) => ({
      ...{ startMs: row.starts_at.getTime(), endMs: row.ends_at.getTime() },
      ...{ templateId: row.template_id, templateName: row.template_name, onCall: row.on_call },
      publishedAtMs: publishedAt.get(row.publication_id) ?? row.starts_at.getTime(),
    }))
    const page = { name, zone, published: published.map(weeksFrom), shifts: own.map(readShift) }
    files.set(nameOf(employeeId), ownCalendar({ employeeId, name, zone }, shifts, LANGUAGE))
    files.set(nameOf(employeeId).replace(/\.ics$/, '.html'), ownRosterPage([page], LANGUAGE))
  }
  return files
}

/** Puts files into a folder, each whole, and takes away what else lies there: people who are gone, weeks long past. */
async function writeFolder(folder: string, files: ReadonlyMap<string, string | Buffer>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o750 })
  for (const [name, content] of files) {
    const draft = path.join(folder, `.${randomUUID()}.part`)
    await writeFile(draft, content, { mode: 0o640 })
    await rename(draft, path.join(folder, name))
  }
  for (const name of await readdir(folder)) {
    if (!files.has(name)) await rm(path.join(folder, name), { force: true })
  }
}
