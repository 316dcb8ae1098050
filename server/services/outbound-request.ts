import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { useAgent as filteringAgent } from 'request-filtering-agent'
import { isForbiddenAddress } from './forbidden-address.ts'

export interface OutboundRules {
  /** Hosts of the own network that may be reached all the same, in small letters. */
  readonly allowedHosts: readonly string[]
  /** In the place of the system's. */
  readonly lookup?: typeof systemLookup
  /** From the first packet to the last of the answer, milliseconds. */
  readonly timeoutMs?: number
}

export interface OutboundAnswer {
  readonly status: number
  /** What it says, as far as it is looked at. */
  readonly text: string
}

const TIMEOUT_MS = 10_000
/** More than a receiver has to say. */
const ANSWER_BYTES = 64 * 1024

class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused'
}

/** Why an address cannot be sent to, whatever its name turns out to be; undefined when it may be tried. */
export function urlProblem(text: string, { allowedHosts }: Pick<OutboundRules, 'allowedHosts'>): string | undefined {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'is not an address such as https://example.com/hook'
  if (url.username !== '' || url.password !== '')
    return 'holds a user or password; put what the receiver needs into its path'
  const host = hostOf(url)
  if (allowedHosts.includes(host)) return undefined
  if (url.protocol !== 'https:') return 'is not encrypted; begin it with https://'
  const isLocalName =
    isIP(host) === 0 && (!host.includes('.') || /\.(localhost|local|internal|home\.arpa)\.?$/.test(host))
  if (isLocalName || (isIP(host) !== 0 && isForbiddenAddress(host))) return 'is not a host of the internet'
  return undefined
}

const hostOf = (url: URL): string =>
  url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()

/**
 * Sends a message to an address that somebody gave. Each address that its name stands for is checked at the moment of the
 * connection, by our own list and by that of a library, and no redirect is followed.
 * @throws Error when the address is none that may be reached, or does not answer in time
 */
export async function postOutbound(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  rules: OutboundRules,
): Promise<OutboundAnswer> {
  const problem = urlProblem(address, rules)
  if (problem !== undefined) throw new OutboundRefused(`The address ${problem}.`)
  const url = new URL(address)
  const isAllowed = rules.allowedHosts.includes(hostOf(url))
  const lookup = checkedLookup(rules.lookup ?? systemLookup, isAllowed)
  const secure = url.protocol === 'https:'
  // Connections are not kept: the next message looks its address up anew.
  const own = { keepAlive: false }
  const agent = isAllowed ? new (secure ? https : http).Agent(own) : filteringAgent(address, own)
  const options: https.RequestOptions = {
    ...{ method: 'POST', agent, lookup, signal: AbortSignal.timeout(rules.timeoutMs ?? TIMEOUT_MS) },
    headers: { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
  }
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, options, (answer) => {
      const chunks: Buffer[] = []
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > ANSWER_BYTES) request.destroy()
        else chunks.push(chunk)
      })
      answer.on('error', () => undefined)
      answer.on('close', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Hands on the addresses of a name only when every one of them may be reached. */
function checkedLookup(lookup: typeof systemLookup, isAllowed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupOptions & { all: true } = { ...options, all: true }
    lookup(hostname, all, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '')
      const bad = isAllowed ? undefined : addresses.find(({ address }) => isForbiddenAddress(address))
      if (bad || addresses.length === 0) {
        return callback(new OutboundRefused('The address stands for a host that is not of the internet.'), '')
      }
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}
