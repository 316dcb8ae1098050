import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { guaranteedWages } from './limits/wage-limits.ts'
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
 * Makes the parts of a roster together with others: they begin with the largest and this process with the smallest, and
 * what nobody has taken by the time that it is wanted is made here, so that no one waits who could work. Parts come out the
 * same whoever makes them (`schedulePart`), and the bound of the whole is the sum of theirs.
 * @returns the parts that were not known, for `known` of `scheduleRoster`; none when there is nothing worth sharing
 */
export async function shareParts(
  inputs: PlanInputs,
  requirement: Requirement,
  options: ScheduleOptions,
  sharing: PartSharing,
): Promise<readonly ScheduledPart[]> {
  const context = rosterContext(inputs, requirement)
  const weeks = context.days.length / 7
  const all = openParts(context, requirement)
  const unknown = all
    .filter((open) => !knownPart(open, options.known))
    .sort((a, b) => a.part.employees.length - b.part.employees.length)
  const offered = unknown.filter(({ part }) => part.employees.length * weeks >= WORTH_SHARING).reverse()
  if (offered.length < 2) return []
  await sharing.offer(
    requirement,
    offered.map(({ part }) => ({ queueIds: [...part.queueIds] })),
  )
  const known = all.flatMap((open) => knownPart(open, options.known) ?? [])
  const made = new PartsMade(known, all.length, guaranteedWages(context.inputs, requirement.horizon))
  const make = (open: OpenPart) =>
    schedulePart(context, requirement, open, {
      ...options,
      onProgress: (progress) => options.onProgress?.(made.progress(progress)),
    })
  const away: OpenPart[] = []
  for (const open of unknown) {
    const place = offered.indexOf(open)
    if (place < 0 || (await sharing.takeBack(place))) made.add(make(open))
    else away.push(open)
  }
  for (const open of away) {
    const elsewhere = await sharing.made(offered.indexOf(open))
    made.add(elsewhere ? { ...elsewhere, queues: open.queues } : make(open))
    options.onProgress?.(made.progress({ fraction: 0 }))
  }
  return made.parts
}

type Progress = Parameters<NonNullable<ScheduleOptions['onProgress']>>[0]

/** What has been made so far, and how far that is. */
class PartsMade {
  readonly parts: ScheduledPart[] = []
  readonly #known: readonly ScheduledPart[]
  readonly #count: number
  readonly #paid: number

  /** @param count of all parts @param paid whatever the roster, minor currency units */
  constructor(known: readonly ScheduledPart[], count: number, paid: number) {
    this.#known = known
    this.#count = count
    this.#paid = paid
  }

  add(part: ScheduledPart): void {
    this.parts.push(part)
  }

  /** Of the whole, from that of the part in hand; what it costs can be told once all others are made. */
  progress({ fraction, objective, objectiveBound }: Progress): Progress {
    const others = [...this.#known, ...this.parts]
    const whole = { fraction: Math.min(1, (others.length + fraction) / this.#count) }
    if (others.length + 1 < this.#count || objective === undefined || objectiveBound === undefined) return whole
    const sum = (of: (part: ScheduledPart) => number) => others.reduce((total, part) => total + of(part), this.#paid)
    return {
      ...whole,
      objective: sum(({ cost }) => cost) + objective,
      objectiveBound: sum(({ bound }) => bound) + objectiveBound,
    }
  }
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
