import { useEffect, useState } from 'react'
import type { ApiErrorReply } from '../../../server/contracts/api-error.ts'
import type { Wallboard } from '../../../server/contracts/wallboard.ts'
import { WALLBOARD_EVENT } from '../../../server/contracts/wallboard-limits.ts'
import { API_BASE } from '../../lib/early-requests.ts'
import type { Connection } from './standing.ts'

/** Without an event, so that what ends by the clock is seen. */
const ASK_EVERY_MS = 20_000
const AGAIN_AFTER_MS = 3000
const ANSWER_WITHIN_MS = 15_000
/** Changes that follow one another faster are asked after once. */
const SETTLE_MS = 500

interface WallboardState {
  /** As it was last answered. */
  readonly board: Wallboard | undefined
  /** The server's clock over the device's, milliseconds. */
  readonly offsetMs: number
  readonly connection: Connection
  /** Whether the link was ended, or has run out. */
  readonly isOver: boolean
}

const AT_FIRST: WallboardState = {
  ...{ board: undefined, offsetMs: 0, isOver: false },
  connection: { answeredMs: undefined, failedMs: undefined },
}

/** What a screen shows, asked again at each change and for ever: nobody is there to press a button. */
export function useWallboard(secret: string): WallboardState {
  const [state, setState] = useState(AT_FIRST)
  useEffect(() => follow(`${API_BASE}/wallboards/${secret}`, setState), [secret])
  return state
}

type Change = (change: (before: WallboardState) => WallboardState) => void

/** @returns stops */
function follow(address: string, change: Change): () => void {
  const stopped = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  let events: EventSource | undefined
  const askIn = (milliseconds: number) => {
    clearTimeout(timer)
    if (!stopped.signal.aborted) timer = setTimeout(ask, milliseconds)
  }
  const ask = async () => {
    if (isAsking) return
    isAsking = true
    const answer = await askOnce(address, stopped.signal)
    isAsking = false
    if (stopped.signal.aborted) return
    change((before) => after(before, answer, Date.now()))
    if (answer === 'over') events?.close()
    else if (events === undefined || events.readyState === EventSource.CLOSED) events = listen()
    askIn(answer === 'failed' ? AGAIN_AFTER_MS : ASK_EVERY_MS)
  }
  const listen = () => {
    const stream = new EventSource(`${address}/events`)
    stream.addEventListener(WALLBOARD_EVENT, () => askIn(SETTLE_MS))
    // The browser opens it again by itself; what has happened is found out by asking.
    stream.addEventListener('error', () => askIn(SETTLE_MS))
    return stream
  }
  askIn(0)
  return () => {
    stopped.abort()
    clearTimeout(timer)
    events?.close()
  }
}

type Answer = Wallboard | 'over' | 'failed'

async function askOnce(address: string, stopped: AbortSignal): Promise<Answer> {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)])
    // As nobody, whoever may be signed in at this device.
    const response = await fetch(address, { credentials: 'omit', cache: 'no-store', signal })
    const json: unknown = await response.json()
    if (response.ok) return json as Wallboard
    // A proxy in between may have its own word for what it does not find.
    return (json as Partial<ApiErrorReply>).error?.code === 'notFound' ? 'over' : 'failed'
  } catch {
    return 'failed'
  }
}

function after(before: WallboardState, answer: Answer, nowMs: number): WallboardState {
  const { answeredMs, failedMs } = before.connection
  if (answer === 'failed') return { ...before, connection: { answeredMs, failedMs: failedMs ?? nowMs } }
  const connection = { answeredMs: nowMs, failedMs: undefined }
  if (answer === 'over') return { ...before, connection, board: undefined, isOver: true }
  return { board: answer, offsetMs: Date.parse(answer.serverTime) - nowMs, connection, isOver: false }
}
