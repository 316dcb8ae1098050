import { askEarly } from './lib/early-requests.ts'
import { readersLanguage, WORDS } from './lib/language.ts'

// A small script that is there at once: what the page needs besides its code is fetched beside it, not after it.
const plan = new URLSearchParams(window.location.search).get('plan')
askEarly('/plans')
if (plan) askEarly(`/plans/${encodeURIComponent(plan)}/runs`)
WORDS[readersLanguage()]().catch(() => undefined)
await import('./start.tsx')
