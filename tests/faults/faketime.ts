import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The program file: `FAKETIME_PATH` when it is set, else the first on the path. */
function faketimePath(): string {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const found = process.env.FAKETIME_PATH ?? folders.map((folder) => join(folder, 'faketime')).find(existsSync)
  if (found !== undefined) return found
  throw new Error('No faketime found. Run "npm run setup -- --test", or set FAKETIME_PATH to its program.')
}

/** A clock of processes that can be set while they run; that of the system is left as it is. */
export class FakeClock {
  readonly #file: string

  /** @param file that the processes read the time from */
  constructor(file: string) {
    this.#file = file
    this.shift(0)
  }

  /**
   * For processes that go by this clock. Timers, which count what has passed, go on as ever; times of files are those of
   * the disk, as for a machine whose clock alone is wrong.
   */
  get environment(): NodeJS.ProcessEnv {
    const given = execFileSync(faketimePath(), ['-f', '+0', 'env'], { encoding: 'utf8' })
    const loaded = given.split('\n').flatMap((line) => /^((?:LD|DYLD)_\w+)=(.*faketime.*)$/.exec(line)?.slice(1) ?? [])
    if (loaded.length < 2) throw new Error(`faketime names no library:\n${given}`)
    return {
      [loaded[0]!]: loaded[1]!,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    }
  }

  /** From now on the clock is this much ahead of the true one; behind it when negative. */
  shift(seconds: number): void {
    writeFileSync(this.#file, `${seconds < 0 ? '' : '+'}${Math.round(seconds)}\n`)
  }
}
