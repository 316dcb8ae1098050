import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { FileImport } from '../../server/contracts/import.ts'
import type { PlanFile } from '../../server/contracts/plan.ts'
import { planTasks } from '../../server/jobs/plan-tasks.ts'
import { sha256 } from '../../server/store/plan-store.ts'
import { CHAT_MAPPING } from '../fixtures/chat-export.ts'
import { buildTestApp, importSmallPlan, type TestApp } from '../server/api/build-test-app.ts'
import { below, isFull, makeTries, TRIES_MS } from './tries.ts'

const ROWS = isFull ? 1_000_000 : 20_000
/** What was written of a file that broke off is gone by then. */
const CLEAN_WITHIN_MS = 10_000
const READ_WITHIN_MS = isFull ? 900_000 : 120_000

/** Chats of some weeks, a row each. */
function manyChats(): Buffer {
  const first = Date.parse('2026-09-07T01:00:00Z')
  const stepMs = Math.floor((28 * 24 * 3_600_000) / ROWS)
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const created = new Date(first + at * stepMs).toISOString()
    return `c${at},${created},chat,${60 + (at % 300)}\n`
  })
  return Buffer.from(`id,created,queue,seconds\n${lines.join('')}`)
}

/**
 * Sends a file and breaks off after some bytes of it.
 * @returns whether the server took it that far; false where it had refused to, as so many a minute are enough
 */
async function breakOff(url: string, file: Buffer, after: number): Promise<boolean> {
  const headers = { 'content-type': 'application/octet-stream', 'content-length': file.length }
  const sending = request(url, { method: 'POST', headers })
  sending.on('error', () => undefined)
  const answered = once(sending, 'response').then(
    ([reply]) => Number(reply.headers['retry-after']) || 1,
    () => undefined,
  )
  await new Promise<void>((resolve) => sending.write(file.subarray(0, after), () => resolve()))
  const waitSeconds = await Promise.race([answered, setTimeout(20)])
  sending.destroy()
  if (waitSeconds !== undefined) await setTimeout(waitSeconds * 1000)
  return waitSeconds === undefined
}

async function stateOf({ get }: TestApp, id: string, state: string): Promise<FileImport> {
  return vi.waitFor(
    async () => {
      const item: FileImport = (await get(`/api/imports/${id}`)).json()
      expect([item.state, item.error]).toEqual([state, null])
      return item
    },
    { timeout: READ_WITHIN_MS, interval: 100 },
  )
}

/**
 * Hashes of a plan's files. Contacts are kept by ids that are hashed with a salt of the plan, which no two plans share:
 * these are left out, and the order that they make.
 */
async function contentsOf({ get }: TestApp, planId: string): Promise<Map<string, string>> {
  const { files } = (await get(`/api/plans/${planId}/files?include=contacts`)).json() as { files: PlanFile[] }
  const kept = files.filter(({ path: name }) => name !== 'contacts/salt')
  const unsalted = (text: string) =>
    text
      .replace(/^([^,\n]*),[^,\n]*,/gm, '$1,')
      .split('\n')
      .sort()
      .join('\n')
  return new Map(
    kept.map(({ path: name, content }) => [name, sha256(name.startsWith('contacts/') ? unsalted(content) : content)]),
  )
}

/** Brings a file into a plan as a whole. */
async function bringIn(server: TestApp, planId: string, file: Buffer): Promise<void> {
  const reply = await server.app.inject({
    ...{ method: 'POST', url: `/api/plans/${planId}/imports?name=chats.csv`, payload: file },
    headers: { 'content-type': 'application/octet-stream' },
  })
  if (reply.statusCode === 429) {
    await setTimeout(Number(reply.headers['retry-after']) * 1000)
    return bringIn(server, planId, file)
  }
  expect(reply.statusCode, reply.body).toBe(202)
  const { id } = reply.json() as FileImport
  await stateOf(server, id, 'open')
  expect((await server.post(`/api/imports/${id}/read`, { mapping: CHAT_MAPPING, apply: true })).statusCode).toBe(202)
  expect((await stateOf(server, id, 'applied')).report).toMatchObject({ accepted: ROWS, added: ROWS })
}

test(
  'of a file that breaks off at whichever byte nothing is there, and sent again it brings what it would have brought at once',
  async () => {
    const server = await buildTestApp({ tasks: planTasks() })
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.app.server.address() as AddressInfo
    const [broken, whole] = [await importSmallPlan(server), await importSmallPlan(server)]
    const before = await contentsOf(server, broken.id)
    const file = manyChats()
    const url = `http://127.0.0.1:${port}/api/plans/${broken.id}/imports?name=chats.csv`
    await makeTries(6, async ({ random }) => {
      const after = below(random, file.length)
      while (!(await breakOff(url, file, after)));
      await vi.waitFor(
        async () => {
          expect(await readdir(path.join(server.folder, 'uploads')).catch(() => [])).toEqual([])
          expect((await server.get(`/api/plans/${broken.id}/imports`)).json().imports).toEqual([])
        },
        { timeout: CLEAN_WITHIN_MS, interval: 20 },
      )
      expect((await server.get(`/api/plans/${broken.id}`)).json()).toEqual(broken)
    })
    expect(await contentsOf(server, broken.id)).toEqual(before)
    await bringIn(server, broken.id, file)
    await bringIn(server, whole.id, file)
    const resumed = await contentsOf(server, broken.id)
    expect(resumed).not.toEqual(before)
    expect(resumed).toEqual(await contentsOf(server, whole.id))
  },
  TRIES_MS,
)
