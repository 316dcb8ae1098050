import { expect, test } from 'vitest'
import { hashText } from '../../../../server/imports/contacts/hash-text.ts'
import { sipHash, textHash } from '../../../../server/imports/contacts/sip-hash.ts'

const bytesUpTo = (count: number) => String.fromCharCode(...Array.from({ length: count }, (_, byte) => byte))

/** Aumasson and Bernstein, appendix A, and the reference implementation's vectors: key 00..0f, message 00, 01, 02 ... */
test.each([
  [0, 0x726fdb47, 0xdd0e0e31],
  [8, 0x93f5f579, 0x9a932462],
  [15, 0xa129ca61, 0x49be45e5],
])('a message of %i bytes has its published hash', (count, hi, lo) => {
  const hash = sipHash([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c])
  hash.of(bytesUpTo(count))
  expect([hash.hi, hash.lo]).toEqual([hi, lo])
})

test('equal texts have unrelated hashes under another salt, source or purpose', () => {
  const of = (...[salt, ...purpose]: [string, ...string[]]) => {
    const hash = textHash(salt, ...purpose)
    hash.of('客户 13800138000')
    return hashText(hash.hi, hash.lo)
  }
  expect(of('a', 'desk', 'repeat')).toBe(of('a', 'desk', 'repeat'))
  const hashes = [
    of('a', 'desk', 'repeat'),
    of('b', 'desk', 'repeat'),
    of('a', 'shop', 'repeat'),
    of('a', 'desk', 'agent'),
  ]
  expect(new Set(hashes).size).toBe(4)
})
