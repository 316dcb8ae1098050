import { Agent, request } from 'node:http'

export interface TimedReply {
  readonly status: number
  readonly body: Buffer
  readonly milliseconds: number
}

/** Somebody at a page: a few connections that stay open, from an address of their own, as each has a limit of requests. */
export class HttpUser {
  readonly #agent: Agent
  readonly #address: URL

  /** @param number from 0, of at most 200 */
  constructor(address: string, number: number) {
    this.#address = new URL(address)
    this.#agent = new Agent({ keepAlive: true, maxSockets: 6, localAddress: `127.0.0.${number + 2}` })
  }

  /** Until the last byte has come. */
  send(method: string, path: string, body?: unknown): Promise<TimedReply> {
    const startedAt = performance.now()
    const text = body === undefined ? undefined : JSON.stringify(body)
    const { hostname, port } = this.#address
    const headers = {
      'accept-encoding': 'gzip',
      ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    return new Promise((resolve, reject) => {
      const sent = request({ agent: this.#agent, method, hostname, port, path: `/api${path}`, headers }, (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.once('error', reject)
        reply.once('end', () => {
          const milliseconds = performance.now() - startedAt
          resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(chunks), milliseconds })
        })
      })
      sent.once('error', reject)
      sent.end(text)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
