import type { FastifyRequest } from 'fastify'
import type { Membership, Right } from '../contracts/access.ts'
import { LOCAL_PLANNER } from './actor.ts'

/** Who sent a request, and what they are in each unit. */
export interface Identity {
  readonly actorId: string
  readonly displayName: string
  /** Null where there is no sign-in. */
  readonly email: string | null
  /** 'all' for the one planner of an installation without sign-in. */
  readonly memberships: readonly Membership[] | 'all'
  /** Rights that a token is held to; absent for people who signed in. */
  readonly tokenRights?: ReadonlySet<Right>
  /** Of the session or token, for ending it and its streams. */
  readonly sessionId?: string
}

/** @returns undefined for a sender who is not signed in */
export type Identify = (request: FastifyRequest) => Promise<Identity | undefined>

/** Without sign-in everybody who reaches the server is its one planner, which is why it serves this machine alone. */
export const localIdentify: Identify = async () => ({
  actorId: LOCAL_PLANNER.id,
  displayName: 'Local planner',
  email: null,
  memberships: 'all',
})
