import type { InputIssue } from './planning-input-error.ts'

/** What an issue needs of an `Explanation`, as the solver makes it or as a stored report has it. */
interface Explained {
  readonly message: string
  readonly conflict: readonly { readonly kind: string }[]
  readonly waysOut: readonly { readonly text: string; readonly cost: number | null }[]
}

/** An explanation as something to mend in the plan: what is wrong, and what can be given up, cheapest first. */
export function explanationIssue({ message, conflict, waysOut }: Explained): InputIssue {
  const isFixed = conflict.some(({ kind }) => kind === 'fixedShift')
  const isLocked = conflict.some(({ kind }) => kind === 'lockedShift' || kind === 'lockedDayOff')
  const ways = waysOut.map(({ text, cost }) => `${text}${cost === null ? ' (not enough by itself)' : ''}`)
  return {
    ...(isFixed && !isLocked && { file: 'availability.csv' }),
    problem: message.replace(/\.$/, ''),
    hint: `Ways out, cheapest first: ${ways.map((way, index) => `(${index + 1}) ${way}`).join('; ')}.`,
  }
}
