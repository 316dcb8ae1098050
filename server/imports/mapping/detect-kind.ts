import { IMPORT_KINDS, type ImportField, type ImportKind } from '../../contracts/import.ts'
import { type AssignedColumn, assignColumns, assignPreset, type LookedAt } from './assign-columns.ts'
import type { PresetMatch } from './import-preset.ts'

/** How much a field speaks for a kind of file; others count 0.3. */
const WEIGHTS: Readonly<Record<ImportKind, Readonly<Partial<Record<ImportField, number>>>>> = {
  contacts: {
    id: 1,
    createdAt: 1,
    customer: 1,
    order: 1,
    agent: 0.5,
    sessionEnd: 0.5,
    sessionLength: 0.5,
    status: 0.5,
  },
  intervals: { start: 1, date: 0.5, timeOfDay: 0.5, offered: 2, handled: 2, abandoned: 2, aht: 1 },
  calendar: { start: 1, date: 0.5, startTime: 0.5, title: 0.5, host: 1.5, expectedSize: 2, category: 0.5 },
}
/** Fields of which a kind needs one out of each list. */
const NEEDED: Readonly<Record<ImportKind, readonly (readonly ImportField[])[]>> = {
  contacts: [['createdAt']],
  intervals: [
    ['start', 'date'],
    ['offered', 'handled'],
  ],
  calendar: [
    ['start', 'date'],
    ['title', 'kind', 'host', 'expectedSize'],
  ],
}
/** A kind is sure when the next one has less than this share of its score. */
const RIVAL_SHARE = 0.85

export interface DetectedKind {
  readonly kind: ImportKind
  readonly assigned: Map<ImportField, AssignedColumn>
  /** Whether no other kind fits about as well. */
  readonly isSure: boolean
}

/** What the rows of a table are, by the fields that its columns can stand for. */
export function detectKind(table: LookedAt, match: PresetMatch | undefined): DetectedKind {
  const candidates = IMPORT_KINDS.map((kind) => {
    const assigned = match?.preset.kind === kind ? assignPreset(match, table) : assignColumns(kind, table)
    const isWhole = NEEDED[kind].every((fields) => fields.some((field) => assigned.has(field)))
    return { kind, assigned, isWhole, score: scoreOf(kind, assigned) }
  })
  // What lacks a needed field is left for a person to complete, when nothing is whole.
  const ranked = candidates.sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.score - a.score)
  const [best, next] = ranked as [(typeof ranked)[number], (typeof ranked)[number]]
  const isSure = best.isWhole && !(next.isWhole && next.score > best.score * RIVAL_SHARE)
  return { kind: best.kind, assigned: best.assigned, isSure }
}

const scoreOf = (kind: ImportKind, assigned: ReadonlyMap<ImportField, AssignedColumn>): number =>
  [...assigned.values()].reduce((sum, { field, confidence }) => sum + confidence * (WEIGHTS[kind][field] ?? 0.3), 0)
