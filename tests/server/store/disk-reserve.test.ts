import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DiskReserve } from '../../../server/store/disk-reserve.ts'

const MEGABYTE = 1024 * 1024

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-reserve-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('space is laid aside once, whole, and given free once', async () => {
  const folder = await newFolder()
  const reserve = new DiskReserve(folder)
  onTestFinished(() => reserve.close())
  await reserve.keep()
  const { ino, blocks } = await stat(path.join(folder, 'reserve'))
  expect(blocks * 512).toBeGreaterThanOrEqual(32 * MEGABYTE)
  await reserve.keep()
  expect((await stat(path.join(folder, 'reserve'))).ino).toBe(ino)
  expect(await reserve.release()).toBe(true)
  expect(await readdir(folder)).toEqual([])
  expect(await reserve.release()).toBe(false)
})

test('what was given free is laid aside again by itself', async () => {
  const folder = await newFolder()
  const reserve = new DiskReserve(folder, 20)
  onTestFinished(() => reserve.close())
  await reserve.keep()
  await reserve.release()
  await vi.waitFor(async () => expect(await readdir(folder)).toEqual(['reserve']), { timeout: 50_000 })
})
