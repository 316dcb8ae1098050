import { z } from 'zod'
import { storableTextSchema } from './storable-text.ts'

/** What other systems can be told of. Whom the ladder of a plan names is told of its warnings by it: see `watch-setting.ts`. */
export const WEBHOOK_EVENTS = [
  ...(['publication.made', 'run.failed', 'request.decided'] as const),
  ...(['alert.raised', 'alert.escalated', 'alert.cleared'] as const),
] as const
const webhookEventSchema = z.enum(WEBHOOK_EVENTS)
export type WebhookEvent = z.infer<typeof webhookEventSchema>

/** How messages are written: our own, or as a text for the robot of a group chat (飞书, 钉钉, 企业微信). */
export const CHAT_FORMATS = ['feishu', 'dingtalk', 'wecom'] as const
export type ChatFormat = (typeof CHAT_FORMATS)[number]
export const WEBHOOK_FORMATS = ['tideline', ...CHAT_FORMATS] as const
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number]
export const WEBHOOK_LANGUAGES = ['zh-CN', 'en'] as const
export type WebhookLanguage = (typeof WEBHOOK_LANGUAGES)[number]
/** Formats whose receivers sign by a secret of their own. */
const SECRET_OF_THEIRS: readonly WebhookFormat[] = ['feishu', 'dingtalk']

export const newWebhookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'is not an address such as https://example.com/hook' }).max(2000),
    events: z.array(webhookEventSchema).min(1).max(WEBHOOK_EVENTS.length),
    format: z.enum(WEBHOOK_FORMATS).default('tideline'),
    /** Of texts for people. */
    language: z.enum(WEBHOOK_LANGUAGES).default('zh-CN'),
    /** Of the robot of a group chat that asks for signatures; our own messages have a secret that we make. */
    secret: storableTextSchema.min(1).max(200).optional(),
  })
  .refine(({ format, secret }) => secret === undefined || SECRET_OF_THEIRS.includes(format), {
    message: 'is of 飞书 and 钉钉 alone; leave it out',
    path: ['secret'],
  })
  .meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof newWebhookSchema>
export type NewWebhookRequest = z.input<typeof newWebhookSchema>

export const webhookSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events: z.array(webhookEventSchema),
    format: z.enum(WEBHOOK_FORMATS),
    language: z.enum(WEBHOOK_LANGUAGES),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhookSchema>

/** The secret is told once; every message of ours is signed with it. Empty where the receiver has its own, or none. */
export const madeWebhookSchema = webhookSchema.extend({ secret: z.string() }).meta({ id: 'MadeWebhook' })
export type MadeWebhook = z.infer<typeof madeWebhookSchema>

export const webhookListSchema = z.object({ webhooks: z.array(webhookSchema) })

const webhookDeliverySchema = z
  .object({
    id: z.uuid(),
    event: webhookEventSchema,
    entityId: z.string(),
    /** `withdrawn`: somebody took care of the warning before it was told. */
    state: z.enum(['waiting', 'delivered', 'failed', 'withdrawn']),
    attempt: z.int(),
    happenedAt: z.iso.datetime(),
    /** Of the next try, while it waits. */
    nextAt: z.iso.datetime(),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>

/** Newest first. */
export const deliveryListSchema = z.object({ deliveries: z.array(webhookDeliverySchema) })

/** What is sent as our own format: ids alone, with which the receiver asks for what it may know. */
export const webhookMessageSchema = z.object({
  id: z.uuid(),
  event: webhookEventSchema,
  unitId: z.string(),
  entityId: z.string(),
  happenedAt: z.iso.datetime(),
})
export type WebhookMessage = z.infer<typeof webhookMessageSchema>
