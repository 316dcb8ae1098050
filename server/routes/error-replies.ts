import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ApiErrorCode, ApiErrorReply, InputIssueReply } from '../contracts/api-error.ts'
import { ServiceError } from '../services/service-error.ts'

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  invalidRequest: 400,
  invalidPlan: 400,
  notSignedIn: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  notReady: 409,
  notPublishable: 409,
  tooLarge: 413,
  tooManyRequests: 429,
  unavailable: 503,
  internal: 500,
}

const DATABASE_LOST =
  'The database cannot be reached at the moment. Try again in a few seconds; if it lasts, check that it runs and ' +
  'start Tideline again.'

const DISK_FULL =
  'The disk of the server is full: nothing was stored. What is stored can be read. Free some space, and try again.'

const UNSTORABLE =
  'What was sent holds a character that no text here can have (U+0000). Take it out and send the request again.'

/** Issues sent in one reply; a hostile file may have a million. */
const ISSUES_SENT = 200

/** Turns everything that is thrown into the one error shape. What readers must not see goes to the log instead. */
export function registerErrorReplies(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { code, message, issues } = told(error)
    if (code === 'internal' || code === 'unavailable') request.log.error({ err: error }, 'request failed')
    if (code === 'unavailable') reply.header('retry-after', '5')
    return sendError(request, reply, code, message, issues)
  })
}

export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ApiErrorCode,
  message: string,
  issues: readonly InputIssueReply[] = [],
): FastifyReply {
  const error = { code, message, ...(issues.length > 0 ? { issues: [...issues] } : {}), requestId: request.id }
  // Serialized here: the route's schema need not know every error that may befall it.
  const body: ApiErrorReply = { error }
  return reply
    .code(STATUS[code])
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify as (payload: unknown) => string)
    .send(body)
}

interface Told {
  readonly code: ApiErrorCode
  readonly message: string
  readonly issues?: readonly InputIssueReply[]
}

function told(error: FastifyError | ServiceError): Told {
  if (error instanceof ServiceError) {
    const { code, message, issues } = error
    return { code, message, issues: issues.slice(0, ISSUES_SENT) }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.slice(0, ISSUES_SENT).map(({ instancePath, message }) => ({
      column: instancePath.replace(/^\//, '').replaceAll('/', '.') || (error.validationContext ?? 'request'),
      problem: message ?? 'is not valid',
      hint: 'See /api/docs for what is expected.',
    }))
    return { code: 'invalidRequest', message: 'The request does not have the expected form.', issues }
  }
  return toldOf(error)
}

function toldOf(error: FastifyError): Told {
  if (error.statusCode === 413) {
    return { code: 'tooLarge', message: 'The request is larger than the server takes (64 MB for a plan).' }
  }
  if (error.statusCode === 415) {
    const message = 'The content type is not one that is taken: send application/json, or a file to be imported as'
    return { code: 'invalidRequest', message: `${message} application/octet-stream.` }
  }
  if (error.statusCode === 429) return { code: 'tooManyRequests', message: 'Too many requests. Wait a minute.' }
  // Fastify's own refusals (unknown content type, broken JSON) speak of the request alone.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: 'invalidRequest', message: error.message }
  }
  if (isUnstorable(error)) return { code: 'invalidRequest', message: UNSTORABLE }
  if (isDiskFull(error)) return { code: 'unavailable', message: DISK_FULL }
  if (isConnectionLoss(error)) {
    return { code: 'unavailable', message: DATABASE_LOST }
  }
  return { code: 'internal', message: 'Something went wrong in the server. Its log has the details under this id.' }
}

/** U+0000, which no text of the database can hold, in an address or wherever else a text is looked for as it was sent. */
const isUnstorable = ({ code }: FastifyError): boolean => code === '22021'

/** The database's own words for a full disk, and the system's for a file that was sent in. */
const isDiskFull = ({ code }: FastifyError): boolean => code === '53100' || code === 'ENOSPC'

/** PostgreSQL's connection classes (08, 57P: shutting down, 53: out of connections) and the socket's own words. */
const isConnectionLoss = (error: FastifyError): boolean =>
  /^(08|57P|53)/.test(error.code ?? '') ||
  ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(error.code ?? '') ||
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (has encountered a connection|was closed))/.test(
    error.message,
  )
