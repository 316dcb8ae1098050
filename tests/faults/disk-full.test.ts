import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { importOf } from '../server/api/build-test-app.ts'
import { launchOn } from '../server/launch-server.ts'
import { makeTries, TRIES_MS } from './tries.ts'

/** A new database has 60 MB, and PostgreSQL writes its log of changes in files of 16 MB. */
const DISK_MEGABYTES = 220
const BACK_WITHIN_MS = 10_000
/** Of plans stored until the disk is full; each takes some kilobytes. */
const MOST_PLANS = 400
const FIRST_SENDER = '127.0.0.1'

/** A small disk of its own. The tests of a fresh clone run as root, or may make a file system for themselves. */
function smallDisk(): string {
  const place = mkdtempSync(path.join(tmpdir(), 'tideline-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m,mode=0711`, 'tmpfs', place])
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', place])
    rmSync(place, { recursive: true })
  })
  return place
}

test(
  'a full disk is told in plain words, what is stored can be read, and writes come back when there is space again',
  async () => {
    const disk = smallDisk()
    const folder = path.join(disk, 'data')
    mkdirSync(folder)
    chmodSync(folder, 0o711)
    const ballast = path.join(disk, 'ballast')
    const server = launchOn(folder)
    const address = await server.address()
    const acknowledged: string[] = []
    const firstStored = await send(address, FIRST_SENDER, '/api/plans', importOf())
    expect(firstStored.status).toBe(201)
    acknowledged.push(firstStored.reply.id)

    await makeTries(4, async ({ index, random }) => {
      // A sender is held to a number of plans a minute.
      const sender = `127.0.1.${index + 1}`
      const store = () => send(address, sender, '/api/plans', importOf())
      const { bavail, bsize } = statfsSync(disk)
      // A little is left, another time another amount: the disk fills at another statement each time.
      const left = Math.floor(random.uniform() * 12) * 4096
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)))
      let refused: Answer | undefined
      for (let tried = 0; refused === undefined && tried < MOST_PLANS; tried++) {
        const answer = await store()
        if (answer.status === 201) acknowledged.push(answer.reply.id)
        else refused = answer
      }
      expect(refused?.status).toBe(503)
      expect(refused!.reply.error).toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/^The disk of the server is full: nothing was stored\.|cannot be reached/),
      })
      // Every one that was acknowledged is there, and can be read.
      await backWithin(async () => {
        for (const id of acknowledged) expect((await send(address, sender, `/api/plans/${id}`)).status).toBe(200)
      })
      rmSync(ballast)
      await backWithin(async () => {
        const { status, reply } = await store()
        expect(status).toBe(201)
        acknowledged.push(reply.id)
      })
    })
    expect(server.child.exitCode).toBeNull()
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  },
  TRIES_MS,
)

interface Answer {
  readonly status: number
  /** A plan, or in its place why there is none. */
  readonly reply: { readonly id: string; readonly error?: object }
}

/** @param sender an address of this machine, as which the request is sent */
function send(address: string, sender: string, url: string, body?: object): Promise<Answer> {
  const method = body ? 'POST' : 'GET'
  const headers = body ? { 'content-type': 'application/json' } : {}
  return new Promise((resolve, reject) => {
    const asked = request(new URL(url, address), { method, headers, localAddress: sender }, async (response) => {
      try {
        resolve({ status: response.statusCode ?? 0, reply: (await json(response)) as Answer['reply'] })
      } catch (error) {
        reject(error)
      }
    })
    asked.on('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

async function backWithin(attempt: () => Promise<void>): Promise<void> {
  const until = performance.now() + BACK_WITHIN_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (performance.now() > until) throw error
      await wait(200)
    }
  }
}
