import type { FastifyRequest } from 'fastify'

/** Who acts: a person, or a named rule of the program's own. */
export interface Actor {
  readonly id: string
}

/** The one person of an installation without sign-in; the first migration made the row. */
export const LOCAL_PLANNER: Actor = { id: 'local-planner' }

/** Looks up who somebody is and what they reach, before they have any access. */
export const ACCESS_RULE: Actor = { id: 'look-up-access' }

/** Marks runs that a stopped server left behind. */
export const INTERRUPT_RULE: Actor = { id: 'interrupt-leftover-runs' }

/** Ends imports and forecasts that a stopped server left behind, and imports that nobody came back to. */
export const LEFTOVER_RULE: Actor = { id: 'end-leftover-work' }

/** Takes away what is kept no longer. */
export const RETENTION_RULE: Actor = { id: 'keep-no-longer' }

/** Tells other systems of what happened. */
export const WEBHOOK_RULE: Actor = { id: 'deliver-webhooks' }

/** Counts work for the metrics. */
export const OPERATIONS_RULE: Actor = { id: 'watch-operations' }

/** Works out how the rest of a day looks, and warns. */
export const WATCH_RULE: Actor = { id: 'watch-days' }

/** Shows a plan's day to screens that nobody is signed in at. */
export const WALLBOARD_RULE: Actor = { id: 'show-wallboard' }

/** Sends daily reports by mail. */
export const REPORT_RULE: Actor = { id: 'send-day-reports' }

/** Who sent a request, as everything that it writes is stored under. */
export function actorOf({ identity }: FastifyRequest): Actor {
  if (!identity) throw new Error('A public route has no actor.')
  return { id: identity.actorId }
}
