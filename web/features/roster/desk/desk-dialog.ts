import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { OpenShiftCandidates } from '../../../../solver/rescore/shift-candidates.ts'
import type { BulkChange } from '../edits/bulk-edit.ts'
import type { CellPlace } from '../model/board-roster.ts'

/** What stands open over the board. */
export type DeskDialog =
  | { readonly kind: 'cell'; readonly place: CellPlace; readonly anchor?: DOMRect; readonly startsWithNote?: boolean }
  | { readonly kind: 'menu'; readonly anchor: DOMRect }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'bulk'; readonly first?: BulkChange }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'run'; readonly mode: 'check' | 'replan' }

/** Panels beside the board, as the address names them. */
export const DESK_PANELS = ['violations', 'candidates', 'compare', 'history', 'notes'] as const
export type DeskPanel = (typeof DESK_PANELS)[number]

/** A shift for which somebody is looked for. */
export interface AskedShift {
  readonly place: CellPlace
  readonly shift: Assignment
  readonly found?: OpenShiftCandidates
  readonly problem?: string
}
