import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../server/store/database.ts'
import { makeTries, oneOf, TRIES_MS, type Try } from '../faults/tries.ts'
import { cellOf, editOf } from '../server/draftable-run.ts'
import { addressOf, BODIES, headersOf, nameOf, type Route, routesOf } from './route-requests.ts'
import { type Asked, ask, buildTwoWorlds, idsOfUnit, type Sender, type TwoWorlds } from './worlds.ts'

/** Has every right, in a unit of the same data. */
const BY_FOREIGNER = { sender: 'otherTeamAdmin', isOneOfMany: true } as const satisfies Partial<Asked>

/** Ids in the place of those of `main`, so that answers about them can be compared. */
type Names = (foreign: string) => string

/** Requests whose body names what is not the sender's, at an address that is. */
interface InBody {
  readonly request: (worlds: TwoWorlds, name: Names) => Omit<Asked, 'sender'>
  /** Of what is theirs, and of what is nothing. */
  readonly statuses: readonly [number, number]
  readonly sender?: Sender
}
const IN_BODIES: readonly InBody[] = [
  {
    statuses: [409, 409],
    request: ({ main, other }, name) => ({
      ...{ method: 'POST', url: `/api/runs/${other.otherRunId}/publication` },
      body: { replaces: name(main.publicationId) },
    }),
  },
  {
    // Senders give edits their ids: one that is taken is refused, and nothing is said of what has it.
    statuses: [409, 201],
    request: ({ main, other }, name) => ({
      ...{ method: 'POST', url: `/api/runs/${other.runId}/draft/edits` },
      body: editOf([cellOf('an', '2026-11-14')], { id: name(main.editId), editor: main.runId, baseRevision: 1 }),
    }),
  },
  {
    statuses: [404, 404],
    sender: 'otherTeamAgent',
    request: ({ main, other }, name) => ({
      ...{ method: 'POST', url: '/api/own/requests' },
      body: {
        unitId: other.unitId,
        ask: { kind: 'swap', shiftId: name(main.shiftId), colleagueId: null, returnDates: [] },
      },
    }),
  },
  {
    statuses: [404, 404],
    sender: 'otherTeamAgent',
    request: ({ main }, name) => ({
      ...{ method: 'POST', url: '/api/own/feed' },
      body: { unitId: name(main.unitId) },
    }),
  },
  {
    statuses: [404, 404],
    request: ({ main }, name) => ({
      ...{ method: 'POST', url: '/api/plans' },
      body: { unitId: name(main.unitId), files: [{ path: 'plan.yaml', content: 'zone: Asia/Shanghai\n' }] },
    }),
  },
]

/** What is told of an id, without the id. */
const told = ({ status, body }: { status: number; body: string }, ...ids: readonly string[]) => ({
  status,
  body: ids.reduce((text, id) => text.replaceAll(id, 'ID'), body).replaceAll(/"requestId":"[^"]+"/g, ''),
})

/** Hash of every row of a unit. */
async function stateOf(db: Database, unitId: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'unit_id' order by 1`.execute(db)
  const state: Record<string, string> = {}
  for (const { name } of rows) {
    const hash = sql<{ hash: string }>`
      select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash
      from ${sql.table(name)} t where unit_id = ${unitId}`
    state[name] = (await hash.execute(db)).rows[0]!.hash
  }
  return state
}

/** The address of a route with one id in the place of each id of a world. */
const addressWith = (route: Route, { other }: TwoWorlds, id: string): string =>
  addressOf(route, Object.assign({}, other, Object.fromEntries(Object.keys(other).map((key) => [key, id]))))

test(
  'ids of another team are answered as ids of nothing, wherever they stand, and nothing is changed',
  async () => {
    const worlds = await buildTwoWorlds()
    const { tested, main } = worlds
    const routes = routesOf(tested.app.swagger()).filter(({ path }) => path.includes('{id}'))
    const foreign = [...(await idsOfUnit(tested.db, 'main')).values()].flat()
    expect(foreign.length).toBeGreaterThanOrEqual(8)
    const before = await stateOf(tested.db, 'main')

    const inPath = async ({ index, random }: Try) => {
      const route = routes[index % routes.length]!
      const [id, nothing] = [oneOf(random, foreign), randomUUID()]
      const request = { method: route.method, ...BY_FOREIGNER, headers: headersOf(route) }
      const [theirs, missing] = await Promise.all(
        [id, nothing].map((one) =>
          ask(tested, { ...request, url: addressWith(route, worlds, one), body: BODIES[nameOf(route)]?.(main) }),
        ),
      )
      expect(told(theirs!, id), `${nameOf(route)} of ${id}`).toEqual(told(missing!, nothing))
      expect([400, 404], `${nameOf(route)}: ${theirs!.status} ${theirs!.body}`).toContain(theirs!.status)
    }
    const inBody = async ({ index }: Try) => {
      const { request, statuses, sender = 'otherTeamAdmin' } = IN_BODIES[index % IN_BODIES.length]!
      const nothing = randomUUID()
      const theirs = await ask(tested, { ...request(worlds, (id) => id), sender, isOneOfMany: true })
      const missing = await ask(tested, { ...request(worlds, () => nothing), sender, isOneOfMany: true })
      expect([theirs.status, missing.status], `${theirs.body}\n${missing.body}`).toEqual(statuses)
      const named = foreign.filter(
        (id) => theirs.body.includes(id) && !JSON.stringify(request(worlds, (one) => one)).includes(id),
      )
      expect(named, theirs.body).toEqual([])
    }
    const inBulk = async ({ index }: Try) => {
      const lists = routesOf(tested.app.swagger()).filter(({ method, path }) => method === 'GET' && !path.includes('{'))
      const { path: url } = lists[index % lists.length]!
      const { body } = await ask(tested, { method: 'GET', url, ...BY_FOREIGNER })
      expect(
        foreign.filter((id) => body.includes(id)),
        url,
      ).toEqual([])
    }
    await makeTries(8, (one) => (one.index % 10 === 0 ? inBody(one) : one.index % 10 === 1 ? inBulk(one) : inPath(one)))
    expect(await stateOf(tested.db, 'main')).toEqual(before)
  },
  TRIES_MS,
)

/** What somebody of one vendor must never be told of the other: who is there, and what they ask for. */
const OF_OTHER_VENDOR = ['安安', '"Bo"', '"an"', '"bo"', '"care"', '"alpha"']

test(
  'people of one vendor see nothing of the people of another vendor of the same team',
  async () => {
    const { tested, main } = await buildTwoWorlds()
    const routes = routesOf(tested.app.swagger())
    const senders = ['otherVendorScheduler', 'otherVendorAgent'] as const
    const looks = routes.flatMap((route) => senders.map((sender) => ({ route, sender })))
    await makeTries(
      8,
      async ({ index }) => {
        const { route, sender } = looks[index]!
        const request = { method: route.method, url: addressOf(route, main), headers: headersOf(route) }
        const { status, body } = await ask(tested, { ...request, sender, body: BODIES[nameOf(route)]?.(main) })
        // What was sent may be said back: no person "an" is known.
        const shown = status < 400 ? OF_OTHER_VENDOR.filter((word) => body.includes(word)) : []
        expect(shown, `${nameOf(route)} for ${sender}: ${body.slice(0, 500)}`).toEqual([])
      },
      { count: looks.length },
    )
    // Their own scheduler sees them, or nothing would have been there to be hidden.
    const url = `/api/units/main/people`
    const own = await ask(tested, { method: 'GET', url, sender: 'vendorScheduler' })
    expect(OF_OTHER_VENDOR.filter((word) => !own.body.includes(word))).toEqual([])
  },
  TRIES_MS,
)
