import type { FastifyRequest } from 'fastify'

/** Who acts: a person, or a named rule of the program's own. */
export interface Actor {
  readonly id: string
}

/** The one person of an installation without sign-in; the first migration made the row. */
export const LOCAL_PLANNER: Actor = { id: 'local-planner' }

/** Marks runs that a stopped server left behind. */
export const INTERRUPT_RULE: Actor = { id: 'interrupt-leftover-runs' }

/** Ends imports and forecasts that a stopped server left behind, and imports that nobody came back to. */
export const LEFTOVER_RULE: Actor = { id: 'end-leftover-work' }

/**
 * Who sent a request. Sign-in belongs here: everything that writes already asks this function and stores its answer.
 * Until there is sign-in, everyone who reaches the server is its one planner, which is why the server listens on
 * this machine only.
 */
export const actorOf = (_request: FastifyRequest): Actor => LOCAL_PLANNER
