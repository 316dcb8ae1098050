import type { EnterRequest } from '../../../server/contracts/request.ts'
import type { PublishedShift } from '../../../server/contracts/team.ts'
import { clockOf } from '../../lib/planning-week.ts'
import { dateOf } from '../../lib/week-grid.ts'

/** In the place of somebody's id. */
export const SAME_PERSON = ''
export const NOBODY = '-'

/**
 * A change of a published shift as it is proposed.
 * @param who id of who is to work it, or one of the two above
 * @param time wall clock at which it is to start, on the same date
 * @returns undefined when nothing is changed
 */
export function proposedChange(
  { id, start }: Pick<PublishedShift, 'id' | 'start'>,
  who: string,
  time: string,
): Extract<EnterRequest['ask'], { kind: 'shiftChange' }> | undefined {
  const isMoved = who !== NOBODY && time !== '' && time !== clockOf(start)
  if (who === SAME_PERSON && !isMoved) return undefined
  return {
    ...{ kind: 'shiftChange', shiftId: id },
    ...(who === SAME_PERSON ? {} : { toEmployeeId: who === NOBODY ? null : who }),
    ...(isMoved ? { start: `${dateOf(start)}T${time}` } : {}),
  }
}
