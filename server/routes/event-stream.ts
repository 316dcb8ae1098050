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

/**
 * Sends events of one name as they come, until the reader leaves or the last has come.
 * @param follow the data of each, from now on; ends when the signal is given
 */
export async function sendEvents(
  reply: FastifyReply,
  event: string,
  follow: (reader: AbortSignal) => AsyncIterable<unknown>,
): Promise<void> {
  const left = new AbortController()
  reply.sse.onClose(() => left.abort())
  for await (const data of follow(left.signal)) await reply.sse.send({ event, data })
}
