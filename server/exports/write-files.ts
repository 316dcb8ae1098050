import { mkdir, mkdtemp, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'

/** Text of a file, or its bytes a piece at a time where they are too many to hold. */
export type FileContent = string | (() => Iterable<Uint8Array>)

/**
 * Writes files, named by their paths in it, into a folder, which is made where it is missing. All are written beside
 * their place first and moved there only when every one is complete, so that a full disk or a kill leaves no half-written
 * file.
 * @throws PlanningInputError when something that is no folder stands in the way
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, FileContent>): Promise<void> {
  await makeFolder(folder)
  const unfinished = await mkdtemp(join(folder, '.tideline-'))
  try {
    for (const [name, content] of files) {
      await makeFolder(dirname(join(unfinished, name)))
      await makeFolder(dirname(join(folder, name)))
      await writeFile(join(unfinished, name), typeof content === 'string' ? content : content())
    }
    for (const name of files.keys()) await rename(join(unfinished, name), join(folder, name))
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Writes one file, its folder made where it is missing. */
export async function writeOneFile(path: string, text: string): Promise<void> {
  if (await isFolder(path)) {
    throw new PlanningInputError({ value: path, problem: 'is a folder', hint: 'Name a file for --out.' })
  }
  await writeFiles(dirname(path), new Map([[basename(path), text]]))
}

/**
 * Does long work whose result belongs in a folder: the folder is made first, so that a name that cannot be one does not
 * cost the work, and is taken away again when the work fails.
 */
export async function inFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const wasThere = await isFolder(folder)
  await makeFolder(folder)
  try {
    return await work()
  } catch (error) {
    // Somebody else's files keep it: only an empty folder is removed.
    if (!wasThere) await rmdir(folder).catch(() => undefined)
    throw error
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false

/** Makes the folder, or says what stands in its place. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await makeMissing(folder)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const inTheWay = code === 'EEXIST' || code === 'ENOTDIR'
    const problem = inTheWay ? 'is a file, or lies under one' : `cannot be made a folder: ${message}`
    throw new PlanningInputError({ value: folder, problem, hint: 'Name another folder for --out.' })
  }
}

/** `mkdir` with `recursive` never returns where the system says that a folder inside a present one does not exist. */
async function makeMissing(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) await makeMissing(above)
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Another command may have made it meanwhile; a file of the name stays in the way.
    return stat(folder).then(
      (found) => {
        if (!found.isDirectory()) throw error
      },
      () => {
        throw error
      },
    )
  })
}
