import { idSchema } from '../../../solver/domain/queue.ts'
import type { ImportKind, ImportMapping } from '../../contracts/import.ts'

/**
 * Name of a new mapping after the file, without the dates and numbers that tell one export from the next: the ids of
 * all of them are of one source. A saved mapping's name is not taken again, since its ids are of another.
 */
export function mappingName(fileName: string, kind: ImportKind, saved: readonly ImportMapping[]): string {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '').replace(/\.(csv|xlsx|jsonl?|txt)$/i, '')
  const words = stem
    .normalize('NFKC')
    .replace(/[\d年月日号时分秒()]+/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  const name = words.toLowerCase().split(' ').join('-').slice(0, 60)
  const base = idSchema.safeParse(name).success ? name : kind
  const names = new Set(saved.map((mapping) => mapping.name))
  for (let count = 2; ; count++) {
    const candidate = count === 2 ? base : `${base}-${count - 1}`
    if (!names.has(candidate)) return candidate
  }
}
