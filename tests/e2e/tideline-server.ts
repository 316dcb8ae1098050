import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const READY = /Tideline is ready at (\S+)/
const READY_WITHIN_MS = 60_000

export interface TidelineServer {
  readonly address: string
  stop(): Promise<void>
}

/** The real server as its users start it, on a free port with a database of its own. */
export async function startTideline(): Promise<TidelineServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-e2e-'))
  // Started by root, the database runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', TIDELINE_DATA: join(folder, 'data'), DATABASE_URL: '', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { address: await readyAddress(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

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
