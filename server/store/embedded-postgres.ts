import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { APP_ROLE } from './database.ts'
import { DiskReserve } from './disk-reserve.ts'
import {
  type PostgresPrograms,
  type PostgresUser,
  postgresPrograms,
  postgresUser,
  runProgram,
} from './postgres-programs.ts'

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Of the `tideline` database, as a role that is no superuser. */
  readonly url: string
  /** Of the maintenance database, as superuser: for making databases. */
  readonly adminUrl: string
  /** False when the server was found running: left by a process that was killed, or shared with one that lives. */
  readonly startedHere: boolean
  /** Starts it again at the same address when it has ended by itself, killed or crashed; else does nothing. */
  revive(): Promise<void>
  stop(): Promise<void>
}

interface Cluster {
  readonly folder: string
  readonly data: string
  readonly log: string
  readonly programs: PostgresPrograms
  readonly user: PostgresUser | undefined
}

/**
 * Settings that differ from PostgreSQL's own. Durability is left as it is (fsync on). Terse errors keep the values
 * of rows, which may be personal data, out of the log.
 */
const SETTINGS = [
  "listen_addresses='127.0.0.1'",
  "unix_socket_directories=''",
  'max_connections=100',
  'shared_buffers=64MB',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
]

/**
 * Starts PostgreSQL in a data folder, or takes over the one that already runs there. It listens on the loopback
 * address only, on a free port of its own; its password lies in the folder, readable by nobody else.
 * @param folder made when missing; as root its parents must be passable for the system user `postgres`
 * @param settings further `name=value` settings of the server
 */
export async function startEmbeddedPostgres(
  folder: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const user = await postgresUser()
  await makeFolder(folder, user)
  const cluster: Cluster = {
    folder,
    data: path.join(folder, 'postgres'),
    log: path.join(folder, 'postgres.log'),
    programs: await postgresPrograms(folder, user),
    user,
  }
  const password = await keptPassword(cluster)
  await initialise(cluster)
  const { port, startedHere } = await runningServer(cluster, settings, password)
  const reserve = new DiskReserve(folder)
  await reserve.keep()
  const login = (role: string, database: string) => addressOf({ role, password, port, database })
  return {
    url: login('tideline', 'tideline'),
    adminUrl: login('postgres', 'postgres'),
    startedHere,
    revive: async () => {
      if ((await runningPort(cluster)) !== undefined) return
      await start(cluster, settings, port).catch(async (error) => {
        if (!(await reserve.release())) throw error
        await start(cluster, settings, port)
      })
    },
    stop: () => {
      reserve.close()
      return stop(cluster)
    },
  }
}

interface Login {
  readonly role: string
  readonly password: string
  readonly port: number
  readonly database: string
}

const addressOf = ({ role, password, port, database }: Login): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`

const LOOKS = 10
const MS_BETWEEN_LOOKS = 300

/** A server that has our database: the one that runs, or a new one where that was just about to stop. */
async function runningServer(cluster: Cluster, settings: readonly string[], password: string) {
  for (let look = 1; ; look++) {
    const running = await runningPort(cluster)
    const port = running ?? (await start(cluster, settings, await freePort()))
    try {
      await makeDatabase(addressOf({ role: 'postgres', password, port, database: 'postgres' }), password)
      return { port, startedHere: running === undefined }
    } catch (error) {
      if (running === undefined || look === LOOKS) throw error
      await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_LOOKS))
    }
  }
}

async function makeFolder(folder: string, user: PostgresUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    const advice = 'Set TIDELINE_DATA to a folder that can be written.'
    throw new Error(`Data folder ${folder} cannot be made (${cause.code}). ${advice}`, { cause })
  })
  if (user === undefined) return chmod(folder, 0o700)
  for (let parent = path.dirname(folder); parent !== path.dirname(parent); parent = path.dirname(parent)) {
    if (((await stat(parent)).mode & 0o001) !== 0) continue
    throw new Error(
      `Data folder ${folder} cannot be reached by the system user "postgres", which runs the database when Tideline ` +
        `is started by root: ${parent} is closed to others. Set TIDELINE_DATA to a folder such as /var/lib/tideline.`,
    )
  }
  await chmod(folder, 0o700)
  await chown(folder, user.uid, user.gid)
}

async function keptPassword({ folder, user }: Cluster): Promise<string> {
  const file = path.join(folder, 'password')
  try {
    await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
    if (user) await chown(file, user.uid, user.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFile(file, 'utf8')
}

/**
 * Makes the cluster beside its place and moves it there when it is whole, so that a process killed in the middle
 * leaves no half-made one behind.
 */
async function initialise(cluster: Cluster): Promise<void> {
  if (existsSync(cluster.data)) return checkVersion(cluster)
  const draft = `${cluster.data}-${randomUUID()}.new`
  await runProgram(cluster.programs.initdb, cluster, [
    `--pgdata=${draft}`,
    `--pwfile=${path.join(cluster.folder, 'password')}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  try {
    await rename(draft, cluster.data)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process was faster; its cluster is as good.
    if (!existsSync(cluster.data)) throw error
  }
}

async function checkVersion({ data, programs }: Cluster): Promise<void> {
  const version = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim()
  if (version === programs.majorVersion) return
  throw new Error(
    `Data folder ${data} belongs to PostgreSQL ${version}, and this Tideline brings ${programs.majorVersion}. ` +
      'Take a backup with the Tideline that made it and restore it here.',
  )
}

/** Port of the server that runs on the folder, or undefined when none does. */
async function runningPort(cluster: Cluster): Promise<number | undefined> {
  const { code } = await runProgram(cluster.programs.pgCtl, cluster, ['status', '-D', cluster.data], [0, 3])
  if (code !== 0) return undefined
  // Line 4 of postmaster.pid is the port; the last line turns "ready" once it accepts connections.
  for (let attempt = 0; attempt < 300; attempt++) {
    const text = await readFile(path.join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => undefined)
    // It was on its way to a stop.
    if (text === undefined) return undefined
    const lines = text.split('\n')
    if (lines[7]?.trim() === 'ready') return Number(lines[3])
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The database server on ${cluster.data} runs but does not become ready. See ${cluster.log}.`)
}

async function start(cluster: Cluster, settings: readonly string[], port: number): Promise<number> {
  const options = [...SETTINGS, ...settings].map((setting) => `-c ${setting}`).join(' ')
  try {
    await runProgram(cluster.programs.pgCtl, cluster, [
      ...['start', '-w', '-t', '60', '-s', '-D', cluster.data, '-l', cluster.log, '-o', `-p ${port} ${options}`],
    ])
    return port
  } catch (cause) {
    // Another process may have started it between our look and our try.
    const running = await runningPort(cluster)
    if (running !== undefined) return running
    const log = (await readFile(cluster.log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-3).join('\n')
    throw new Error(`The database server does not start on ${cluster.data}. The end of its log says:\n${log}`, {
      cause,
    })
  }
}

/**
 * Stops the server that runs now. Not by waiting with pg_ctl: where another process starts the next one at once, pg_ctl
 * takes that for the old one and waits in vain.
 */
async function stop(cluster: Cluster): Promise<void> {
  const pid = await serverPid(cluster)
  if (pid === undefined) return
  await runProgram(cluster.programs.pgCtl, cluster, ['stop', '-W', '-s', '-m', 'fast', '-D', cluster.data])
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await serverPid(cluster)) !== pid) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The database server on ${cluster.data} does not stop. See ${cluster.log}.`)
}

/** Its process id stands in the first line of its file, which goes when it has ended. */
async function serverPid({ data }: Cluster): Promise<string | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text?.split('\n')[0]
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function makeDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  // A server that stops now tells the statement in hand, and nobody else.
  client.on('error', () => undefined)
  await client.connect()
  try {
    // One process at a time: neither statement has an "if not exists" of its own.
    await client.query('select pg_advisory_lock(7141)')
    const { rows: roles } = await client.query(`select 1 from pg_roles where rolname = 'tideline'`)
    if (roles.length === 0) await client.query(`create role tideline login password '${password}'`)
    // Installations of earlier versions have no role of the application yet.
    await client.query(`do $$ begin create role ${APP_ROLE} nologin; exception when duplicate_object then null; end $$`)
    await client.query(`grant ${APP_ROLE} to tideline`)
    const { rows: databases } = await client.query(`select 1 from pg_database where datname = 'tideline'`)
    if (databases.length === 0) await client.query('create database tideline owner tideline')
  } finally {
    await client.end()
  }
}
