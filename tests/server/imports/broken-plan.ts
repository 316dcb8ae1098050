import { smallPlan } from '../../fixtures/small-plan.ts'

/** Changes to the files of the small plan, and what the reader must say of them. */
export interface BrokenPlan {
  readonly changes: Readonly<Record<string, string | undefined>>
  readonly message: string
}

/** Replaces the first occurrence of a text that must be there, so that a case cannot go stale unnoticed. */
export function replaced(path: string, from: string, to: string): Record<string, string> {
  const text = smallPlan().get(path)!
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`)
  return { [path]: text.replace(from, () => to) }
}
