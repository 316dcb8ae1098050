import { createHash } from 'node:crypto'
import { idSchema } from '../../../solver/domain/queue.ts'
import type { ImportKind, ImportMapping } from '../../contracts/import.ts'
import { headerKey } from './header-key.ts'

/**
 * Name of a new mapping after the file, without the dates and numbers that tell one export from the next. A saved
 * mapping's name is not taken again, since it reads other files.
 */
export function mappingName(fileName: string, kind: ImportKind, saved: readonly ImportMapping[]): string {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '').replace(/\.(csv|xlsx|jsonl?|txt)$/i, '')
  const words = stem
    .normalize('NFKC')
    .replace(/[\d年月日号时分秒()]+/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  const name = words.toLowerCase().split(' ').join('-').slice(0, 60)
  return freeName(idSchema.safeParse(name).success ? name : kind, saved)
}

/**
 * Name of a new mapping of contacts after its columns, in any order. Contacts are told apart within the name: were it
 * the file's, a copy under another name would count them all twice, and so would the overlap of two exports.
 */
export function contactsName(columns: readonly string[], saved: readonly ImportMapping[]): string {
  const keys = columns.map(headerKey).sort().join('\n')
  return freeName(`contacts-${createHash('sha256').update(keys).digest('hex').slice(0, 8)}`, saved)
}

function freeName(base: string, saved: readonly ImportMapping[]): string {
  const names = new Set(saved.map((mapping) => mapping.name))
  for (let count = 2; ; count++) {
    const candidate = count === 2 ? base : `${base}-${count - 1}`
    if (!names.has(candidate)) return candidate
  }
}
