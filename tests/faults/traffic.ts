import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { isContactsFile } from '../../server/imports/contacts/contacts-csv.ts'
import type { Database } from '../../server/store/database.ts'
import { CHAT_MAPPING } from '../fixtures/chat-export.ts'
import { importOf } from '../server/api/build-test-app.ts'
import { cellOf, dayShift, editOf, storeDraftableRun } from '../server/draftable-run.ts'
import type { Acknowledged } from './invariants.ts'
import type { ServerPart } from './site.ts'

const DAYS = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'] as const
const PAUSE_MS = 20
/** Between one thing done and the next: people are held to a number of requests a minute. */
const BREATH_MS = 150
/** Who is held to a number of requests a minute waits and asks again, as for a server that is gone. */
const TOO_MANY = 429
/** A reply that does not come is given up: its sender may be dead. */
const PATIENCE_MS = 10_000
const SETTLED_WITHIN_MS = 120_000

/** Contacts of one file, each of its own id. */
const CONTACTS_A_FILE = 3

export interface TrafficOptions {
  readonly imports?: boolean
  /** Runs that are asked for at a time. */
  readonly solves?: number
}

/** What people do at a site while its parts are killed: each tries again until it is told yes. */
export class Traffic {
  readonly #addresses: readonly string[]
  readonly #planId: string
  /** Succeeded runs of one week, of which one is published in the other's place. */
  readonly #runIds: readonly string[]
  readonly #edits: string[] = []
  readonly #publications: string[] = []
  /** Asked for, acknowledged and planned. */
  readonly runs: string[] = []
  /** Contacts of files that were taken in. */
  contacts = 0
  #isStopped = false
  #sent = 0
  readonly #done: Promise<unknown>

  constructor(
    addresses: readonly string[],
    planId: string,
    runIds: readonly string[],
    { imports = true, solves = 1 }: TrafficOptions = {},
  ) {
    this.#addresses = addresses
    this.#planId = planId
    this.#runIds = runIds
    const all = [
      this.#edit('an'),
      this.#edit('bo'),
      this.#publish(),
      ...Array.from({ length: solves }, () => this.#solve()),
    ]
    this.#done = Promise.all(imports ? [...all, this.#import()] : all)
    // Told by `stop`, and until then to nobody.
    this.#done.catch(() => undefined)
  }

  get acknowledged(): Acknowledged {
    return { edits: [...this.#edits], publications: [...this.#publications] }
  }

  /** Waits until what was begun is acknowledged. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#done
  }

  async #edit(employeeId: string): Promise<void> {
    let revision = 0
    const [runId] = this.#runIds
    for (let index = 0; !this.#isStopped; index++) {
      const day = DAYS[index % DAYS.length]!
      const shifts = Math.floor(index / DAYS.length) % 2 === 0 ? [dayShift(day)] : []
      const edit = editOf([cellOf(employeeId, day, { shifts })], { baseRevision: revision })
      const stored = await this.#untilTaken<{ revision: number }>('POST', `/runs/${runId}/draft/edits`, edit)
      revision = stored.revision
      this.#edits.push(edit.id)
    }
  }

  async #publish(): Promise<void> {
    for (let index = 0; !this.#isStopped; index++) {
      const runId = this.#runIds[index % this.#runIds.length]
      const { id } = await this.#untilTaken<{ id: string }>('POST', `/runs/${runId}/publication`, {})
      this.#publications.push(id)
    }
  }

  async #solve(): Promise<void> {
    const asked = { replications: 2, gap: 0.5, timeLimitSeconds: 5 }
    while (!this.#isStopped || this.runs.length === 0) {
      const { id } = await this.#untilTaken<{ id: string }>('POST', `/plans/${this.#planId}/runs`, asked)
      if (await this.#becomes(`/runs/${id}`, 'succeeded')) this.runs.push(id)
    }
  }

  async #import(): Promise<void> {
    while (!this.#isStopped || this.contacts === 0) {
      const rows = Array.from({ length: CONTACTS_A_FILE }, () => `${randomUUID()},2026-11-09T10:05:00+08:00,chat,120`)
      const file = `id,created,queue,seconds\n${rows.join('\n')}\n`
      const path = `/plans/${this.#planId}/imports?name=chats.csv`
      const { id } = await this.#untilTaken<{ id: string }>('POST', path, file)
      if (!(await this.#becomes(`/imports/${id}`, 'open'))) continue
      // Sent twice when the first answer is lost: the second finds it being read.
      await this.#untilTaken('POST', `/imports/${id}/read`, { mapping: CHAT_MAPPING, apply: true }, [409])
      if (await this.#becomes(`/imports/${id}`, 'applied')) this.contacts += CONTACTS_A_FILE
    }
  }

  /** @returns false of work that is given up because its worker was killed again and again, as its sender is told */
  async #becomes(path: string, state: string): Promise<boolean> {
    for (;;) {
      const item = await this.#untilTaken<{ state: string; error: { message: string } | null }>('GET', path)
      if (item.state === state) return true
      if (item.error?.message.includes('was begun several times')) return false
      if (item.error) throw new Error(`${path} is ${item.state}: ${JSON.stringify(item.error)}`)
      await setTimeout(100)
    }
  }

  /** @param others statuses that are an answer besides a success */
  async #untilTaken<Reply>(
    method: string,
    path: string,
    body?: unknown,
    others: readonly number[] = [],
  ): Promise<Reply> {
    for (;;) {
      const reply = await this.#send(method, path, body).catch(() => undefined)
      if (reply && (reply.status < 300 || others.includes(reply.status))) {
        const answer = await reply.json().catch(() => undefined)
        await setTimeout(BREATH_MS)
        if (answer !== undefined) return answer as Reply
      } else if (reply && reply.status < 500 && reply.status !== TOO_MANY) {
        throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
      }
      await setTimeout(PAUSE_MS)
    }
  }

  #send(method: string, path: string, body: unknown): Promise<Response> {
    const isFile = typeof body === 'string'
    const headers = { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }
    const address = this.#addresses[this.#sent++ % this.#addresses.length]
    return fetch(`${address}/api${path}`, {
      ...{ method, signal: AbortSignal.timeout(PATIENCE_MS) },
      ...(body === undefined ? {} : { headers, body: isFile ? body : JSON.stringify(body) }),
    })
  }
}

/** Begins what people do, with a plan of its own. @param db of the site, which sees everything */
export async function startTraffic(
  servers: readonly ServerPart[],
  db: Database,
  options: TrafficOptions = {},
): Promise<{ traffic: Traffic; planId: string }> {
  const reply = await fetch(`${servers[0]!.address}/api/plans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(importOf()),
  })
  const { id: planId } = (await reply.json()) as { id: string }
  const runIds = [await storeDraftableRun(db, planId), await storeDraftableRun(db, planId)]
  const addresses = servers.map(({ address }) => address)
  return { planId, traffic: new Traffic(addresses, planId, runIds, options) }
}

/** Contacts in the ledger of a plan, which each file that was taken in adds to. */
export async function contactsOf(db: Database, planId: string): Promise<number> {
  const files = await db.selectFrom('plan_file').select(['path', 'content']).where('plan_id', '=', planId).execute()
  const ledger = files.filter(({ path }) => isContactsFile(path))
  return ledger.reduce((sum, { content }) => sum + content.trimEnd().split('\n').length - 1, 0)
}

/** Waits until these runs are over. @returns their states */
export async function untilSettled(db: Database, runs: readonly string[]): Promise<string[]> {
  const until = Date.now() + SETTLED_WITHIN_MS
  for (;;) {
    const rows = await db.selectFrom('run').select(['id', 'state']).where('id', 'in', runs).execute()
    const open = rows.filter(({ state }) => state === 'queued' || state === 'running')
    if (open.length === 0 || Date.now() > until) return rows.map(({ state }) => state)
    await setTimeout(200)
  }
}
