import { type ChildProcess, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { startEmbeddedPostgres } from '../../server/store/embedded-postgres.ts'

const MAIN = new URL('../../server/main.ts', import.meta.url).pathname

interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Starts the server as people do, in a process of its own. */
export function launch(environment: Record<string, string>, args: readonly string[] = []) {
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...args], {
    // Who signs in has tests of its own; the others are the one planner.
    env: { ...process.env, TIDELINE_SIGN_IN: 'off', ...environment },
  })
  let output = ''
  let look = () => undefined as unknown
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk) => {
      output += chunk
      look()
    })
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })))
  const address = () =>
    new Promise<string>((resolve, reject) => {
      look = () => {
        const ready = /Tideline is ready at (\S+)\n/.exec(output)
        if (ready) resolve(ready[1]!)
      }
      look()
      ended.then(() => reject(new Error(output)))
    })
  return { child, ended, address }
}

/** A server on a folder of its own, whose database goes with the test. */
export function launchOn(folder: string) {
  onTestFinished(async () => {
    await (await startEmbeddedPostgres(folder)).stop()
  })
  return launch({ PORT: '0', TIDELINE_DATA: folder, LOG_LEVEL: 'warn' })
}
