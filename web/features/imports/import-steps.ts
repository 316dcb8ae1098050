import type { FileImport } from '../../../server/contracts/import.ts'

/** The wizard's steps, in order; the address carries the one that is shown. */
export const STEPS = ['files', 'columns', 'preview', 'apply'] as const
export type Step = (typeof STEPS)[number]

/** Word of the address while no file has been chosen from those on their way. */
export const NEW_IMPORT = 'new'

interface Progress {
  readonly item: FileImport
  /** Whether nothing keeps the file from being read. */
  readonly isSettled: boolean
  /** Whether the report tells what the settings at hand would do. */
  readonly isPreviewed: boolean
}

/** Steps that can be gone to as things stand. */
export function reachableSteps({ item, isSettled, isPreviewed }: Progress): Step[] {
  if (item.state === 'applied') return ['files', 'apply']
  if (!item.detection || item.state === 'detecting') return ['files', 'columns']
  if (!isSettled) return ['files', 'columns']
  return isPreviewed ? [...STEPS] : ['files', 'columns', 'preview']
}

/** The step that the address asks for when it can be shown, else the one where the file stands. */
export function shownStep(asked: string | undefined, progress: Progress): Step {
  const reachable = reachableSteps(progress)
  const wanted = STEPS.find((step) => step === asked)
  if (wanted && reachable.includes(wanted)) return wanted
  return reachable[1] ?? 'files'
}
