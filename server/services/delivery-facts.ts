import { DateTime } from 'luxon'
import { localStamp } from '../../solver/domain/horizon.ts'
import { findHappened } from '../store/chat-facts.ts'
import type { Database } from '../store/database.ts'
import type { DueDelivery } from '../store/delivery-store.ts'
import type { ChatFacts } from './chat-message.ts'

/** What people are told of a delivery, in its language. */
export async function factsOf(db: Database, delivery: DueDelivery): Promise<ChatFacts> {
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
      ...(risk.extraContacts !== undefined && { extraContacts: String(Math.round(risk.extraContacts)) }),
    },
  }
}

type Name = string | { readonly 'zh-CN': string; readonly en: string } | undefined

const daysFrom = (week: string, weeks: number): string =>
  `${week} – ${DateTime.fromISO(week, { zone: 'utc' })
    .plus({ days: 7 * weeks - 1 })
    .toISODate()}`
