import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends a text that is stored gzipped: as it is to those who take that, unpacked on the way to others. */
export function sendGzipped(
  request: FastifyRequest,
  reply: FastifyReply,
  contentType: string,
  gzip: Buffer,
): FastifyReply {
  reply.type(contentType).header('vary', 'accept-encoding')
  if (/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''))) {
    return reply.header('content-encoding', 'gzip').send(gzip)
  }
  return reply.send(Readable.from([gzip]).pipe(createGunzip()))
}
