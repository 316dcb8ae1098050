import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/store/embedded-postgres.ts'
import { bringUpToDate } from '../../server/store/open-store.ts'

const SERVER = path.join(import.meta.dirname, '../../server')
const READY_WITHIN_MS = 180_000

/** A part of a site that can be killed and comes back as a supervisor brings it back. */
export interface SitePart {
  readonly name: string
  /** Ends it as a lost machine does, without a word. */
  kill(): Promise<void>
  /** Starts it again. Resolves when it answers. */
  start(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
}

export interface ProcessOfSite extends SitePart {
  /** What it wrote, all its lives together. */
  readonly output: string
}

export interface ServerPart extends SitePart {
  readonly address: string
}

/** PostgreSQL, servers and workers, each a process of its own. */
export interface Site {
  readonly databaseUrl: string
  readonly database: SitePart
  readonly servers: readonly ServerPart[]
  readonly workers: readonly SitePart[]
  /** A worker besides, not started yet. @param environment put over the usual one */
  addWorker(name: string, environment: NodeJS.ProcessEnv): ProcessOfSite
  /** A server besides, not started yet. */
  addServer(name: string, environment: NodeJS.ProcessEnv): Promise<ProcessOfSite & ServerPart>
  /** What the processes wrote. */
  output(): string
  stop(): Promise<void>
}

export interface SiteSize {
  readonly servers: number
  readonly workers: number
}

/** Not a whole page is waited for: its database, its servers and its workers are, and they end with `stop`. */
export async function startSite({ servers: serverCount, workers: workerCount }: SiteSize): Promise<Site> {
  const root = await mkdtemp(path.join(tmpdir(), 'tideline-site-'))
  // Started by root, the database runs as another user, who must be able to enter.
  await chmod(root, 0o755)
  const database = new DatabasePart(path.join(root, 'database'))
  const processes: ProcessPart[] = []
  const stop = async () => {
    await Promise.all(processes.map((part) => part.stop()))
    await database.stop()
    await rm(root, { recursive: true, force: true })
  }
  try {
    await database.start()
    await bringUpToDate(database.url)
    const shared = { DATABASE_URL: database.url, TIDELINE_DATA: path.join(root, 'data') }
    const servers = await Promise.all(
      Array.from({ length: serverCount }, async (_, index) => newServer(`server ${index + 1}`, shared)),
    )
    const workers = Array.from({ length: workerCount }, (_, index) => newWorker(`worker ${index + 1}`, shared))
    processes.push(...servers, ...workers)
    // One after the other: each looks whether the page must be built.
    for (const part of processes) await part.start()
    const output = () => processes.map(({ name, output: text }) => `${name}:\n${text}`).join('\n')
    const added = <Part extends ProcessPart>(part: Part): Part => {
      processes.push(part)
      return part
    }
    return {
      ...{ databaseUrl: database.url, database, servers, workers, output, stop },
      addWorker: (name, environment) => added(newWorker(name, { ...shared, ...environment })),
      addServer: async (name, environment) => added(await newServer(name, { ...shared, ...environment })),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

class DatabasePart implements SitePart {
  readonly name = 'database'
  readonly #folder: string
  #postgres: EmbeddedPostgres | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  get url(): string {
    return this.#postgres!.url
  }

  /** A killed process loses nothing that the system was given: waiting for the disk would only cost time here. */
  async start(): Promise<void> {
    this.#postgres ??= await startEmbeddedPostgres(this.#folder, ['fsync=off'])
    const until = Date.now() + READY_WITHIN_MS
    for (;;) {
      try {
        return await this.#postgres.revive()
      } catch (error) {
        // What served connections has to end first, which it does by itself.
        if (Date.now() > until) throw error
        await setTimeout(100)
      }
    }
  }

  async kill(): Promise<void> {
    const [pid = ''] = (await readFile(path.join(this.#folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
    process.kill(Number(pid), 'SIGKILL')
    // A process that is still ending looks as if it ran.
    while (isThere(Number(pid))) await setTimeout(10)
  }

  /** One that was killed and not started again has stopped already. */
  async stop(): Promise<void> {
    await this.#postgres?.stop().catch(() => undefined)
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

class ProcessPart implements ProcessOfSite {
  readonly name: string
  output = ''
  readonly #program: string
  readonly #environment: NodeJS.ProcessEnv
  readonly #ready: RegExp
  #child: ChildProcess | undefined

  constructor(name: string, program: string, environment: NodeJS.ProcessEnv, ready: RegExp) {
    this.name = name
    this.#program = program
    this.#environment = environment
    this.#ready = ready
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [path.join(SERVER, this.#program)], {
      env: { ...process.env, LOG_LEVEL: 'warn', TIDELINE_SIGN_IN: 'off', ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: what it started is killed with it, as with a machine.
      detached: true,
    })
    this.#child = child
    let own = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        own += text
        this.output += text
      })
    }
    const until = Date.now() + READY_WITHIN_MS
    while (!this.#ready.test(own)) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`${this.name} did not become ready:\n${own}`)
      await setTimeout(10)
    }
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal)
    await ended
  }
}

async function newServer(name: string, shared: NodeJS.ProcessEnv): Promise<ProcessPart & ServerPart> {
  const port = await freePort()
  const environment = { ...shared, PORT: String(port), TIDELINE_WORKER_SLOTS: '0' }
  const part = new ProcessPart(name, 'main.ts', environment, /Tideline is ready at/)
  return Object.assign(part, { address: `http://127.0.0.1:${port}` })
}

const newWorker = (name: string, shared: NodeJS.ProcessEnv): ProcessPart =>
  new ProcessPart(name, 'worker.ts', { TIDELINE_WORKER_SLOTS: '1', ...shared }, /Tideline works/)

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
