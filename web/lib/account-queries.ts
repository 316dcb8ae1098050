import { queryOptions } from '@tanstack/react-query'
import type { Me } from '../../server/contracts/access.ts'
import type {
  Account,
  AccountWithLink,
  ApiToken,
  MadeApiToken,
  MembershipChange,
  NewAccount,
  NewApiToken,
  OneTimeLink,
  PasswordChange,
  Session,
  SignIn,
  SignInOptions,
  UseLink,
} from '../../server/contracts/account.ts'
import type { PlanningUnit } from '../../server/contracts/planning-unit.ts'
import { API_BASE, request, requestOnce } from './api.ts'

export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: () => requestOnce<SignInOptions>('/sign-in'),
})
/** The company's own sign-in; comes back to the page. */
export const OIDC_ADDRESS = `${API_BASE}/sign-in/oidc`

export const signIn = (body: SignIn) => requestOnce<Me>('/sign-in', { method: 'POST', body })
export const signOut = () => requestOnce<unknown>('/sign-out', { method: 'POST' })
export const whoAmI = () => requestOnce<Me>('/me')

export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['links', token],
    queryFn: () => requestOnce<OneTimeLink>('/links/look', { method: 'POST', body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const spendLink = (body: UseLink) => requestOnce<Me>('/links/use', { method: 'POST', body })

export const changePassword = (body: PasswordChange) => request<unknown>('/me/password', { method: 'POST', body })

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: () => request<{ sessions: Session[] }>('/me/sessions').then(({ sessions }) => sessions),
  staleTime: 0,
})
export const endSession = (id: string) => request<unknown>(`/me/sessions/${id}/end`, { method: 'POST' })
export const endAllSessions = () => requestOnce<unknown>('/me/sessions/end-all', { method: 'POST' })

export const tokensQuery = queryOptions({
  queryKey: ['me', 'tokens'],
  queryFn: () => request<{ tokens: ApiToken[] }>('/me/tokens').then(({ tokens }) => tokens),
  staleTime: 0,
})
export const makeToken = (body: NewApiToken) => request<MadeApiToken>('/me/tokens', { method: 'POST', body })
export const revokeToken = (id: string) => request<unknown>(`/me/tokens/${id}/revoke`, { method: 'POST' })

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => request<{ accounts: Account[] }>('/accounts').then(({ accounts }) => accounts),
  staleTime: 0,
})

const accountPath = (id: string) => `/accounts/${encodeURIComponent(id)}`
const membershipPath = (id: string, unitId: string) => `${accountPath(id)}/memberships/${encodeURIComponent(unitId)}`

export const inviteAccount = (body: NewAccount) => request<AccountWithLink>('/accounts', { method: 'POST', body })
export const newPasswordLink = (id: string) => request<AccountWithLink>(`${accountPath(id)}/link`, { method: 'POST' })
export const switchAccount = (id: string, to: 'disable' | 'enable', revision: number) =>
  request<Account>(`${accountPath(id)}/${to}`, { method: 'POST', body: { revision } })
export const changeMembership = (id: string, unitId: string, body: MembershipChange) =>
  request<Account>(membershipPath(id, unitId), { method: 'PUT', body })
export const removeMembership = (id: string, unitId: string, revision: number) =>
  request<Account>(`${membershipPath(id, unitId)}/remove`, { method: 'POST', body: { revision } })

export const makeUnit = (body: PlanningUnit) => request<PlanningUnit>('/units', { method: 'POST', body })
export const renameUnit = (unitId: string, name: string) =>
  request<PlanningUnit>(`/units/${encodeURIComponent(unitId)}`, { method: 'PUT', body: { name } })
