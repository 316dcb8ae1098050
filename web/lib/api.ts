import type { ApiErrorCode, ApiErrorReply, InputIssueReply } from '../../server/contracts/api-error.ts'
import { API_BASE, takeEarly } from './early-requests.ts'

export { API_BASE } from './early-requests.ts'

/** A reply that is not a success, or no reply at all (`offline`). */
export class ApiError extends Error {
  readonly code: ApiErrorCode | 'offline'
  readonly issues: readonly InputIssueReply[]
  /** For the server's log. */
  readonly requestId: string | undefined

  constructor(code: ApiErrorCode | 'offline', message: string, issues: readonly InputIssueReply[], requestId?: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.issues = issues
    this.requestId = requestId
  }
}

interface RequestChoices {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
}

/** Fetches JSON; the caller names the contract's type, which the server has validated its reply against. */
export async function request<Reply>(path: string, init?: RequestChoices): Promise<Reply> {
  const response = await reach(path, init)
  if (response.ok) return (await response.json()) as Reply
  throw await toApiError(response)
}

async function reach(path: string, init?: RequestChoices): Promise<Response> {
  try {
    const asked = init === undefined ? takeEarly(path) : undefined
    if (asked) return await asked
    return await fetch(`${API_BASE}${path}`, {
      method: init?.method ?? 'GET',
      ...(init?.body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(init.body) }),
    })
  } catch (cause) {
    throw new ApiError('offline', String(cause), [])
  }
}

async function toApiError(response: Response): Promise<ApiError> {
  return apiErrorOf(response.status, await response.json().catch(() => undefined))
}

/** The error that a reply's JSON tells of; undefined JSON when it had none. */
export function apiErrorOf(status: number, json: unknown): ApiError {
  const reply = json as ApiErrorReply | undefined
  // A proxy in between answers in its own words, without our shape.
  if (reply?.error === undefined) return new ApiError('unavailable', `HTTP ${status}`, [])
  const { code, message, issues, requestId } = reply.error
  return new ApiError(code, message, issues ?? [], requestId)
}
