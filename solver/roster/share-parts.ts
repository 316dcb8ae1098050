import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/plan-outputs.ts'
import { knownPart, type OpenPart, openParts, rosterContext, schedulePart } from './schedule-roster.ts'
import type { ScheduledPart, ScheduleOptions } from './scheduled-roster.ts'

/** A part as others are told of it: they have the inputs and the requirement. */
export interface OfferedPart {
  readonly queueIds: readonly string[]
}

/** A part that was made elsewhere. */
export type PartMade = Omit<ScheduledPart, 'queues'>

/** Others who make parts of a roster beside this process. Each offer counts its parts from 0 again. */
export interface PartSharing {
  offer(requirement: Requirement, parts: readonly OfferedPart[]): Promise<void>
  /** Takes a part back to make it here. @returns false when somebody has it in hand, or has made it */
  takeBack(place: number): Promise<boolean>
  /** Waits for a part that was not taken back. @returns undefined when it is to be made here all the same */
  made(place: number): Promise<PartMade | undefined>
}

/** Person-weeks: what is smaller is made sooner than somebody else has read the plan. */
const WORTH_SHARING = 12

/**
 * Makes the parts of a roster together with others, the largest first: they take what they can, and what nobody has taken
 * by the time that it is wanted is made here, so that no one waits who could work. Parts come out the same whoever makes
 * them (`schedulePart`), and the bound of the whole is the sum of theirs.
 * @returns the parts, for `known` of `scheduleRoster`; none when there is nothing worth sharing
 */
export async function shareParts(
  inputs: PlanInputs,
  requirement: Requirement,
  options: ScheduleOptions,
  sharing: PartSharing,
): Promise<ScheduledPart[]> {
  const context = rosterContext(inputs, requirement)
  const weeks = context.days.length / 7
  const [first, ...offered] = openParts(context, requirement)
    .filter((open) => !knownPart(open, options.known) && open.part.employees.length * weeks >= WORTH_SHARING)
    .sort((a, b) => b.part.employees.length - a.part.employees.length)
  if (!first || offered.length === 0) return []
  const made: ScheduledPart[] = []
  const make = (open: OpenPart) => schedulePart(context, requirement, open, options)
  const keep = (part: ScheduledPart) => {
    made.push(part)
    options.onProgress?.({ fraction: made.length / (offered.length + 1) })
  }
  await sharing.offer(
    requirement,
    offered.map(({ part }) => ({ queueIds: [...part.queueIds] })),
  )
  keep(make(first))
  const away: (readonly [number, OpenPart])[] = []
  for (const [place, open] of offered.entries()) {
    if (await sharing.takeBack(place)) keep(make(open))
    else away.push([place, open])
  }
  for (const [place, open] of away) {
    const elsewhere = await sharing.made(place)
    keep(elsewhere ? { ...elsewhere, queues: open.queues } : make(open))
  }
  return made
}

/**
 * Makes a part that somebody else offered, from the same inputs and requirement.
 * @throws Error when the staff has no such part: the inputs are not those that it was offered with
 */
export function makeOfferedPart(
  inputs: PlanInputs,
  requirement: Requirement,
  { queueIds }: OfferedPart,
  options: ScheduleOptions,
): PartMade {
  const context = rosterContext(inputs, requirement)
  const open = openParts(context, requirement).find(
    ({ part }) => part.queueIds.size === queueIds.length && queueIds.every((id) => part.queueIds.has(id)),
  )
  if (!open) throw new Error(`The staff has no part of the queues ${queueIds.join(', ')}.`)
  const { queues: _, ...made } = schedulePart(context, requirement, open, options)
  return made
}
