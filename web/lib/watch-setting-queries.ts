import { queryOptions } from '@tanstack/react-query'
import type { TestMail, WatchDelivery, WatchSetting, WatchSettingChange } from '../../server/contracts/watch-setting.ts'
import { request } from './api.ts'

const pathOf = (planId: string) => `/plans/${planId}/watch-setting`

/** What a plan warns of, and whom it tells. */
export const watchSettingQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'watchSetting'],
    queryFn: () => request<WatchSetting>(pathOf(planId)),
    staleTime: 0,
  })
export const changeWatchSetting = (planId: string, body: WatchSettingChange) =>
  request<WatchSetting>(pathOf(planId), { method: 'PUT', body })

export const sendTestMail = (planId: string, body: TestMail) =>
  request<WatchDelivery>(`${pathOf(planId)}/test-mail`, { method: 'POST', body })

/** Often enough for whoever waits for a mail to be sent. */
const WAITING_REFRESH_MS = 2_000
const DELIVERIES_REFRESH_MS = 15_000

/** What was sent, newest first. */
export const watchDeliveriesQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'watchSetting', 'deliveries'],
    queryFn: () =>
      request<{ deliveries: WatchDelivery[] }>(`${pathOf(planId)}/deliveries`).then(({ deliveries }) => deliveries),
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ state, attempt }) => state === 'waiting' && attempt < 2)
        ? WAITING_REFRESH_MS
        : DELIVERIES_REFRESH_MS,
    staleTime: 0,
  })
