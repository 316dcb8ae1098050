import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTries, TRIES_MS } from '../faults/tries.ts'
import { addressOf, BODIES, headersOf, nameOf, type Route, routesOf } from './route-requests.ts'
import { type Answer, ask, buildTwoWorlds, SENDER_NAMES, type Sender, type World } from './worlds.ts'

/**
 * What a route answers a sender who names things of the unit `main`: it lets them (`yes`), tells them of nothing of ours
 * (`none`), or refuses with a status. Read by a person whenever it changes: the line of a new route is written by hand.
 */
const CELLS = ['yes', 'none', '401', '403', '404'] as const
type Cell = (typeof CELLS)[number]

const lines = readFileSync(join(import.meta.dirname, 'role-route-matrix.csv'), 'utf8')
  .trimEnd()
  .split('\n')
const [header = '', ...rows] = lines.map((line) => line.split(','))
const matrix = new Map(rows.map(([route, ...cells]) => [route!, cells as Cell[]]))

/** Routes that are no part of the described API. */
const HIDDEN = ['/api/openapi.json', '/metrics']

/** `GET /api/plans/:id` of each line of the server's tree of routes. */
function servedRoutes(tree: string): Set<string> {
  const prefixes: string[] = []
  const served = new Set<string>()
  for (const line of tree.split('\n')) {
    const found = /^((?:[│ ] {3})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (!found) continue
    const [, indent = '', part = '', methods = ''] = found
    const depth = indent.length / 4
    prefixes.length = depth
    prefixes.push(part)
    for (const method of methods.split(', ').filter((one) => one !== '' && one !== 'HEAD')) {
      served.add(`${method} ${prefixes.join('')}`)
    }
  }
  return served
}

/** Parameters of one place may have several names: `/units/:unitId|:id`. */
const withoutNames = (route: string): string => route.replaceAll(/\{\w+\}|:\w+(\|:\w+)*/g, '{}')

const isDocumentation = (route: string): boolean => / \/api\/docs/.test(route)

test('every route has a line of the matrix, every line a route, and every cell is decided', async () => {
  const { tested } = await buildTwoWorlds()
  const described = routesOf(tested.app.swagger()).map(nameOf)
  expect([...matrix.keys()]).toEqual(described)
  expect(header).toEqual(['route', ...SENDER_NAMES])
  for (const [route, cells] of matrix) {
    expect(cells.length, route).toBe(SENDER_NAMES.length)
    for (const cell of cells) expect(CELLS, route).toContain(cell)
  }
  const served = [...servedRoutes(tested.app.printRoutes({ commonPrefix: false }))]
  expect(served.length).toBeGreaterThan(60)
  const known = new Set(described.map(withoutNames))
  const undescribed = served.filter((route) => !known.has(withoutNames(route)) && !isDocumentation(route))
  expect(undescribed.toSorted()).toEqual(HIDDEN.map((path) => `GET ${path}`))
  const withoutBody = routesOf(tested.app.swagger()).filter(({ takesBody }) => takesBody)
  expect(withoutBody.map(nameOf).filter((name) => BODIES[name] === undefined)).toEqual([])
})

/** Whom requests name, as messages quote it. */
const PERSON = '\\"an\\"'

/** Which cell an answer belongs to. */
function cellOf({ status, body }: Answer, { method, path }: Route, { unitId, ...ids }: World): Cell | string {
  if (status === 401 || status === 403) return String(status)
  const shown = [...Object.values(ids), `\\"${unitId}\\"`, PERSON].some((id) => body.includes(id))
  // What is not there for others either has another message, which does not name what was asked for.
  if (status === 404 && shown) return '404'
  if (/"code":"internal"|does not have the expected form/.test(body)) return `${status} ${body}`
  return method === 'GET' && LISTS.includes(path) && !shown ? 'none' : 'yes'
}

/** Lists of everything that the sender may see: what is shown of `main` is seen by its ids. */
const LISTS = ['/api/plans', '/api/accounts', '/api/audit']

/** What is taken away is taken away last. */
const inOrder = (routes: readonly Route[]): Route[] => [
  ...routes.filter(({ method }) => method !== 'DELETE'),
  ...routes.filter(({ method }) => method === 'DELETE'),
]

test(
  'the server decides every cell as the matrix says',
  async () => {
    const { tested, main } = await buildTwoWorlds()
    const cells = inOrder(routesOf(tested.app.swagger())).flatMap((route) =>
      // Those who may do least ask first: what others change is still there for them.
      SENDER_NAMES.toReversed().map((sender) => ({ route, sender })),
    )
    const decide = async ({ route, sender }: { route: Route; sender: Sender }) => {
      const name = nameOf(route)
      const url = addressOf(route, main)
      const answer = await ask(tested, {
        ...{ method: route.method, url, sender, body: BODIES[name]?.(main), headers: headersOf(route) },
      })
      const decided = matrix.get(name)?.[SENDER_NAMES.indexOf(sender)]
      expect(cellOf(answer, route, main), `${name} for ${sender}: ${answer.status} ${answer.body}`).toBe(decided)
    }
    await makeTries(7, ({ index }) => decide(cells[index]!), { count: cells.length })
  },
  TRIES_MS,
)
