import { createHmac } from 'node:crypto'
import type { ChatFormat, WebhookLanguage } from '../contracts/webhook.ts'

/** A message to a group chat's robot, as that chat takes it. */
export interface ChatMessage {
  readonly url: string
  readonly body: string
}

export interface ChatReceiver {
  readonly format: ChatFormat
  readonly url: string
  /** Of the robot, where it asks for signatures; empty where it does not. */
  readonly secret: string
}

const MS_PER_SECOND = 1000
const base64Hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/**
 * A text for a robot of 飞书, 钉钉 or 企业微信, signed as each of them asks for it: 飞书 takes the time in seconds and signs
 * nothing under a key of time and secret, 钉钉 takes milliseconds in the address, 企业微信 knows its key by the address alone.
 */
export function chatMessage({ format, url, secret }: ChatReceiver, text: string, nowMs: number): ChatMessage {
  const seconds = String(Math.floor(nowMs / MS_PER_SECOND))
  switch (format) {
    case 'feishu': {
      const signed = secret === '' ? {} : { timestamp: seconds, sign: base64Hmac(`${seconds}\n${secret}`, '') }
      return { url, body: JSON.stringify({ ...signed, msg_type: 'text', content: { text } }) }
    }
    case 'dingtalk': {
      const to = new URL(url)
      if (secret !== '') {
        to.searchParams.set('timestamp', String(nowMs))
        to.searchParams.set('sign', base64Hmac(secret, `${nowMs}\n${secret}`))
      }
      return { url: to.href, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
    }
    case 'wecom':
      return { url, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
  }
}

/** These chats refuse with a 200 and a code. @returns the refusal in their words; undefined when the message was taken */
export function chatRefusal(answer: string): string | undefined {
  try {
    const { code, errcode, msg, errmsg } = JSON.parse(answer) as Record<string, unknown>
    const refused = errcode ?? code ?? 0
    return refused === 0 ? undefined : `refused with ${String(refused)}: ${String(errmsg ?? msg ?? '')}`.slice(0, 200)
  } catch {
    return undefined
  }
}

/** What is known of what happened; names in the language of the receiver. */
export interface ChatFacts {
  readonly event: string
  readonly planName: string
  /** Of a publication: its days. */
  readonly days?: string
  /** Of a warning. */
  readonly alert?: {
    readonly kind: string
    readonly queueName: string
    /** On the plan's clock: `17:00–20:45`. */
    readonly span: string
    readonly value: string
    readonly limit: string
    /** Of a bot's share that dropped: contacts an hour that come to people because of it. */
    readonly extraContacts?: string
    readonly step: number
  }
}

type Words = Readonly<Record<string, (facts: ChatFacts) => string>>

const ALERTS: Readonly<
  Record<WebhookLanguage, Readonly<Record<string, (alert: NonNullable<ChatFacts['alert']>) => string>>>
> = {
  en: {
    nobodyPresent: ({ queueName, span }) => `${queueName}: nobody is on the roster, ${span}, though it is open.`,
    serviceAtRisk: ({ queueName, span, value, limit }) =>
      `${queueName}: service falls to ${value} in the worst hour, ${span}; ${limit} is asked.`,
    backlogAtRisk: ({ queueName, value, limit }) =>
      `${queueName}: only ${value} of what falls due will be finished in time; ${limit} is asked.`,
    peopleMissing: ({ queueName, value, limit }) =>
      `${queueName}: ${value} of ${limit} people who should be on it are not.`,
    botShareDropped: ({ queueName, span, value, limit, extraContacts }) =>
      `${queueName}: the bot settled ${value} of contacts, ${span}, usually ${limit}: ${extraContacts} more an hour come to people.`,
    surprise: ({ queueName, value }) => `${queueName}: a surprise, ${value} of the usual contacts.`,
    overPlan: ({ queueName, value }) => `${queueName}: the day is heading for ${value} of plan.`,
    underPlan: ({ queueName, value }) => `${queueName}: the day is heading for ${value} of plan.`,
    feedSilent: ({ queueName }) => `${queueName}: its reports have stopped.`,
  },
  'zh-CN': {
    nobodyPresent: ({ queueName, span }) => `${queueName}：${span} 开放但排班上无人。`,
    serviceAtRisk: ({ queueName, span, value, limit }) =>
      `${queueName}：${span} 最差一小时服务水平将降至 ${value}，要求 ${limit}。`,
    backlogAtRisk: ({ queueName, value, limit }) => `${queueName}：到期工单只有 ${value} 能按时完成，要求 ${limit}。`,
    peopleMissing: ({ queueName, value, limit }) => `${queueName}：应在岗 ${limit} 人中有 ${value} 人未在岗。`,
    botShareDropped: ({ queueName, span, value, limit, extraContacts }) =>
      `${queueName}：${span} 机器人解决了 ${value} 的咨询，平时为 ${limit}；每小时约多 ${extraContacts} 个转到人工。`,
    surprise: ({ queueName, value }) => `${queueName}：来量突变，为平时的 ${value}。`,
    overPlan: ({ queueName, value }) => `${queueName}：全天预计为计划的 ${value}。`,
    underPlan: ({ queueName, value }) => `${queueName}：全天预计为计划的 ${value}。`,
    feedSilent: ({ queueName }) => `${queueName}：已停止上报。`,
  },
}

const alertIn = (language: WebhookLanguage, { alert }: ChatFacts): string =>
  (alert && ALERTS[language][alert.kind]?.(alert)) ?? ''

const EVENTS: Readonly<Record<WebhookLanguage, Words>> = {
  en: {
    'publication.made': ({ planName, days }) => `${planName}: the roster of ${days} was published.`,
    'run.failed': ({ planName }) => `${planName}: a run failed.`,
    'request.decided': () => 'A request was decided.',
    'alert.raised': (facts) => `${facts.planName}: ${alertIn('en', facts)}`,
    'alert.escalated': (facts) =>
      `${facts.planName}: nobody has taken care of it (step ${facts.alert?.step}). ${alertIn('en', facts)}`,
    'alert.cleared': (facts) => `${facts.planName}: over. ${alertIn('en', facts)}`,
  },
  'zh-CN': {
    'publication.made': ({ planName, days }) => `${planName}：${days} 的班表已发布。`,
    'run.failed': ({ planName }) => `${planName}：排班计算失败。`,
    'request.decided': () => '有一项申请已处理。',
    'alert.raised': (facts) => `${facts.planName} 预警：${alertIn('zh-CN', facts)}`,
    'alert.escalated': (facts) =>
      `${facts.planName} 预警升级（第 ${facts.alert?.step} 级，无人处理）：${alertIn('zh-CN', facts)}`,
    'alert.cleared': (facts) => `${facts.planName} 预警解除：${alertIn('zh-CN', facts)}`,
  },
}

/** What happened as a sentence for people. Nothing of it names anybody. */
export const chatText = (facts: ChatFacts, language: WebhookLanguage): string =>
  `Tideline | ${EVENTS[language][facts.event]?.(facts) ?? facts.event}`
