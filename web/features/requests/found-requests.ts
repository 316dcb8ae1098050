import type { PersonRequest } from '../../../server/contracts/request.ts'
import { isOpen, isToDecide } from '../../lib/request-standing.ts'

interface Wanted {
  readonly standing: 'open' | 'decided'
  /** All when absent. */
  readonly kind?: string | undefined
  readonly group?: string | undefined
  /** Words of the person's name or number. */
  readonly find?: string | undefined
}

/** Requests that a reader looks for: open ones that wait for a decision first and the oldest first, decided ones newest first. */
export function foundRequests(requests: readonly PersonRequest[], wanted: Wanted): PersonRequest[] {
  const { standing, kind, group } = wanted
  const words = (wanted.find ?? '').trim().toLowerCase()
  const found = requests.filter(
    (request) =>
      isOpen(request) === (standing === 'open') &&
      (kind === undefined || request.kind === kind) &&
      (group === undefined || request.groupId === group) &&
      `${request.employeeId} ${request.employeeName}`.toLowerCase().includes(words),
  )
  if (standing === 'decided') return found.toSorted((a, b) => lastTouched(b) - lastTouched(a))
  return found.toSorted((a, b) => Number(isToDecide(b)) - Number(isToDecide(a)) || lastTouched(a) - lastTouched(b))
}

const lastTouched = ({ decidedAt, askedAt }: PersonRequest): number => Date.parse(decidedAt ?? askedAt)
