import { expect, test } from 'vitest'
import { ask, buildTwoWorlds, type Sender } from '../security/worlds.ts'
import { buildTestApp, type TestApp } from '../server/api/build-test-app.ts'
import { OPEN_GATE, storeFinishedRun, storePlan } from '../server/stored-plan.ts'
import { breaches, lostWrites } from './invariants.ts'
import { below, countOf, makeTries, TRIES_MS, type Try } from './tries.ts'

const MOST_RACERS = 50
/** Rounds of this number of the programme that are raced for requests, whose approval changes a plan and takes longest. */
const REQUESTS_SHARE = 0.05

/** Two to fifty, mostly few: the first two to come meet in every round. */
const racersOf = ({ random }: Try): number => 2 + Math.floor((MOST_RACERS - 1) * random.uniform() ** 8)

let sent = 0
/** Of nobody who has sent much: the limit of requests a minute is not what is tried. */
const nextAddress = () => `10.1.${(sent++ >> 8) & 255}.${sent & 255}`

const publish = ({ app }: TestApp, runId: string, replaces: string | null) =>
  app.inject({
    ...{ method: 'POST', url: `/api/runs/${runId}/publication`, body: { replaces }, remoteAddress: nextAddress() },
  })

test(
  'of those who publish for one week at once exactly one wins, and the others are told who',
  async () => {
    const tested = await buildTestApp({ slots: 0, lagMs: () => 0 })
    const planId = await storePlan(tested.db)
    const runs: string[] = []
    for (let run = 0; run <= MOST_RACERS; run++) runs.push(await storeFinishedRun(tested.db, planId, OPEN_GATE))
    const standing = { id: null as string | null, runId: '' }
    const published: string[] = []
    await makeTries(
      12,
      async (round) => {
        const first = below(round.random, runs.length)
        const racers = Array.from({ length: racersOf(round) }, (_, index) => runs[(first + index) % runs.length]!)
        const starters = racers.filter((runId) => runId !== standing.runId)
        const replies = await Promise.all(starters.map((runId) => publish(tested, runId, standing.id)))
        const winners = replies.filter(({ statusCode }) => statusCode === 201)
        expect(winners.length, replies.map(({ body }) => body).join('\n')).toBe(1)
        const winner = winners[0]!.json()
        for (const loser of replies.filter((reply) => reply !== winners[0])) {
          expect([loser.statusCode, loser.json().error.code]).toEqual([409, 'conflict'])
          expect(loser.json().error.message).toContain(winner.runId)
        }
        Object.assign(standing, winner)
        published.push(winner.id)
      },
      { count: Math.round(countOf(12) * (1 - REQUESTS_SHARE)) },
    )
    expect(await lostWrites(tested.db, { edits: [], publications: published })).toEqual([])
    expect(await breaches(tested.db)).toEqual([])
  },
  TRIES_MS,
)

const DECIDERS: readonly Sender[] = ['admin', 'manager', 'scheduler', 'vendorScheduler']
const STEPS = ['approve', 'refuse'] as const
const DAY_MS = 86_400_000

/** Each on a day of its own, so that no earlier one stands in its way. */
function dayOff(round: number) {
  const day = (offset: number) => new Date(Date.UTC(2028, 0, 1) + (round + offset) * DAY_MS).toISOString().slice(0, 10)
  return { kind: 'timeOff', start: `${day(0)}T00:00`, end: `${day(1)}T00:00`, reason: 'paid' }
}

test(
  'of those who decide one request at once, or withdraw it, exactly one wins',
  async () => {
    const { tested } = await buildTwoWorlds()
    // Its work that is not over was stored without jobs.
    const breachesBefore = await breaches(tested.db)
    const outcomes = new Set<string>()
    await makeTries(
      12,
      async (round) => {
        const asked = { unitId: 'main', ask: dayOff(round.index) }
        const made = await ask(tested, {
          method: 'POST',
          url: '/api/own/requests',
          sender: 'agent',
          isOneOfMany: true,
          body: asked,
        })
        expect(made.status, made.body).toBe(201)
        const { id, revision } = JSON.parse(made.body)
        const racers = Array.from({ length: Math.min(racersOf(round), 12) }, (_, index) =>
          index === 0
            ? ({ url: `/api/own/requests/${id}/withdraw`, sender: 'agent' } as const)
            : { url: `/api/requests/${id}/${STEPS[index % 2]}`, sender: DECIDERS[index % DECIDERS.length]! },
        )
        const starters = below(round.random, 2) === 0 ? racers : racers.toReversed()
        const answers = await Promise.all(
          starters.map((racer) => ask(tested, { ...racer, method: 'POST', body: { revision }, isOneOfMany: true })),
        )
        const winners = answers.filter(({ status }) => status === 200)
        expect(winners.length, answers.map(({ status, body }) => `${status} ${body}`).join('\n')).toBe(1)
        expect(answers.filter((answer) => answer !== winners[0]).map(({ status }) => status)).toEqual(
          answers.slice(1).map(() => 409),
        )
        outcomes.add(JSON.parse(winners[0]!.body).state)
      },
      { count: Math.round(countOf(12) * REQUESTS_SHARE) },
    )
    expect([...outcomes].sort()).toEqual(['approved', 'refused', 'withdrawn'])
    expect(await breaches(tested.db)).toEqual(breachesBefore)
  },
  TRIES_MS,
)
