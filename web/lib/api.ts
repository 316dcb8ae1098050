import type { ApiErrorCode, ApiErrorReply, InputIssueReply } from '../../server/contracts/api-error.ts'
import { API_BASE, fetchTimed, takeEarly } from './early-requests.ts'
import { signedInAgain } from './session.ts'

export { API_BASE } from './early-requests.ts'

/** A reply that is not a success, or no reply at all (`offline`). */
export class ApiError extends Error {
  readonly code: ApiErrorCode | 'offline'
  readonly issues: readonly InputIssueReply[]
  /** For the server's log. */
  readonly requestId: string | undefined
  /** After which the same request may be answered; undefined when the server did not say. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ApiErrorCode | 'offline',
    message: string,
    issues: readonly InputIssueReply[],
    rest: { readonly requestId?: string | undefined; readonly retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.issues = issues
    this.requestId = rest.requestId
    this.retryAfterSeconds = rest.retryAfterSeconds
  }
}

interface RequestChoices {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
}

/**
 * Fetches JSON; the caller names the contract's type, which the server has validated its reply against. When the session
 * has ended meanwhile, it waits until the same person has signed in again, and asks once more.
 */
export async function request<Reply>(path: string, init?: RequestChoices): Promise<Reply> {
  try {
    return await requestOnce(path, init)
  } catch (error) {
    const again = error instanceof ApiError && error.code === 'notSignedIn' ? signedInAgain() : undefined
    if (!again) throw error
    await again
    return request(path, init)
  }
}

/** The same without waiting for anybody: what signing in itself asks. */
export async function requestOnce<Reply>(path: string, init?: RequestChoices): Promise<Reply> {
  const response = await reach(path, init)
  if (!response.ok) throw await toApiError(response)
  return (response.status === 204 ? undefined : await response.json()) as Reply
}

async function reach(path: string, init?: RequestChoices): Promise<Response> {
  try {
    const asked = init === undefined ? takeEarly(path) : undefined
    if (asked) return await asked
    return await fetchTimed(`${API_BASE}${path}`, {
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
  const wait = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  return apiErrorOf(
    response.status,
    await response.json().catch(() => undefined),
    Number.isNaN(wait) ? undefined : wait,
  )
}

/** The error that a reply's JSON tells of; undefined JSON when it had none. */
export function apiErrorOf(status: number, json: unknown, retryAfterSeconds?: number): ApiError {
  const reply = json as ApiErrorReply | undefined
  // A proxy in between answers in its own words, without our shape.
  if (reply?.error === undefined) return new ApiError('unavailable', `HTTP ${status}`, [], { retryAfterSeconds })
  const { code, message, issues, requestId } = reply.error
  return new ApiError(code, message, issues ?? [], { requestId, retryAfterSeconds })
}
