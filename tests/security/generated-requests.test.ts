import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apiErrorSchema } from '../../server/contracts/api-error.ts'
import { countOf, makeTries, oneOf, seed, TRIES_MS } from '../faults/tries.ts'
import { arbitraryOf, type JsonSchema } from './arbitrary-of-schema.ts'
import { headersOf } from './route-requests.ts'
import { type Asked, ask, buildTwoWorlds, idsOfUnit, type Sender } from './worlds.ts'

const SENDERS = ['admin', 'vendorScheduler', 'agent', 'otherTeamAdmin', 'nobody'] as const satisfies readonly Sender[]
/** Requests generated at a time for each route. */
const BATCH = 20
/** Words of stacks, statements and machines, which no reader is to see. */
const INNER =
  /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|\.js:\d+|\b(select|insert into|update|delete from) \S+ .*\b(from|values|set|where)\b|relation "|violates|syntax error at|postgres:\/\/|\/(tmp|var|home|usr)\//i

interface Parameter {
  readonly in: 'path' | 'query' | 'header'
  readonly name: string
  readonly required?: boolean
  readonly schema: JsonSchema
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

type Request = Omit<Asked, 'sender'>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Requests to a route as its description says them, some of them wrong. */
function requestsTo(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  of: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Request> {
  const values = fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, of(schema)])), {
    requiredKeys: parameters.filter(({ in: place, required }) => place === 'path' || required).map(({ name }) => name),
  })
  const schema = requestBody?.content['application/json']?.schema
  const body = schema ? of(schema) : fc.constant(undefined)
  return fc.tuple(values, body).map(([given, sent]) => {
    const text = (name: string) => encodeURIComponent(textOf(given[name]).toWellFormed())
    const query = parameters.filter(({ in: place, name }) => place === 'query' && name in given)
    const search = query.map(({ name }) => `${name}=${text(name)}`).join('&')
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(name)) + (search === '' ? '' : `?${search}`)
    const isJson = sent !== undefined
    return {
      ...{ method: method.toUpperCase(), url },
      headers: {
        ...headersOf({ method: method.toUpperCase(), path }),
        ...(isJson ? { 'content-type': 'application/json' } : {}),
      },
      ...(isJson ? { body: JSON.stringify(sent) } : {}),
    }
  })
}

test(
  'whatever is sent to whichever route, the server answers in the common shape and shows nothing of its inside',
  async () => {
    const { tested } = await buildTwoWorlds()
    const { paths, components } = tested.app.swagger() as unknown as Description
    const ids = [...(await idsOfUnit(tested.db, 'main')).values()].flat()
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) =>
        requestsTo(path, method, operation, (schema) => arbitraryOf(schema, components.schemas, ids)),
      ),
    )
    const waiting = routes.map((): Request[] => [])
    const nextTo = (route: number, batch: number): Request => {
      if (waiting[route]!.length === 0) {
        waiting[route] = fc.sample(routes[route]!, { numRuns: BATCH, seed: seed + route * 1000 + batch })
      }
      return waiting[route]!.pop()!
    }
    const statuses = new Map<number, number>()
    await makeTries(19, async ({ index, random }) => {
      const route = index % routes.length
      const request = nextTo(route, Math.floor(index / (routes.length * BATCH)))
      const answer = await ask(tested, { ...request, sender: oneOf(random, SENDERS), isOneOfMany: true })
      const sent = `${request.method} ${request.url} ${String(request.body ?? '').slice(0, 2000)}`
      const said = `${sent}\n${answer.status} ${answer.body.slice(0, 2000)}\n${innerOf(tested.log, answer)}`
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status >= 500) expect(answer.status, said).toBe(503)
      if (answer.status >= 400) {
        expect(apiErrorSchema.safeParse(JSON.parse(answer.body)).success, said).toBe(true)
        expect(answer.body, said).not.toMatch(INNER)
      }
    })
    // Requests that come through to the services, or their checks alone would have been tried.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(countOf(19) / 50)
    expect(statuses.get(404) ?? 0).toBeGreaterThan(countOf(19) / 50)
  },
  TRIES_MS,
)

/** What the log says of a request that failed inside. */
const innerOf = (log: readonly string[], { status }: { readonly status: number }): string =>
  status < 500 ? '' : (log.findLast((line) => line.includes('request failed')) ?? '').slice(0, 1500)
