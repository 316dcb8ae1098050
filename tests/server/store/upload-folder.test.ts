import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../../server/store/plan-store.ts'
import { UploadFolder } from '../../../server/store/upload-folder.ts'

const MODULE = new URL('../../../server/store/upload-folder.ts', import.meta.url).href

async function newFolder() {
  const root = await mkdtemp(path.join(tmpdir(), 'tideline-uploads-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const folder = path.join(root, 'uploads')
  return { folder, uploads: new UploadFolder(folder) }
}

test('a stream becomes a file that only its owner can read, measured and hashed on the way', async () => {
  const { folder, uploads } = await newFolder()
  const received = await uploads.receive('a', Readable.from([Buffer.from('one,'), Buffer.from('two')]), 7)
  expect(received).toEqual({ bytes: 7, sha256: sha256('one,two') })
  expect(await readFile(uploads.pathOf('a'), 'utf8')).toBe('one,two')
  expect([(await stat(uploads.pathOf('a'))).mode & 0o777, (await stat(folder)).mode & 0o777]).toEqual([0o600, 0o700])
})

test('a stream that goes on past the limit, or breaks off, leaves no file', async () => {
  const { folder, uploads } = await newFolder()
  let taken = 0
  function* endless() {
    for (;;) {
      taken++
      yield Buffer.alloc(1024)
    }
  }
  await expect(uploads.receive('a', Readable.from(endless()), 10_000)).rejects.toThrow('larger than 10000 bytes')
  expect(taken).toBeLessThan(200)
  async function* broken() {
    yield Buffer.from('one')
    throw new Error('the sender left')
  }
  await expect(uploads.receive('b', Readable.from(broken()), 10_000)).rejects.toThrow('the sender left')
  expect(await readdir(folder)).toEqual([])
})

test('files that were left long ago are removed, and none that somebody may be at, also when there is no folder yet', async () => {
  const { folder, uploads } = await newFolder()
  await uploads.removeForsaken()
  for (const id of ['a', 'b']) await uploads.receive(id, Readable.from([Buffer.from(id)]), 10)
  const dayAgo = new Date(Date.now() - 25 * 3600 * 1000)
  await utimes(uploads.pathOf('a'), dayAgo, dayAgo)
  await uploads.removeForsaken()
  expect(await readdir(folder)).toEqual([path.basename(uploads.pathOf('b'))])
})

test('a machine whose clock is wrong takes no file for one that was left long ago', async () => {
  const { folder, uploads } = await newFolder()
  await uploads.receive('a', Readable.from([Buffer.from('one')]), 10)
  // In a process of its own: what earlier tests left in this one goes by the clock as well.
  const script = `
    const AHEAD = 400 * 24 * 3600 * 1000
    globalThis.Date = class extends Date {
      constructor(...given) { super(...(given.length > 0 ? given : [Date.now()])) }
      static now() { return super.now() + AHEAD }
    }
    const { UploadFolder } = await import(${JSON.stringify(MODULE)})
    await new UploadFolder(process.argv[1]).removeForsaken()
    console.log(new Date().toISOString())`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, folder])
  expect(Date.parse(stdout.trim()) - Date.now()).toBeGreaterThan(399 * 24 * 3600 * 1000)
  expect(await readdir(folder)).toEqual([path.basename(uploads.pathOf('a'))])
})

test('what a process of this machine left that is gone is removed at once; what another machine wrote is not', async () => {
  const { folder, uploads } = await newFolder()
  await uploads.make()
  // No process has a number so high.
  for (const name of [`a.${hostname()}.4194999`, `b.${hostname()}.1`, 'c.elsewhere.4194999'])
    await writeFile(path.join(folder, name), '')
  await uploads.removeForsaken()
  expect((await readdir(folder)).sort()).toEqual([`b.${hostname()}.1`, 'c.elsewhere.4194999'])
})
