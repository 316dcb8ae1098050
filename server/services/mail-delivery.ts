import { MOST_MAILS_AN_HOUR } from '../contracts/watch-setting.ts'
import type { Database } from '../store/database.ts'
import { countMail, type DeliveryOutcome, type DueMailDelivery } from '../store/delivery-store.ts'
import { chatText } from './chat-message.ts'
import type { MailedReport } from './day-report-mails.ts'
import { factsOf } from './delivery-facts.ts'
import { type MailAnswer, type MailServer, type MailToSend, sendMail } from './send-mail.ts'
import type { ServiceLog } from './service-log.ts'

/** What it takes to send mails. */
export interface MailDelivery {
  readonly server: MailServer
  /** Where people reach the page; mails lead to it if it is known. */
  readonly publicUrl: string | undefined
  readonly reportOf: (delivery: DueMailDelivery) => Promise<MailedReport>
  readonly log: Pick<ServiceLog, 'error'>
}

/** A mail that waited longer tells nothing any more. */
const LATE_MS = 48 * 3_600_000
const HELD_BACK_SECONDS = 300

/** @param nextSeconds until the next try; undefined when this is the last one */
export async function deliverMail(
  db: Database,
  delivery: DueMailDelivery,
  parts: MailDelivery,
  nextSeconds: number | undefined,
): Promise<DeliveryOutcome> {
  if (Date.now() - delivery.happened_at.getTime() > LATE_MS) return { state: 'failed', told: 'tooLate' }
  if (!(await countMail(db, delivery, MOST_MAILS_AN_HOUR))) {
    return { state: 'waiting', told: 'heldBack', nextSeconds: HELD_BACK_SECONDS, isUntried: true }
  }
  const { outcome, reply } = await tryMail(db, delivery, parts)
  const told = reply === undefined ? outcome : `${outcome} ${reply}`
  if (outcome === 'sent') return { state: 'delivered', told }
  if (outcome === 'refused' || nextSeconds === undefined) return { state: 'failed', told }
  return { state: 'waiting', told, nextSeconds }
}

async function tryMail(db: Database, delivery: DueMailDelivery, parts: MailDelivery): Promise<MailAnswer> {
  try {
    return await sendMail(parts.server, await mailOf(db, delivery, parts))
  } catch (error) {
    // Without the delivery: it names somebody.
    parts.log.error({ err: error, planId: delivery.plan_id, event: delivery.event }, 'a mail could not be made')
    return { outcome: 'notMade' }
  }
}

const WORDS = {
  en: {
    test: 'Tideline | Test mail',
    testBody: 'This mail was asked for on the page, to see whether mails arrive. They do.',
    page: 'To the plan:',
    why: 'You get this mail because your address is in the warning settings of this plan. Whoever plans it can take it out.',
  },
  'zh-CN': {
    test: 'Tideline | 测试邮件',
    testBody: '这封邮件是在页面上请求发送的，用来确认邮件能够送达。看到它即表示可以送达。',
    page: '查看计划：',
    why: '您收到此邮件，是因为您的邮箱在该计划的预警设置中。负责该计划的人可以将其移除。',
  },
} as const

async function mailOf(
  db: Database,
  delivery: DueMailDelivery,
  { publicUrl, reportOf }: MailDelivery,
): Promise<MailToSend> {
  const { id, event, plan_id, address: to, language } = delivery
  const words = WORDS[language]
  const view = event === 'report.daily' ? `dayReport&day=${delivery.entity_id}` : 'intraday'
  const link = publicUrl === undefined ? [] : [`${words.page} ${publicUrl}/?view=${view}&plan=${plan_id}`]
  const textOf = (sentence: string) => `${[sentence, ...link, words.why].join('\n\n')}\n`
  if (event === 'mail.test') return { id, to, subject: words.test, text: `${[words.testBody, ...link].join('\n\n')}\n` }
  if (event !== 'report.daily') {
    const sentence = chatText(await factsOf(db, delivery), language)
    return { id, to, subject: sentence, text: textOf(sentence) }
  }
  const { subject, summary, html, attachment } = await reportOf(delivery)
  return { id, to, subject, text: textOf(summary), html, attachment }
}
