import type pg from 'pg'

/** Without an answer for this long, a statement is asked about. */
const SILENT_MS = 2000
const ASK_EVERY_MS = 1000
/** After this long the database has begun with a statement, or never will. */
const SURELY_SENT_MS = 500
/** The answer may be on its way when the first asking finds the database done with it. */
const ASKED_TIMES = 2

interface Unanswered {
  readonly sinceMs: number
  /** How often the database was found not to be at work on it. */
  foundIdle: number
}

/** A client of the pool; its process is the one of the database that serves it. */
type Client = pg.PoolClient & {
  readonly processID: number | null
  readonly connection: { readonly stream: Destroyable }
}
interface Destroyable {
  destroy(error: Error): void
}

/**
 * Gives up connections that are open on this side alone: the database's machine is gone, or something between forgot them.
 * To TCP that looks for a quarter of an hour like a statement that takes long. So the database is asked, over a new
 * connection, whether it is at work on statements that wait for long; those that it is not are ended with an error, and so
 * are the pool's idle connections, which were cut off with them.
 * @param newClient a connection that belongs to the same user
 */
export function giveUpSilentConnections(pool: pg.Pool, newClient: () => pg.Client): void {
  const clients = new Set<Client>()
  const idle = new Set<Client>()
  const unanswered = new Map<Client, Unanswered>()
  let isWatching = false
  const watch = () => {
    if (isWatching) return
    isWatching = true
    setTimeout(async () => {
      await askAboutSilent(newClient, unanswered, () => [...idle])
      isWatching = false
      if (unanswered.size > 0) watch()
    }, ASK_EVERY_MS).unref()
  }
  pool.on('connect', (connected) => {
    const client = connected as Client
    clients.add(client)
    followQueries(client, unanswered, watch)
  })
  pool.on('acquire', (client) => idle.delete(client as Client))
  pool.on('release', (_error, client) => clients.has(client as Client) && idle.add(client as Client))
  pool.on('remove', (client) => {
    clients.delete(client as Client)
    idle.delete(client as Client)
  })
}

/** Keeps the statement that a client waits for; a client has one at a time. */
function followQueries(client: Client, unanswered: Map<Client, Unanswered>, watch: () => void): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
  const followed = async (...args: unknown[]) => {
    const own: Unanswered = { sinceMs: performance.now(), foundIdle: 0 }
    unanswered.set(client, own)
    watch()
    try {
      return await query(...args)
    } finally {
      if (unanswered.get(client) === own) unanswered.delete(client)
    }
  }
  client.query = followed as typeof client.query
}

async function askAboutSilent(
  newClient: () => pg.Client,
  unanswered: ReadonlyMap<Client, Unanswered>,
  idle: () => readonly Client[],
): Promise<void> {
  const waiting = (leastMs: number) =>
    [...unanswered].filter(([, { sinceMs }]) => performance.now() - sinceMs > leastMs)
  if (waiting(SILENT_MS).length === 0) return
  const suspects = waiting(SURELY_SENT_MS)
  const atWork = await processesAtWork(newClient)
  // Nothing can be said while the database cannot be reached.
  if (!atWork) return
  const unknown = suspects.filter(([client, asked]) => unanswered.get(client) === asked && !isAtWork(client, atWork))
  for (const [, asked] of unknown) asked.foundIdle++
  // Where one is lost for certain, the others were cut off with it.
  if (!unknown.some(([, { foundIdle }]) => foundIdle >= ASKED_TIMES)) return
  for (const client of [...unknown.map(([client]) => client), ...idle()]) {
    client.connection.stream.destroy(new Error('Connection terminated: the database does not know it any more'))
  }
}

const isAtWork = ({ processID }: Client, atWork: ReadonlySet<number>): boolean =>
  processID !== null && atWork.has(processID)

/** @returns undefined when the database does not answer */
async function processesAtWork(newClient: () => pg.Client): Promise<ReadonlySet<number> | undefined> {
  const client = newClient()
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(`select pid from pg_stat_activity where state = 'active'`)
    return new Set(rows.map(({ pid }) => pid))
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}
