import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { OwnPeople, OwnShifts } from '../../../server/contracts/team.ts'
import { ApiError } from '../../lib/api.ts'
import { keepPage } from '../../lib/kept-page.ts'
import { addDays } from '../../lib/planning-week.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { ownPeopleQuery, ownShiftsQuery } from '../../lib/team-queries.ts'
import { type KeptOwn, keepOwn, keptOwn } from './kept-roster.ts'

/** As much as the server tells at once, less the days of the week that has begun. */
const DAYS = 98
const DAYS_BEFORE = 8

export interface OwnRosterReply {
  readonly people: OwnPeople['people'] | undefined
  readonly shifts: OwnShifts | undefined
  /** When the server said so, ISO 8601; undefined for what it says now. */
  readonly asOf: string | undefined
  readonly error: Error | undefined
  readonly retry: () => void
}

/** The reader's own published shifts as the server has them, and what was seen last where it cannot be reached. */
export function useOwnShifts(): OwnRosterReply {
  const from = addDays(new Date(serverNow()).toISOString().slice(0, 10), -DAYS_BEFORE)
  const people = useQuery(ownPeopleQuery)
  const shifts = useQuery(ownShiftsQuery(from, DAYS))
  const asOfMs = shifts.dataUpdatedAt
  const error = people.error ?? shifts.error ?? undefined
  const isGone = isUnreachable(error ?? people.failureReason ?? shifts.failureReason)
  const fresh = useMemo((): KeptOwn | undefined => {
    if (!people.data || !shifts.data) return undefined
    return { asOf: new Date(asOfMs).toISOString(), people: people.data, shifts: shifts.data }
  }, [people.data, shifts.data, asOfMs])
  useEffect(() => {
    if (!fresh || fresh.people.length === 0) return
    keepOwn(fresh)
    // What cannot be kept costs the copy, never the view.
    keepPage().catch(() => undefined)
  }, [fresh])
  const shown = fresh ?? (isGone ? keptOwn() : undefined)
  return {
    people: shown?.people ?? people.data,
    shifts: shown?.shifts,
    asOf: isGone ? shown?.asOf : undefined,
    error,
    retry: () => void Promise.all([people.refetch(), shifts.refetch()]),
  }
}

/** Whether nobody answered, or a proxy for a server that is gone; what the server refuses is never shown all the same. */
export const isUnreachable = (error: Error | null | undefined): boolean =>
  error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable')
