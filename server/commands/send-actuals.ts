import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type ActualsReceipt, actualsReceiptSchema } from '../contracts/actuals.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import type { RecordedBatch } from './recorded-day.ts'

/** Where recorded days are replayed to. */
export interface ActualsTarget {
  /** Of the server: `https://plan.example.com`. */
  readonly url: string
  readonly planId: string
  /** API token; empty where there is no sign-in. */
  readonly token: string
}

const MOST_TRIES = 60
const FIRST_WAIT_MS = 250
const MOST_WAIT_MS = 10_000
const ANSWER_WITHIN_MS = 30_000
const FORBIDDEN = 403

/** What the server would answer again, however often it is asked. */
class Refused extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** Told why something is tried again. */
type OnWait = (reason: string) => void

/**
 * Sends a batch until the server has it. Its id makes that safe: one that had arrived, and whose answer was lost, is known.
 * @param now epoch milliseconds, by the sender's clock
 * @throws Error when the server refuses it as a whole, or does not answer for about ten minutes
 */
export async function sendActuals(
  target: ActualsTarget,
  { batchId, intervals }: RecordedBatch,
  { onWait, now }: { readonly onWait: OnWait; readonly now: () => number },
): Promise<ActualsReceipt> {
  const text = await untilAnswered(() => {
    const body = JSON.stringify({ batchId, sentAt: new Date(now()).toISOString(), intervals })
    return ask(target, '/actuals', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  }, onWait)
  return actualsReceiptSchema.parse(JSON.parse(text))
}

/** The zone of the plan; undefined where the token may not see plans. */
export async function planZone(target: ActualsTarget, onWait: OnWait): Promise<string | undefined> {
  try {
    const text = await untilAnswered(() => ask(target, '', {}), onWait)
    return z.object({ zone: z.string() }).parse(JSON.parse(text)).zone
  } catch (error) {
    if (error instanceof Refused && error.status === FORBIDDEN) return undefined
    throw error
  }
}

async function untilAnswered(work: () => Promise<string>, onWait: OnWait): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refused || tries >= MOST_TRIES) throw error
      onWait(error instanceof Error ? reasonOf(error) : String(error))
      await sleep(Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)))
    }
  }
}

const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && 'code' in cause ? `${message} (${String(cause.code)})` : message

async function ask(
  { url, planId, token }: ActualsTarget,
  path: string,
  { headers, ...request }: { readonly method?: string; readonly body?: string; readonly headers?: object },
): Promise<string> {
  const address = new URL(`/api/plans/${encodeURIComponent(planId)}${path}`, url)
  const reply = await fetch(address, {
    ...request,
    headers: { ...headers, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  const { status } = reply
  const text = await reply.text()
  if (reply.ok) return text
  const message = `${address.href} answered ${status}: ${messageOf(text)}`
  throw status >= 500 || status === 429 || status === 408 ? new Error(message) : new Refused(message, status)
}

function messageOf(text: string): string {
  try {
    return apiErrorSchema.parse(JSON.parse(text)).error.message
  } catch {
    return text.slice(0, 200)
  }
}
