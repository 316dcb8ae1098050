import { createHmac } from 'node:crypto'
import { DateTime } from 'luxon'
import { localStamp } from '../../solver/domain/horizon.ts'
import { WEBHOOK_RULE } from '../auth/actor.ts'
import type { ChatFormat, WebhookMessage } from '../contracts/webhook.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { findHappened } from '../store/chat-facts.ts'
import type { Database } from '../store/database.ts'
import { type DueDelivery, endAttempt, takeDue } from '../store/webhook-store.ts'
import { type ChatFacts, chatMessage, chatRefusal, chatText } from './chat-message.ts'
import { type OutboundRules, postOutbound } from './outbound-request.ts'

/** Messages taken at once, and sent side by side. */
const AT_ONCE = 10
/** Longer than a message may take, so that no other process takes it meanwhile. */
const LEASE_SECONDS = 60
/** Waits before the second and later tries, seconds; after the last one it is given up. */
const WAITS = [30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600]

/**
 * Sends messages whose time has come. One that is not taken with a 2xx is sent again, later and later; the receiver knows
 * a message that comes twice by its id.
 * @returns how many were sent or tried
 */
export const deliverDue = (db: Database, rules: OutboundRules): Promise<number> =>
  withAccess(everythingAs(WEBHOOK_RULE.id), async () => {
    const due = await takeDue(db, AT_ONCE, LEASE_SECONDS)
    await Promise.all(
      due.map(async (delivery) => {
        const told = await send(db, delivery, rules)
        const isDelivered = /^2\d\d$/.test(told)
        const nextSeconds = isDelivered ? undefined : WAITS[delivery.attempt - 1]
        await endAttempt(db, delivery, { isDelivered, told, nextSeconds })
      }),
    )
    return due.length
  })

/** @returns the status, or in a few words why there is none */
async function send(db: Database, delivery: DueDelivery, rules: OutboundRules): Promise<string> {
  try {
    return delivery.format === 'tideline' ? await sendIds(delivery, rules) : await sendText(db, delivery, rules)
  } catch (error) {
    const { name, message: reason, code } = error as Error & { readonly code?: string }
    if (name === 'TimeoutError') return 'no answer in time'
    return (name === 'OutboundRefused' ? reason : (code ?? 'could not be reached')).slice(0, 200)
  }
}

async function sendIds({ id, event, unit_id, entity_id, happened_at, url, secret }: DueDelivery, rules: OutboundRules) {
  const message: WebhookMessage = {
    ...{ id, event, unitId: unit_id, entityId: entity_id, happenedAt: happened_at.toISOString() },
  }
  const body = JSON.stringify(message)
  const at = Math.floor(Date.now() / 1000)
  const headers = {
    'user-agent': 'Tideline',
    'x-tideline-event': event,
    'x-tideline-delivery': id,
    'x-tideline-signature': `t=${at},v1=${signatureOf(secret, at, body)}`,
  }
  const { status } = await postOutbound(url, body, headers, rules)
  return toldOf(status)
}

/** What happened in words, to the robot of a group chat, which may refuse with a 200. */
async function sendText(db: Database, delivery: DueDelivery, rules: OutboundRules): Promise<string> {
  const format = delivery.format as ChatFormat
  const text = chatText(await factsOf(db, delivery), delivery.language)
  const { url, body } = chatMessage({ ...delivery, format }, text, Date.now())
  const { status, text: answer } = await postOutbound(url, body, { 'user-agent': 'Tideline' }, rules)
  return (status === 200 && chatRefusal(answer)) || toldOf(status)
}

const toldOf = (status: number): string =>
  status >= 300 && status < 400 ? `${status}: redirects are not followed` : String(status)

async function factsOf(db: Database, delivery: DueDelivery): Promise<ChatFacts> {
  const { event, language } = delivery
  const row = await findHappened(db, delivery)
  const { description, risk } = row ?? {}
  if (!description) return { event, planName: '' }
  const inWords = (name: Name, id: string) => (typeof name === 'string' ? name : (name?.[language] ?? id))
  const planName = inWords(description.name, '')
  if (!risk) return { event, planName, ...(row?.week && { days: daysFrom(row.week, row.weeks ?? 1) }) }
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const figure = risk.kind === 'peopleMissing' ? String : percent
  const time = (ms: number) => localStamp(ms, description.zone).slice(11, 16)
  const queueName = inWords(description.queues.find(({ id }) => id === risk.queueId)?.name, risk.queueId)
  return {
    ...{ event, planName },
    alert: {
      ...{ kind: risk.kind, queueName, span: `${time(risk.startMs)}–${time(risk.endMs)}`, step: row?.step ?? 0 },
      ...{ value: figure(risk.value), limit: figure(risk.limit) },
    },
  }
}

type Name = string | { readonly 'zh-CN': string; readonly en: string } | undefined

const daysFrom = (week: string, weeks: number): string =>
  `${week} – ${DateTime.fromISO(week, { zone: 'utc' })
    .plus({ days: 7 * weeks - 1 })
    .toISODate()}`

/** HMAC-SHA-256 over the time and the body, hex: the receiver refuses what it did not sign, and what is old. */
const signatureOf = (secret: string, atSeconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex')
