import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from './error-replies.ts'

/** Refuses whoever does not take events: the stream's own refusal would not have the shape of every other error. */
export async function requireEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { accept = '*/*' } = request.headers
  if (/text\/(event-stream|\*)|\*\/\*/.test(accept)) return undefined
  return sendError(request, reply, 'invalidRequest', 'This is a stream of events: accept text/event-stream.')
}
