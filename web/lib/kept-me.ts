import type { Me } from '../../server/contracts/access.ts'

/** Among what `forgetOnDevice` takes away. */
const STORED = 'tideline.mine.me'

/** Who was signed in on this device last, so that the page opens without a connection. */
export function keptMe(): Me | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED) ?? 'null') as Me | null
    return kept && Array.isArray(kept.rights) && Array.isArray(kept.memberships) ? kept : undefined
  } catch {
    return undefined
  }
}

export function keepMe(me: Me): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(me))
  } catch {
    // A full or forbidden store costs the copy, never the page.
  }
}
