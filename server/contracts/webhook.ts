import { z } from 'zod'

/** What other systems can be told of. */
export const WEBHOOK_EVENTS = [
  ...(['publication.made', 'run.failed', 'request.decided'] as const),
  ...(['alert.raised', 'alert.escalated', 'alert.cleared'] as const),
] as const
const webhookEventSchema = z.enum(WEBHOOK_EVENTS)
export type WebhookEvent = z.infer<typeof webhookEventSchema>

export const newWebhookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'is not an address such as https://example.com/hook' }).max(2000),
    events: z.array(webhookEventSchema).min(1).max(WEBHOOK_EVENTS.length),
  })
  .meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof newWebhookSchema>

export const webhookSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events: z.array(webhookEventSchema),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhookSchema>

/** The secret is told once; every message is signed with it. */
export const madeWebhookSchema = webhookSchema.extend({ secret: z.string() }).meta({ id: 'MadeWebhook' })
export type MadeWebhook = z.infer<typeof madeWebhookSchema>

export const webhookListSchema = z.object({ webhooks: z.array(webhookSchema) })

const webhookDeliverySchema = z
  .object({
    id: z.uuid(),
    event: webhookEventSchema,
    entityId: z.string(),
    state: z.enum(['waiting', 'delivered', 'failed']),
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

/** What is sent: ids alone, with which the receiver asks for what it may know. */
export const webhookMessageSchema = z.object({
  id: z.uuid(),
  event: webhookEventSchema,
  unitId: z.string(),
  entityId: z.string(),
  happenedAt: z.iso.datetime(),
})
export type WebhookMessage = z.infer<typeof webhookMessageSchema>
