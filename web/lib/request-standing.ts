import type { PersonRequest } from '../../server/contracts/request.ts'

/** Whether a request waits for whoever decides: a swap waits for a colleague before. */
export const isToDecide = ({ state, kind }: Pick<PersonRequest, 'state' | 'kind'>): boolean =>
  state === 'agreed' || (state === 'asked' && kind !== 'swap')

export const isOpen = ({ state }: Pick<PersonRequest, 'state'>): boolean => state === 'asked' || state === 'agreed'

/** Whether an approval is still being carried out. */
export const isUnderWay = ({ effect }: Pick<PersonRequest, 'effect'>): boolean =>
  effect?.kind === 'roster' && effect.state === 'checking'
