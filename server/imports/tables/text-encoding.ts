import { isAscii, isUtf8 } from 'node:buffer'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { bytesOf, type TextEncoding, textOf } from './file-text.ts'

/**
 * The encoding of a text file. A byte order mark or the zeros of UTF-16 tell it at once; otherwise the whole file is
 * looked at, because the first character beyond ASCII may stand in its last row.
 * @param head first bytes of the file
 * @throws PlanningInputError naming the row that cannot be read
 */
export async function detectEncoding(path: string, file: string, head: Buffer): Promise<TextEncoding> {
  const wide = wideEncodingOf(head)
  if (wide !== undefined) {
    const undecodable = await findUndecodable(path, wide)
    if (undecodable) throw new PlanningInputError(unreadable(file, undecodable, wide === 'utf-16le' ? 'LE' : 'BE'))
    return wide
  }
  const fault = await findUtf8Fault(path)
  if (fault === undefined) return 'utf-8'
  const row = await rowAt(path, fault.offset)
  if (fault.isTail && fault.hasUtf8) throw new PlanningInputError(cutOff(file, row))
  const undecodable = await findUndecodable(path, 'gb18030')
  if (undecodable?.isTail && undecodable.commonShare >= LEAST_COMMON_SHARE) {
    throw new PlanningInputError(cutOff(file, undecodable.row))
  }
  if (undecodable || (await commonChineseShare(path)) < LEAST_COMMON_SHARE) {
    throw new PlanningInputError(fault.isTail ? cutOff(file, row) : neither(file, row))
  }
  return 'gb18030'
}

const cutOff = (file: string, row: number): InputIssue => ({
  file,
  row,
  problem: 'ends in the middle of a character: the file was cut off',
  hint: 'Export or download it again.',
})

const neither = (file: string, row: number): InputIssue => ({
  file,
  row,
  problem: 'is neither UTF-8 nor GB18030 text',
  hint: 'Save the file again as "CSV UTF-8" and import that.',
})

const unreadable = (file: string, { row, isTail }: Undecodable, order: 'LE' | 'BE'): InputIssue =>
  isTail
    ? cutOff(file, row)
    : {
        file,
        row,
        problem: `holds a character that is not valid UTF-16 ${order}`,
        hint: 'Save the file again as "CSV UTF-8" and import that.',
      }

/** UTF-16 by its byte order mark, or by zeros that fill every second byte of the digits and separators. */
function wideEncodingOf(head: Buffer): TextEncoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros: [number, number] = [0, 0]
  for (let index = 0; index < head.length; index++) if (head[index] === 0) zeros[index % 2 === 0 ? 0 : 1]++
  const many = head.length / 20
  if (zeros[1] > many && zeros[0] === 0) return 'utf-16le'
  if (zeros[0] > many && zeros[1] === 0) return 'utf-16be'
  return undefined
}

interface Utf8Fault {
  /** Byte at which the line begins that cannot be read. */
  readonly offset: number
  /** Nothing is wrong but that the last character is not whole. */
  readonly isTail: boolean
  /** Characters beyond ASCII stand before it. */
  readonly hasUtf8: boolean
}

async function findUtf8Fault(path: string): Promise<Utf8Fault | undefined> {
  let rest: Buffer = Buffer.alloc(0)
  let offset = 0
  let hasUtf8 = false
  for await (const bytes of bytesOf(path)) {
    const piece = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const whole = piece.subarray(0, wholeCharacters(piece))
    if (!isUtf8(whole)) {
      const { start, hasUtf8: before } = faultyLine(whole)
      return { offset: offset + start, isTail: false, hasUtf8: hasUtf8 || before }
    }
    hasUtf8 ||= !isAscii(whole)
    offset += whole.length
    rest = Buffer.from(piece.subarray(whole.length))
  }
  return rest.length === 0 ? undefined : { offset, isTail: true, hasUtf8 }
}

/** Length without a last character of which bytes may be to come: it begins within the last three bytes. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function faultyLine(bytes: Buffer): { start: number; hasUtf8: boolean } {
  let start = 0
  for (;;) {
    const end = bytes.indexOf(10, start)
    const line = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!isUtf8(line) || end < 0) {
      return { start, hasUtf8: !isAscii(bytes.subarray(0, start)) }
    }
    start = end + 1
  }
}

/** Row, counted from 1, that the byte belongs to. */
async function rowAt(path: string, offset: number): Promise<number> {
  let feeds = 0
  let returns = 0
  if (offset === 0) return 1
  for await (const bytes of bytesOf(path, offset)) {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) feeds++
    for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) returns++
  }
  return 1 + (feeds > 0 ? feeds : returns)
}

interface Undecodable {
  readonly row: number
  readonly isTail: boolean
  /** Of the text before it; see commonChineseShare. */
  readonly commonShare: number
}

async function findUndecodable(path: string, encoding: TextEncoding): Promise<Undecodable | undefined> {
  const characters = new ChineseCount()
  let feeds = 0
  for await (const { text, isLast } of textOf(path, encoding)) {
    const at = text.indexOf('\uFFFD')
    const read = at < 0 ? text : text.slice(0, at)
    characters.add(read)
    for (let feed = read.indexOf('\n'); feed >= 0; feed = read.indexOf('\n', feed + 1)) feeds++
    if (at >= 0) return { row: feeds + 1, isTail: isLast, commonShare: characters.commonShare }
  }
  return undefined
}

/**
 * GB18030 decodes nearly any bytes, so that Big5 or Western text would pass as rare characters. Of real Chinese text the
 * first level of GB 2312 (3,755 characters) and its punctuation make more than half, even where it is traditional.
 */
const LEAST_COMMON_SHARE = 0.4

async function commonChineseShare(path: string): Promise<number> {
  const characters = new ChineseCount()
  for await (const { text } of textOf(path, 'gb18030')) {
    characters.add(text)
    if (characters.isEnough) break
  }
  return characters.commonShare
}

const BEYOND_ASCII = /[^\0-\x7f]/
const ENOUGH_CHARACTERS = 20_000

/** Counts characters beyond ASCII, and those of them that Chinese text is mostly made of. */
class ChineseCount {
  #beyondAscii = 0
  #common = 0

  get isEnough(): boolean {
    return this.#beyondAscii >= ENOUGH_CHARACTERS
  }

  get commonShare(): number {
    return this.#beyondAscii === 0 ? 0 : this.#common / this.#beyondAscii
  }

  add(text: string): void {
    if (this.isEnough || !BEYOND_ASCII.test(text)) return
    const common = commonCharacters()
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code < 0x80) continue
      this.#beyondAscii++
      if (common.has(code)) this.#common++
    }
  }
}

let commonSet: ReadonlySet<number> | undefined

/** Rows 1-3 (punctuation, full-width letters) and 16-55 (first level) of GB 2312. */
function commonCharacters(): ReadonlySet<number> {
  if (commonSet) return commonSet
  const leads = [0xa1, 0xa2, 0xa3, ...Array.from({ length: 40 }, (_, index) => 0xb0 + index)]
  const pairs = leads.flatMap((lead) => Array.from({ length: 94 }, (_, index) => [lead, 0xa1 + index])).flat()
  const text = new TextDecoder('gb18030').decode(Uint8Array.from(pairs))
  commonSet = new Set([...text].map((character) => character.charCodeAt(0)))
  return commonSet
}
