import type { Me } from '../../server/contracts/access.ts'
import { keepMe, keptMe } from './kept-me.ts'
import { forgetOnDevice } from './kept-on-device.ts'

/** Of one person's work in this tab, and what is watched for them: nobody else's business. */
const OF_PERSON = ['tideline.import.', 'tideline.solving.', 'tideline.tab']

/**
 * Takes away what is kept of a person on the device. Unsent edits of a board stay: they are kept under their maker's name,
 * who finds them again, and nobody else.
 */
export async function forgetPerson(): Promise<void> {
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (OF_PERSON.some((kept) => key.startsWith(kept))) store.removeItem(key)
  await forgetOnDevice()
}

/** Another person than the last one finds nothing of theirs. */
export async function meetPerson(me: Me): Promise<void> {
  const last = keptMe()
  if (last && last.actorId !== me.actorId) await forgetPerson()
  keepMe(me)
}
