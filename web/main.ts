import { askEarly } from './lib/early-requests.ts'
import { keptMe } from './lib/kept-me.ts'
import { readersLanguage, WORDS } from './lib/language.ts'
import { wallboardSecret } from './lib/wallboard-address.ts'

// A small script that is there at once: what the page needs besides its code is fetched beside it, not after it.
if (wallboardSecret(window.location.pathname) === undefined) {
  const plan = new URLSearchParams(window.location.search).get('plan')
  const last = keptMe()
  const hasNoPlans = last !== undefined && !last.rights.includes('plan.view')
  askEarly('/me')
  // Whoever has no right to them would be refused them, here as later.
  if (!hasNoPlans) askEarly('/plans')
  if (plan && !hasNoPlans) askEarly(`/plans/${encodeURIComponent(plan)}/runs`)
  WORDS[readersLanguage()]().catch(() => undefined)
  await import('./start.tsx')
} else {
  // A screen on the wall is nobody, and needs nothing of all that.
  await import('./start-wallboard.tsx')
}
