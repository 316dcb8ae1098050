import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  Erasure,
  PersonalData,
  Retention,
  RetentionChange,
  RetentionDays,
  Swept,
} from '../../server/contracts/personal-data.ts'
import type { PublishingRule } from '../../server/contracts/version.ts'
import type { MadeWebhook, NewWebhookRequest, Webhook, WebhookDelivery } from '../../server/contracts/webhook.ts'
import { request } from './api.ts'

const unitPath = (unitId: string) => `/units/${encodeURIComponent(unitId)}`
const personPath = (unitId: string, employeeId: string) =>
  `${unitPath(unitId)}/people/${encodeURIComponent(employeeId)}`

export const publishingRuleQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['units', unitId, 'publishing-rule'],
    queryFn: () => request<PublishingRule>(`${unitPath(unitId)}/publishing-rule`),
    staleTime: 0,
  })
export const changePublishingRule = ({ unitId, fourEyes, revision }: PublishingRule) =>
  request<PublishingRule>(`${unitPath(unitId)}/publishing-rule`, {
    ...{ method: 'PUT', body: { expectedRevision: revision, fourEyes } },
  })

export const retentionQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['units', unitId, 'retention'],
    queryFn: () => request<Retention>(`${unitPath(unitId)}/retention`),
    staleTime: 0,
  })
export const changeRetention = (unitId: string, body: RetentionChange) =>
  request<Retention>(`${unitPath(unitId)}/retention`, { method: 'PUT', body })

/** What the next sweep would take away if data were kept for so many days. */
export const nextSweepQuery = (unitId: string, days: RetentionDays) =>
  queryOptions({
    queryKey: ['units', unitId, 'retention', 'next-sweep', days],
    queryFn: () => {
      const finite = Object.entries(days).flatMap(([key, count]) => (count === null ? [] : [[key, `${count}`]]))
      return request<Swept>(`${unitPath(unitId)}/retention/next-sweep?${new URLSearchParams(finite)}`)
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const exportPerson = (unitId: string, employeeId: string) =>
  request<PersonalData>(`${personPath(unitId, employeeId)}/personal-data`)
export const erasePerson = (unitId: string, employeeId: string) =>
  request<Erasure>(`${personPath(unitId, employeeId)}/erasure`, { method: 'POST', body: { confirm: employeeId } })

export const webhooksQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['units', unitId, 'webhooks'],
    queryFn: () => request<{ webhooks: Webhook[] }>(`${unitPath(unitId)}/webhooks`).then(({ webhooks }) => webhooks),
    staleTime: 0,
  })
export const makeWebhook = (unitId: string, body: NewWebhookRequest) =>
  request<MadeWebhook>(`${unitPath(unitId)}/webhooks`, { method: 'POST', body })
export const removeWebhook = (id: string) => request<unknown>(`/webhooks/${id}`, { method: 'DELETE' })

/** Often enough for whoever waits for a message to arrive. */
const WAITING_REFRESH_MS = 2_000
const DELIVERIES_REFRESH_MS = 15_000

/** Newest first. */
export const deliveriesQuery = (webhookId: string) =>
  queryOptions({
    queryKey: ['webhooks', webhookId, 'deliveries'],
    queryFn: () =>
      request<{ deliveries: WebhookDelivery[] }>(`/webhooks/${webhookId}/deliveries`).then((reply) => reply.deliveries),
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ state }) => state === 'waiting') ? WAITING_REFRESH_MS : DELIVERIES_REFRESH_MS,
    staleTime: 0,
  })
