import { dropPage } from './kept-page.ts'

/** What the names of all begin with that is kept of a person on the device. */
export const KEPT = 'tideline.mine.'

/** Nothing of a person stays on the device: who signs out leaves it to others. */
export async function forgetOnDevice(): Promise<void> {
  for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT)) localStorage.removeItem(key)
  await dropPage()
}
