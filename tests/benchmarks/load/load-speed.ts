import { setTimeout } from 'node:timers/promises'
import { isTerminal, type Run } from '../../../server/contracts/run.ts'
import type { RunBoard } from '../../../server/contracts/run-board.ts'
import { type RandomStream, randomStream } from '../../../solver/domain/random.ts'
import { type Site, startSite } from '../../faults/site.ts'
import { cellOf, editOf } from '../../server/draftable-run.ts'
import { type BenchRow, benchmark } from '../bench-spec.ts'
import { BIG_PLAN_WEEK, bigPlan } from '../board/big-plan.ts'
import { HttpUser, type TimedReply } from './http-user.ts'

const SIZES = {
  '60 people, 4 users': { people: 60, users: 4, seconds: 3 },
  '500 people, 50 users': { people: 500, users: 50, seconds: 60 },
} as const

/** What is promised with 500 people, 50 users and two solves on two cores, milliseconds. */
const TARGETS = { read: 100, edit: 200 } as const
/** Mean time that somebody looks at the page between two things. */
const THINK_MS = 1500
/** All have come after this share of the time; each opens the board first. */
const COMING_SHARE = 0.2
const SOLVES = 2
const READY_MS = 600_000

type Kind = keyof typeof TARGETS

interface Input {
  readonly site: Site
  readonly planId: string
  readonly runId: string
  readonly people: readonly string[]
  readonly users: number
  readonly seconds: number
}

interface Measured {
  readonly milliseconds: Readonly<Record<Kind, readonly number[]>>
  /** Answers that are no success. */
  readonly refused: readonly string[]
  /** By path without ids, so that what is slow can be found. */
  readonly byPath: ReadonlyMap<string, readonly number[]>
  /** Ends of solves that did not come from this benchmark: whatever is not planned or cancelled. */
  readonly lostSolves: number
}

export const loadSpeed = benchmark<Input, Measured>({
  name: 'load-speed',
  what: 'Many planners at one server, reading and editing one draft as their pages do, while two weeks are being solved',
  sizes: Object.keys(SIZES) as [string, ...string[]],
  repeats: () => 0,
  build: async ({ size }) => {
    const { people, ...counts } = SIZES[size as keyof typeof SIZES]
    const site = await startSite({ servers: 1, workers: SOLVES })
    try {
      return { site, ...counts, ...(await plannedDraft(site.servers[0]!.address, people)) }
    } catch (error) {
      await site.stop()
      throw error
    }
  },
  phases: [
    {
      name: 'read and edit',
      run: underLoad,
      validate: ({ milliseconds, refused, lostSolves }) => {
        if (refused.length > 0) throw new Error(`${refused.length} requests were refused, the first: ${refused[0]}`)
        if (milliseconds.read.length === 0 || milliseconds.edit.length === 0) throw new Error('Nothing was asked.')
        if (lostSolves > 0) throw new Error(`${lostSolves} solves ended badly.`)
      },
      rows: ({ milliseconds, byPath }, { users }) => [
        ...(['read', 'edit'] as const).map((kind) => ({
          ...timesRow(kind, milliseconds[kind], users),
          'p99 at most ms': TARGETS[kind],
        })),
        ...Array.from(byPath, ([path, all]) => timesRow(path, all, users)),
      ],
    },
  ],
  dispose: async ({ site }) => site.stop(),
})

const timesRow = (what: string, all: readonly number[], users: number): BenchRow => {
  const ordered = all.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round(ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))]! * 10) / 10
  return {
    ...{ what, users, requests: all.length, 'p50 ms': at(0.5), 'p90 ms': at(0.9), 'p99 ms': at(0.99) },
    'max ms': Math.round(ordered.at(-1)!),
  }
}

/** Brings the plan and a roster in, waits until it is checked, and reads who is in it. */
async function plannedDraft(address: string, count: number) {
  const user = new HttpUser(address, 0)
  const { files, roster } = bigPlan(count, 1)
  const json = <Reply>({ status, body }: TimedReply): Reply => {
    if (status >= 300) throw new Error(`${status}: ${body.toString()}`)
    return JSON.parse(body.toString()) as Reply
  }
  const sent = Array.from(files, ([path, content]) => ({ path, content }))
  const plan = json<{ id: string }>(await user.send('POST', '/plans', { unitId: 'main', files: sent }))
  const given = { week: BIG_PLAN_WEEK, weeks: 1, fileName: 'roster.csv', text: roster, replications: 2 }
  let run = json<Run>(await user.send('POST', `/plans/${plan.id}/rosters`, given))
  const until = Date.now() + READY_MS
  while (run.state !== 'succeeded') {
    if (run.error || Date.now() > until) throw new Error(`The roster was not checked: ${JSON.stringify(run.error)}`)
    await setTimeout(500)
    run = json<Run>(await user.send('GET', `/runs/${run.id}`))
  }
  const board = (await fetch(`${address}/api/runs/${run.id}/board`).then((reply) => reply.json())) as RunBoard
  user.close()
  return { planId: plan.id, runId: run.id, people: board.people.map(({ id }) => id) }
}

async function underLoad(input: Input): Promise<Measured> {
  const address = input.site.servers[0]!.address
  const solves = await keepSolving(address, input.planId)
  const measured = { milliseconds: { read: [] as number[], edit: [] as number[] }, refused: [] as string[] }
  const byPath = new Map<string, number[]>()
  const until = Date.now() + input.seconds * 1000
  await Promise.all(
    Array.from({ length: input.users }, async (_, number) => {
      const user = new HttpUser(address, number + 1)
      const ask = async (kind: Kind, method: string, path: string, body?: unknown): Promise<TimedReply> => {
        const reply = await user.send(method, path, body)
        measured.milliseconds[kind].push(reply.milliseconds)
        const name = `${method} ${path.replaceAll(/[0-9a-f-]{36}/g, 'ID').replace(/\?.*/, '')}`
        byPath.set(name, [...(byPath.get(name) ?? []), reply.milliseconds])
        if (reply.status >= 300)
          measured.refused.push(`${name}: ${reply.status} ${reply.body.toString().slice(0, 200)}`)
        return reply
      }
      await atThePage(input, number, ask, until)
      user.close()
    }),
  )
  return { ...measured, byPath, lostSolves: await solves.stop() }
}

/** As many solves as there are workers, under way from now until `stop`: who proves a plan optimal begins the next one. */
async function keepSolving(address: string, planId: string) {
  const user = new HttpUser(address, 0)
  const isStopped = new AbortController()
  const ask = async <Reply>(method: string, path: string, body?: unknown): Promise<Reply> =>
    JSON.parse((await user.send(method, path, body)).body.toString()) as Reply
  const until = async (id: string, isReached: (state: Run['state']) => boolean): Promise<Run['state']> => {
    for (;;) {
      const { state } = await ask<Run>('GET', `/runs/${id}`)
      if (isReached(state)) return state
      await setTimeout(200)
    }
  }
  const started = Array.from({ length: SOLVES }, async (_, number) => {
    const start = async (seed: number) =>
      (await ask<Run>('POST', `/plans/${planId}/runs`, { gap: 0, timeLimitSeconds: 600, replications: 2, seed })).id
    let id = await start(number)
    await until(id, (state) => state !== 'queued')
    const ended = async (): Promise<number> => {
      let lost = 0
      for (let seed = SOLVES + number; !isStopped.signal.aborted; seed += SOLVES) {
        const cancel = () => void user.send('POST', `/runs/${id}/cancel`)
        isStopped.signal.addEventListener('abort', cancel)
        if (!['succeeded', 'cancelled'].includes(await until(id, isTerminal))) lost++
        isStopped.signal.removeEventListener('abort', cancel)
        if (!isStopped.signal.aborted) id = await start(seed)
      }
      return lost
    }
    return { lost: ended() }
  })
  const all = await Promise.all(started)
  return {
    stop: async (): Promise<number> => {
      isStopped.abort()
      const lost = await Promise.all(all.map(({ lost }) => lost))
      user.close()
      return lost.reduce((sum, count) => sum + count, 0)
    },
  }
}

type Ask = (kind: Kind, method: string, path: string, body?: unknown) => Promise<TimedReply>

/** Opens the board, and then edits days of its own people, looks at what others did, and at how runs stand. */
async function atThePage(
  { planId, runId, people, users }: Input,
  number: number,
  ask: Ask,
  until: number,
): Promise<void> {
  const random = randomStream(8, number)
  const own = people.filter((_, index) => index % users === number)
  await setTimeout(random.uniform() * COMING_SHARE * (until - Date.now()))
  await openBoard(ask, planId, runId)
  let revision = 0
  while (Date.now() < until) {
    const what = random.uniform()
    if (what < 0.4) revision = await edit(ask, { runId, own, revision, random })
    else if (what < 0.7) revision = await lookAtEdits(ask, runId, revision)
    else if (what < 0.95)
      await Promise.all([ask('read', 'GET', `/plans/${planId}/runs`), ask('read', 'GET', `/runs/${runId}`)])
    else await openBoard(ask, planId, runId)
    await setTimeout(THINK_MS * random.exponential())
  }
}

async function openBoard(ask: Ask, planId: string, runId: string): Promise<void> {
  await Promise.all([
    ask('read', 'GET', '/units'),
    ask('read', 'GET', '/plans'),
    ask('read', 'GET', `/plans/${planId}`),
  ])
  const parts = ['', '/board', '/score-basis', '/draft']
  await Promise.all(parts.map((part) => ask('read', 'GET', `/runs/${runId}${part}`)))
}

interface Editing {
  readonly runId: string
  readonly own: readonly string[]
  readonly revision: number
  readonly random: RandomStream
}

/** A day off for somebody, or a note. */
async function edit(ask: Ask, { runId, own, revision, random }: Editing): Promise<number> {
  const employeeId = own[Math.floor(random.uniform() * own.length)]!
  const note = `note ${Math.floor(random.uniform() * 1000)}`
  const request = editOf([cellOf(employeeId, BIG_PLAN_WEEK, { note })], { baseRevision: revision })
  const { status, body } = await ask('edit', 'POST', `/runs/${runId}/draft/edits`, request)
  return status < 300 ? JSON.parse(body.toString()).revision : revision
}

async function lookAtEdits(ask: Ask, runId: string, revision: number): Promise<number> {
  const { body } = await ask('read', 'GET', `/runs/${runId}/draft/edits?after=${revision}`)
  return JSON.parse(body.toString()).revision
}
