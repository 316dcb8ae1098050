import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type OpenTableOptions, openTable } from '../../../../server/imports/tables/open-table.ts'
import { describeIssue, PlanningInputError } from '../../../../solver/domain/planning-input-error.ts'

/** Writes a file into a folder that is gone after the test. */
export function writeTable(content: string | Uint8Array, name = 'tickets.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Everything that a table says, its issues as sentences. */
export async function readTable(content: string | Uint8Array, options: OpenTableOptions = {}) {
  const table = await openTable(writeTable(content), { name: 'tickets.csv', ...options })
  const rows: string[][] = []
  const rowNumbers: number[] = []
  const problems: string[] = []
  const warnings: string[] = []
  let blankRows = 0
  for await (const batch of table.rows()) {
    rows.push(...batch.rows.map((cells) => [...cells]))
    rowNumbers.push(...Array.from(batch.rowNumbers))
    problems.push(...(batch.problems ?? []).map(describeIssue))
    warnings.push(...(batch.warnings ?? []).map(describeIssue))
    blankRows += batch.blankRows ?? 0
  }
  return { table, rows, rowNumbers, problems, warnings, blankRows }
}

/** The message with which a file is refused. */
export async function refusalOf(content: string | Uint8Array, options: OpenTableOptions = {}): Promise<string> {
  try {
    await readTable(content, options)
  } catch (error) {
    if (error instanceof PlanningInputError) return error.message
    throw error
  }
  return 'was read'
}

const encoder = new TextEncoder()

/** UTF-16 with or without a byte order mark. */
export function utf16(text: string, order: 'LE' | 'BE', hasMark: boolean): Buffer {
  const bytes = Buffer.from(hasMark ? `\uFEFF${text}` : text, 'utf16le')
  return order === 'LE' ? bytes : bytes.swap16()
}

/** Text in a two-byte encoding, by looking its characters up in what all pairs of bytes decode to. */
export function encoded(text: string, encoding: 'gb18030' | 'big5'): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const codes = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return Uint8Array.from([...text].flatMap((character) => codes.get(character) ?? [...encoder.encode(character)]))
}

export const gb18030 = (text: string): Uint8Array => encoded(text, 'gb18030')
