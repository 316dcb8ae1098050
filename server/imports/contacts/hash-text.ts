/** Digits of base 64 in the order of their codes; none of them makes a spreadsheet run a cell as a formula. */
const DIGITS = '$0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0))
const VALUES = new Uint8Array(256)
CODES.forEach((code, value) => {
  VALUES[code] = value
})

/** Bytes of a hash as text: six digits for either half. */
export const HASH_BYTES = 12

/** Writes 32 bits as six digits. */
export function putHalf(bytes: Uint8Array, at: number, half: number): void {
  bytes[at] = CODES[half >>> 30]!
  bytes[at + 1] = CODES[(half >>> 24) & 63]!
  bytes[at + 2] = CODES[(half >>> 18) & 63]!
  bytes[at + 3] = CODES[(half >>> 12) & 63]!
  bytes[at + 4] = CODES[(half >>> 6) & 63]!
  bytes[at + 5] = CODES[half & 63]!
}

/** Reads the 32 bits of six digits. */
export const takeHalf = (bytes: Uint8Array, at: number): number =>
  ((VALUES[bytes[at]!]! << 30) |
    (VALUES[bytes[at + 1]!]! << 24) |
    (VALUES[bytes[at + 2]!]! << 18) |
    (VALUES[bytes[at + 3]!]! << 12) |
    (VALUES[bytes[at + 4]!]! << 6) |
    VALUES[bytes[at + 5]!]!) >>>
  0

export function hashText(hi: number, lo: number): string {
  const bytes = Buffer.alloc(HASH_BYTES)
  putHalf(bytes, 0, hi)
  putHalf(bytes, HASH_BYTES / 2, lo)
  return bytes.toString('latin1')
}
