import { config } from 'zod/v4/core'

// The page's content policy forbids code made from text; zod, which tries it for speed, would be reported for that.
config({ jitless: true })
