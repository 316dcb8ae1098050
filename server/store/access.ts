import { AsyncLocalStorage } from 'node:async_hooks'

/** Rows that statements may touch: PostgreSQL holds each transaction to it, whatever the statements say. */
export interface Access {
  /** Who acts: `actor.id`. */
  readonly actorId: string
  /** Units that are seen whole; 'all' for what the program does by its own rules. */
  readonly units: readonly string[] | 'all'
  /** Of units that are seen in part: groups of people. */
  readonly groups: readonly { readonly unitId: string; readonly groupId: string }[]
  /** Who the actor is in the plans of units. */
  readonly people: readonly { readonly unitId: string; readonly employeeId: string }[]
  /** A plan that is shown to whoever has its address: what a screen is made from can be read, and nothing be changed. */
  readonly shownPlanId?: string
  /** Of the request that all this is done for, for the log; jobs take it along. */
  readonly requestId?: string | undefined
}

/** Sees nothing. What runs without access runs with this. */
export const NOBODY: Access = { actorId: 'nobody', units: [], groups: [], people: [] }

/** The program itself: migrations, backups, and looking up who somebody is. */
export const everythingAs = (actorId: string): Access => ({ actorId, units: 'all', groups: [], people: [] })

/** A job in a unit, for whoever asked for it. */
export const unitAs = (actorId: string, unitId: string): Access => ({
  actorId,
  units: [unitId],
  groups: [],
  people: [],
})

/** A plan on a screen that nobody is signed in at. */
export const onlyShowing = (actorId: string, shownPlanId: string): Access => ({
  ...{ actorId, units: [], groups: [], people: [] },
  shownPlanId,
})

const storage = new AsyncLocalStorage<Access>()

/** Performs work with everything that it awaits, and every statement of it, under an access. */
export const withAccess = <Result>(access: Access, work: () => Result): Result => storage.run(access, work)

export const currentAccess = (): Access | undefined => storage.getStore()

/** Between the unit and the id of a group or person; in the ids of neither. */
export const PART_SEPARATOR = '\u001f'

/** The settings of a transaction that the policies of the tables read. */
export function accessSettings({
  actorId,
  units,
  groups,
  people,
  shownPlanId,
}: Access): Readonly<Record<string, string>> {
  return {
    'tideline.actor': actorId,
    'tideline.everything': units === 'all' ? 'yes' : 'no',
    'tideline.units': JSON.stringify(units === 'all' ? [] : units),
    'tideline.groups': JSON.stringify(groups.map(({ unitId, groupId }) => unitId + PART_SEPARATOR + groupId)),
    ...(shownPlanId !== undefined && { 'tideline.plan': shownPlanId }),
    'tideline.people': JSON.stringify(people.map(({ unitId, employeeId }) => unitId + PART_SEPARATOR + employeeId)),
  }
}
