import { createServer, type Server, Socket } from 'node:net'

/** What befalls a statement. */
export type StatementFault =
  /** The database refuses it: its disk is full. */
  | 'refused'
  /** The connection is cut before the database has it. */
  | 'cutBefore'
  /** The database carries it out; the connection is cut before the answer. */
  | 'cutAfter'

export interface PostgresProxy {
  /** Of the database, through the proxy. */
  readonly url: string
  /** Statements that came since the last `failAt`. */
  statements(): number
  /** The k-th statement from now on fails, counted from 1; undefined for none. */
  failAt(k: number | undefined, fault?: StatementFault): void
  /** Resets every connection. */
  reset(): void
  /** Passes nothing on of the connections that there are, and leaves them open, as a machine that is gone does. */
  silence(): void
  /** Resets every connection and refuses others as a database that starts up does, until `open`. */
  shut(): void
  open(): void
  close(): Promise<void>
}

/** Raised in the place of a statement. */
const DISK_FULL = `do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`

/** Stands between the server and its PostgreSQL and can do to each statement what networks and disks do. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl)
  const links = new Set<Link>()
  const state = { count: 0, failAt: undefined as number | undefined, fault: 'refused' as StatementFault }
  let isShut = false
  const server: Server = createServer((client) => {
    if (isShut) return refuseStarting(client)
    const link = new Link(client, target, () => {
      state.count++
      return state.count === state.failAt ? state.fault : undefined
    })
    links.add(link)
    client.once('close', () => links.delete(link))
  })
  const url = new URL(databaseUrl)
  url.port = String(await listen(server))
  const reset = () => {
    for (const link of links) link.cut()
  }
  return {
    url: url.href,
    statements: () => state.count,
    failAt: (k, fault = 'refused') => Object.assign(state, { count: 0, failAt: k, fault }),
    reset,
    silence: () => {
      for (const link of links) link.silence()
    },
    shut: () => {
      isShut = true
      reset()
    },
    open: () => {
      isShut = false
    },
    close: async () => {
      reset()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })

/** As PostgreSQL says it: an ErrorResponse of class 57P03. */
function refuseStarting(client: Socket): void {
  client.on('error', () => undefined)
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up', ''].join('\0')
  const body = Buffer.from(`${fields}\0`)
  const head = Buffer.alloc(5, 'E')
  head.writeInt32BE(body.length + 4, 1)
  // Not before the startup message has come, lest the client is told of a reset alone.
  client.once('data', () => client.end(Buffer.concat([head, body])))
}

/** One connection of the server's, and its own to the database. */
class Link {
  readonly #client: Socket
  readonly #database = new Socket()
  readonly #onStatement: () => StatementFault | undefined
  #waiting = Buffer.alloc(0)
  #hasStarted = false
  #isSilent = false
  /** Messages of the statement that has begun to come. */
  #statement: Buffer[] = []
  #fault: StatementFault | undefined

  constructor(client: Socket, target: URL, onStatement: () => StatementFault | undefined) {
    this.#client = client
    this.#onStatement = onStatement
    for (const socket of [client, this.#database]) {
      socket.setNoDelay(true)
      socket.on('error', () => this.cut())
      socket.on('close', () => this.cut())
    }
    this.#database.connect(Number(target.port), target.hostname)
    client.on('data', (chunk) => this.#fromClient(chunk))
    this.#database.on('data', (chunk) => this.#fromDatabase(chunk))
  }

  cut(): void {
    this.#client.resetAndDestroy()
    this.#database.destroy()
  }

  /** Nothing more is heard of the database, which keeps the connection as long as it likes. */
  silence(): void {
    this.#isSilent = true
  }

  #fromDatabase(chunk: Buffer): void {
    if (this.#isSilent) return
    if (this.#fault === 'cutAfter') this.#whenDone(chunk)
    else this.#client.write(chunk)
  }

  /** ReadyForQuery ends the answer: the statement is carried out, and for `commit` kept. */
  #whenDone(chunk: Buffer): void {
    const isReady = chunk.length >= 6 && chunk[chunk.length - 6] === 'Z'.charCodeAt(0)
    if (isReady) this.cut()
  }

  #fromClient(chunk: Buffer): void {
    if (this.#isSilent) return
    this.#waiting = Buffer.concat([this.#waiting, chunk])
    for (let message = this.#nextMessage(); message !== undefined; message = this.#nextMessage()) this.#take(message)
  }

  /** The startup message has no type; the others have one before their length. */
  #nextMessage(): Buffer | undefined {
    const typeBytes = this.#hasStarted ? 1 : 0
    if (this.#waiting.length < typeBytes + 4) return undefined
    const length = this.#waiting.readInt32BE(typeBytes) + typeBytes
    if (this.#waiting.length < length) return undefined
    const message = this.#waiting.subarray(0, length)
    this.#waiting = this.#waiting.subarray(length)
    return message
  }

  #take(message: Buffer): void {
    if (!this.#hasStarted) {
      this.#hasStarted = true
      this.#database.write(message)
      return
    }
    const type = String.fromCharCode(message[0]!)
    // A simple query, or the parts of an extended one up to its Sync.
    if (!'QPBDEHSC'.includes(type)) {
      this.#database.write(message)
      return
    }
    this.#statement.push(message)
    if (type === 'Q' || type === 'S') this.#passOn()
  }

  #passOn(): void {
    const statement = Buffer.concat(this.#statement)
    this.#statement = []
    this.#fault = this.#onStatement()
    if (this.#fault === 'cutBefore') this.cut()
    else this.#database.write(this.#fault === 'refused' ? simpleQuery(DISK_FULL) : statement)
  }
}

function simpleQuery(text: string): Buffer {
  const message = Buffer.alloc(6 + Buffer.byteLength(text))
  message.write('Q', 0)
  message.writeInt32BE(message.length - 1, 1)
  message.write(text, 5)
  return message
}
