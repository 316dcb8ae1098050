import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const READY = /Tideline is ready at (\S+)/
const FIRST_LINK = /First sign-in [^\n]*?(http\S+)/
const READY_WITHIN_MS = 60_000

export interface TidelineServer {
  readonly address: string
  /** The way in for the first administrator, once the server has told of it. */
  firstLink(): string | undefined
  stop(): Promise<void>
  /** Ends it and starts it again on the same data, at the same address. */
  restart(): Promise<void>
}

/**
 * The real server as its users start it, on a free port with a database of its own.
 * @param environment `{ TIDELINE_SIGN_IN: 'on' }` has people sign in; everybody is the one planner without it
 */
export async function startTideline(environment: Readonly<Record<string, string>> = {}): Promise<TidelineServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-e2e-'))
  // Started by root, the database runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  let child = spawnServer(folder, '0', environment)
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const firstLink = () => FIRST_LINK.exec(said)?.[1]
  const end = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const stop = async () => {
    await end()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const address = await readyAddress(child)
    const restart = async () => {
      await end()
      child = spawnServer(folder, new URL(address).port, environment)
      await readyAddress(child)
    }
    return { address, firstLink, stop, restart }
  } catch (error) {
    await stop()
    throw error
  }
}

const spawnServer = (folder: string, port: string, environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: {
      ...{ ...process.env, PORT: port, TIDELINE_DATA: join(folder, 'data'), DATABASE_URL: '', NODE_ENV: 'production' },
      ...{ TIDELINE_SIGN_IN: 'off', ...environment },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

function readyAddress(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const fail = (problem: string) => reject(new Error(`The server ${problem}. It wrote:\n${output}`))
    const timer = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS / 1000} s`), READY_WITHIN_MS)
    child.once('exit', (code) => fail(`ended with code ${code}`))
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const address = READY.exec(output)?.[1]
        if (!address) return
        clearTimeout(timer)
        resolve(address)
      })
    }
  })
}
