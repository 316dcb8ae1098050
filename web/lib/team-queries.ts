import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AgreeRequest,
  AskRequest,
  EnterRequest,
  OwnRequests,
  PersonRequest,
  RequestCheck,
  RequestList,
} from '../../server/contracts/request.ts'
import type {
  CalendarFeed,
  Colleagues,
  NewCalendarFeed,
  OwnPeople,
  OwnShifts,
  TeamPeople,
  TeamShifts,
} from '../../server/contracts/team.ts'
import { API_BASE, request } from './api.ts'
import { isUnderWay } from './request-standing.ts'

const unitPath = (unitId: string) => `/units/${encodeURIComponent(unitId)}`
const ofUnit = (unitId: string) => `unitId=${encodeURIComponent(unitId)}`

/** Often enough for whoever waits for an answer, or for work to decide. */
const REFRESH_MS = 60_000
/** While the roster that an approval changes is being checked. */
const UNDER_WAY_MS = 3_000

export const teamPeopleQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['units', unitId, 'people'],
    queryFn: () => request<TeamPeople>(`${unitPath(unitId)}/people`),
  })

/** @param from first local day, `YYYY-MM-DD` */
export const teamShiftsQuery = (unitId: string, from: string, days: number) =>
  queryOptions({
    queryKey: ['units', unitId, 'shifts', from, days],
    queryFn: () => request<TeamShifts>(`${unitPath(unitId)}/shifts?from=${from}&days=${days}`),
    // Whoever turns over weeks sees the one before until the next is there.
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const requestsQuery = (unitId: string, state: 'open' | 'all') =>
  queryOptions({
    queryKey: ['units', unitId, 'requests', state],
    queryFn: () => request<RequestList>(`${unitPath(unitId)}/requests?state=${state}`).then(({ requests }) => requests),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? UNDER_WAY_MS : REFRESH_MS),
    staleTime: 10_000,
  })

/** What approving would do depends on the roster and on what else was approved: asked anew each time. */
export const requestCheckQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['requests', id, 'check', revision],
    queryFn: () => request<RequestCheck>(`/requests/${id}/check`),
    staleTime: 0,
  })

export const enterRequest = (unitId: string, body: EnterRequest) =>
  request<PersonRequest>(`${unitPath(unitId)}/requests`, { method: 'POST', body })
export const decideRequest = (id: string, decision: 'approve' | 'refuse', revision: number, answer: string) =>
  request<PersonRequest>(`/requests/${id}/${decision}`, { method: 'POST', body: { revision, answer } })

export const ownPeopleQuery = queryOptions({
  queryKey: ['own', 'people'],
  queryFn: () => request<OwnPeople>('/own').then(({ people }) => people),
})

/** @param from first local day, `YYYY-MM-DD` */
export const ownShiftsQuery = (from: string, days: number) =>
  queryOptions({
    queryKey: ['own', 'shifts', from, days],
    queryFn: () => request<OwnShifts>(`/own/shifts?from=${from}&days=${days}`),
    // Whoever looks wants to know of a roster that went out a minute ago.
    staleTime: 0,
  })

export const ownRequestsQuery = queryOptions({
  queryKey: ['own', 'requests'],
  queryFn: () => request<OwnRequests>('/own/requests'),
  refetchInterval: REFRESH_MS,
  staleTime: 0,
})

export const colleaguesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['own', 'colleagues', unitId],
    queryFn: () => request<Colleagues>(`/own/colleagues?${ofUnit(unitId)}`).then(({ colleagues }) => colleagues),
  })

export const ownFeedQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['own', 'feed', unitId],
    queryFn: () => request<CalendarFeed>(`/own/feed?${ofUnit(unitId)}`),
    staleTime: 0,
  })

export const makeFeed = (unitId: string) => request<NewCalendarFeed>('/own/feed', { method: 'POST', body: { unitId } })
export const endFeed = (unitId: string) => request<CalendarFeed>('/own/feed/end', { method: 'POST', body: { unitId } })

/** The published shifts as a page of its own, which opens without the server. */
export const ownRosterFileAddress = (language: string): string => `${API_BASE}/own/roster.html?language=${language}`

type AskChoices = Pick<AskRequest, 'unitId' | 'ask'> & Partial<AskRequest>

export const askRequest = (body: AskChoices) => request<PersonRequest>('/own/requests', { method: 'POST', body })
export const stepRequest = (id: string, step: 'withdraw' | 'decline', revision: number) =>
  request<PersonRequest>(`/own/requests/${id}/${step}`, { method: 'POST', body: { revision } })
export const agreeRequest = (id: string, body: AgreeRequest) =>
  request<PersonRequest>(`/own/requests/${id}/agree`, { method: 'POST', body })
