import type { QueryClient } from '@tanstack/react-query'
import type { Me } from '../../../server/contracts/access.ts'
import { forgetEarly } from '../../lib/early-requests.ts'
import { meQuery } from '../../lib/me.ts'
import { meetPerson } from '../../lib/person-on-device.ts'
import { beginSession, pagePerson, resumeSession } from '../../lib/session.ts'

/**
 * The page becomes that of whoever has signed in. The same person as before goes on where they were; another one gets a
 * page with nothing of the former's in it.
 */
export async function arrive(client: QueryClient, me: Me): Promise<void> {
  const before = pagePerson()
  await meetPerson(me)
  if (before !== undefined && before !== me.actorId) {
    window.location.replace(window.location.pathname)
    return
  }
  forgetEarly()
  beginSession(me.actorId)
  client.setQueryData(meQuery.queryKey, me)
  if (before !== undefined) resumeSession()
}
