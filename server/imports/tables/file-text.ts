import { open, stat } from 'node:fs/promises'
import type { TEXT_ENCODINGS } from '../../contracts/import.ts'

export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

/** A piece of a text file in its order, with the share of the file read so far. */
export interface TextPiece {
  readonly text: string
  readonly fraction: number
  readonly isLast: boolean
}

/** Bytes asked of the file at once. */
const READ_BYTES = 256 * 1024
/** Bytes made text at once: a text too large for the young part of the heap stays until all garbage is collected. */
const TEXT_BYTES = 32 * 1024

/**
 * Bytes of a file from its start, piece by piece. All pieces share one memory, so that gigabytes pass without leaving
 * garbage outside the heap: what is kept of a piece must be copied before the next is asked for.
 */
export async function* bytesOf(path: string, end = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
  const handle = await open(path)
  try {
    const memory = Buffer.allocUnsafe(READ_BYTES)
    for (let position = 0; position < end; ) {
      const { bytesRead } = await handle.read(memory, 0, Math.min(READ_BYTES, end - position), position)
      if (bytesRead === 0) return
      position += bytesRead
      yield memory.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Text of a file without its byte order mark. What cannot be decoded comes as U+FFFD, for detectEncoding to refuse. */
export async function* textOf(path: string, encoding: TextEncoding): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(encoding)
  const { size } = await stat(path)
  let read = 0
  for await (const bytes of bytesOf(path)) {
    for (let at = 0; at < bytes.length; at += TEXT_BYTES) {
      const part = bytes.subarray(at, at + TEXT_BYTES)
      read += part.length
      yield { text: decoder.decode(part, { stream: true }), fraction: Math.min(1, read / size), isLast: false }
    }
  }
  yield { text: decoder.decode(), fraction: 1, isLast: true }
}

/** Characters from which the layout of a file is told. */
const SAMPLE_CHARACTERS = 200_000

/** The beginning of a text file, or all of a short one. */
export async function sampleOf(path: string, encoding: TextEncoding): Promise<{ sample: string; isWhole: boolean }> {
  let sample = ''
  for await (const { text } of textOf(path, encoding)) {
    sample += text
    if (sample.length >= SAMPLE_CHARACTERS) return { sample, isWhole: false }
  }
  return { sample, isWhole: true }
}
