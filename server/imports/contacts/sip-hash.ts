import { createHash } from 'node:crypto'

/** A keyed hash of texts: `of` leaves its 64 bits in `hi` and `lo`, which spares an object for each of millions. */
export interface TextHash {
  of(text: string): void
  hi: number
  lo: number
}

/**
 * SipHash-2-4 of a text's UTF-8 bytes. Without the salt nobody can find out from a hash which telephone number it
 * stands for; a hash that is only fast would give its seed away, and all numbers with it.
 * Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012), sections 2.1 to 2.4.
 * @param salt secret of the plan
 * @param purpose what is hashed and whose it is: equal texts of two purposes have unrelated hashes
 */
export function textHash(salt: string, ...purpose: readonly string[]): TextHash {
  const digest = createHash('sha256')
    .update(JSON.stringify([salt, ...purpose]))
    .digest()
  return sipHash([digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)])
}

function isAscii(text: string): boolean {
  let bits = 0
  for (let at = 0; at < text.length; at++) bits |= text.charCodeAt(at)
  return bits < 0x80
}

const fourBytes = (text: string, at: number): number =>
  text.charCodeAt(at) |
  (text.charCodeAt(at + 1) << 8) |
  (text.charCodeAt(at + 2) << 16) |
  (text.charCodeAt(at + 3) << 24)

/** At most four bytes that are left of a text, 0 for those that are not. */
function lastBytes(text: string, at: number): number {
  let bytes = 0
  for (let end = Math.min(text.length, at + 4) - 1; end >= at; end--) bytes = (bytes << 8) | text.charCodeAt(end)
  return bytes
}

/** 128 bits as little-endian words. */
export type SipKey = readonly [number, number, number, number]

/** 64-bit numbers are halves here, `h` and `l`; JavaScript has no fast whole ones. */
export function sipHash([k0l, k0h, k1l, k1h]: SipKey): TextHash {
  const hash: TextHash = { of, hi: 0, lo: 0 }
  return hash

  function of(text: string): void {
    // One character a byte: texts of ASCII are so already.
    ofBytes(isAscii(text) ? text : Buffer.from(text).toString('latin1'))
  }

  function ofBytes(text: string): void {
    let v0l = k0l ^ 0x70736575
    let v0h = k0h ^ 0x736f6d65
    let v1l = k1l ^ 0x6e646f6d
    let v1h = k1h ^ 0x646f7261
    let v2l = k0l ^ 0x6e657261
    let v2h = k0h ^ 0x6c796765
    let v3l = k1l ^ 0x79746573
    let v3h = k1h ^ 0x74656462
    const length = text.length
    const compressions = 2 * ((length >> 3) + 1)
    let ml = 0
    let mh = 0
    for (let round = 0; round < compressions + 4; round++) {
      const startsWord = round < compressions && (round & 1) === 0
      if (startsWord) {
        const at = round << 2
        if (at + 8 <= length) {
          ml = fourBytes(text, at)
          mh = fourBytes(text, at + 4)
        } else {
          ml = lastBytes(text, at)
          mh = lastBytes(text, at + 4) | (length << 24)
        }
        v3l ^= ml
        v3h ^= mh
      } else if (round === compressions) v2l ^= 0xff
      // SipRound.
      v0l = (v0l + v1l) | 0
      v0h = (v0h + v1h + (v0l >>> 0 < v1l >>> 0 ? 1 : 0)) | 0
      let l = (v1l << 13) | (v1h >>> 19)
      v1h = ((v1h << 13) | (v1l >>> 19)) ^ v0h
      v1l = l ^ v0l
      l = v0l
      v0l = v0h
      v0h = l
      v2l = (v2l + v3l) | 0
      v2h = (v2h + v3h + (v2l >>> 0 < v3l >>> 0 ? 1 : 0)) | 0
      l = (v3l << 16) | (v3h >>> 16)
      v3h = ((v3h << 16) | (v3l >>> 16)) ^ v2h
      v3l = l ^ v2l
      v0l = (v0l + v3l) | 0
      v0h = (v0h + v3h + (v0l >>> 0 < v3l >>> 0 ? 1 : 0)) | 0
      l = (v3l << 21) | (v3h >>> 11)
      v3h = ((v3h << 21) | (v3l >>> 11)) ^ v0h
      v3l = l ^ v0l
      v2l = (v2l + v1l) | 0
      v2h = (v2h + v1h + (v2l >>> 0 < v1l >>> 0 ? 1 : 0)) | 0
      l = (v1l << 17) | (v1h >>> 15)
      v1h = ((v1h << 17) | (v1l >>> 15)) ^ v2h
      v1l = l ^ v2l
      l = v2l
      v2l = v2h
      v2h = l
      if (round < compressions && !startsWord) {
        v0l ^= ml
        v0h ^= mh
      }
    }
    hash.lo = (v0l ^ v1l ^ v2l ^ v3l) >>> 0
    hash.hi = (v0h ^ v1h ^ v2h ^ v3h) >>> 0
  }
}
