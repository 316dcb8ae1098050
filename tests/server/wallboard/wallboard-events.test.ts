import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { type ActualsApp, buildActualsApp, row } from '../actuals/actuals-app.ts'

async function buildShownApp() {
  const app = await buildActualsApp()
  const make = async (): Promise<{ id: string; address: string }> => {
    const made = await app.post(`/api/plans/${app.planId}/wallboards`, { name: 'Hall 2', language: 'en' })
    const { wallboard, path } = made.json()
    return { id: wallboard.id, address: `/api/wallboards/${path.slice('/wall/'.length)}/events` }
  }
  return { app, make }
}

/** A screen that follows a link: what it was told so far, and all of it when the stream is over. */
async function follow({ app }: ActualsApp, address: string) {
  const headers = { accept: 'text/event-stream' }
  const reply = await app.inject({ method: 'GET', url: address, headers, payloadAsStream: true })
  const stream = reply.stream()
  let told = ''
  stream.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8')
  })
  const events = () =>
    told.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []))
  const over = new Promise<void>((resolve) => stream.once('close', resolve))
  return { status: reply.statusCode, events, over, leave: () => stream.destroy() }
}

test('a screen hears of each report, and its stream ends at once when the link is ended, and no other', async () => {
  const { app, make } = await buildShownApp()
  const [link, other] = [await make(), await make()]
  const [screen, goesOn] = [await follow(app, link.address), await follow(app, other.address)]
  expect(screen.status).toBe(200)
  await expect.poll(() => screen.events().length).toBe(1)
  await app.send({ intervals: [row('11:00', { offered: 5 })] })
  await expect.poll(() => screen.events().length).toBe(2)
  const [first, second] = screen.events()
  expect(first).toMatchObject({ isOver: false })
  expect(second.revision).not.toBe(first.revision)
  const ended = await app.app.inject({ method: 'DELETE', url: `/api/plans/${app.planId}/wallboards/${link.id}` })
  expect(ended.statusCode).toBe(204)
  await screen.over
  expect(screen.events().at(-1)).toEqual({ isOver: true, revision: '' })
  await app.send({ intervals: [row('10:00', { offered: 5 })] })
  await expect.poll(() => goesOn.events().length).toBe(3)
  goesOn.leave()
})

test('a stream ends when its link runs out, and none begins of one that is over', async () => {
  const { app, make } = await buildShownApp()
  const { id, address } = await make()
  await app.db
    .updateTable('wallboard')
    .set({ expires_at: new Date(app.clock.ms + 400) })
    .where('id', '=', id)
    .execute()
  const screen = await follow(app, address)
  expect(screen.status).toBe(200)
  await screen.over
  app.clock.ms += 400
  const headers = { accept: 'text/event-stream' }
  const refused = await app.app.inject({ method: 'GET', url: address, headers, payloadAsStream: true })
  expect([refused.statusCode, JSON.parse(await text(refused.stream())).error.code]).toEqual([404, 'notFound'])
})

test('an address that is passed on does not take every place', async () => {
  const { app, make } = await buildShownApp()
  const { address } = await make()
  const origin = await app.app.listen({ port: 0, host: '127.0.0.1' })
  const open = async () => {
    const leaving = new AbortController()
    const headers = { accept: 'text/event-stream' }
    const reply = await fetch(`${origin}${address}`, { headers, signal: leaving.signal })
    // Its first event: by then it is counted.
    await reply.body!.getReader().read()
    return { status: reply.status, leave: () => leaving.abort() }
  }
  const screens = []
  for (let screen = 0; screen < 50; screen++) screens.push(await open())
  expect(new Set(screens.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await open()).status).toBe(429)
  screens[0]!.leave()
  await expect.poll(async () => (await open()).status, { timeout: 10_000 }).toBe(200)
  for (const { leave } of screens) leave()
})
