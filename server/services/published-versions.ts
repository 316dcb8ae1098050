import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Actor } from '../auth/actor.ts'
import type { VersionKind } from '../contracts/version.ts'
import type { Database } from '../store/database.ts'
import { findPublishingRule } from '../store/publishing-rule-store.ts'
import { findResult, type RunRow } from '../store/run-store.ts'
import {
  findOpenTwin,
  insertVersion,
  isPublishedAlready,
  publishVersion,
  type StoreTransaction,
} from '../store/version-store.ts'
import { ServiceError } from './service-error.ts'

/** Files of a run that are versions once it is published, in this order. */
const FILES = { forecast: 'forecast.csv', requirement: 'requirement.csv', roster: 'roster.csv' } as const
export type RunVersionKind = keyof typeof FILES

/** A version whose publishing publishes the run, as the sender saw it. */
export interface ApprovedVersion {
  readonly id: string
  readonly seenRevision: number
  readonly publishKey: string
}

/** First and last day of a run's weeks. */
export const daysOfRun = ({ week, weeks }: Pick<RunRow, 'week' | 'weeks'>): [string, string] => [
  week,
  lastDayFrom(week, 7 * weeks),
]

/** @param days from the first one on */
export const lastDayFrom = (first: string, days: number): string =>
  DateTime.fromISO(first, { zone: 'utc' })
    .plus({ days: days - 1 })
    .toISODate()!

export const nameOfDays = ([first, last]: readonly [string, string]): string => `${first}/${last}`

/** What a version of a run holds. @returns undefined when an earlier version kept none */
export async function versionOfRun(db: Database, run: RunRow, kind: RunVersionKind) {
  const content = await findResult(db, run.id, FILES[kind])
  if (!content) return undefined
  const days = daysOfRun(run)
  return {
    ...{ unitId: run.unit_id, planId: run.plan_id, kind: kind as VersionKind, name: nameOfDays(days), days, content },
    ...{ runId: run.id, forecastId: null, fileName: FILES[kind] },
  }
}

/** Versions that stand or fall with the publication of a run; what is published already, word for word, stays. */
export async function publishRunVersions(
  transaction: StoreTransaction,
  run: RunRow,
  by: { readonly publicationId: string; readonly actorId: string; readonly approved?: ApprovedVersion | undefined },
): Promise<boolean> {
  for (const kind of Object.keys(FILES) as RunVersionKind[]) {
    const made = await versionOfRun(transaction, run, kind)
    if (!made) continue
    const approved = kind === 'roster' ? by.approved : undefined
    if (kind !== 'roster' && (await isPublishedAlready(transaction, made))) continue
    const open = approved ?? (await findOpenTwin(transaction, made))
    const id = open?.id ?? randomUUID()
    if (!open) await insertVersion(transaction, { ...made, id, actorId: by.actorId, notes: '' }, false)
    const row = await publishVersion(transaction, {
      ...{ id, actorId: by.actorId, publicationId: by.publicationId, publishKey: approved?.publishKey ?? null },
      ...(approved && { seenRevision: approved.seenRevision }),
    })
    if (!row) return false
  }
  return true
}

/** @throws ServiceError `forbidden` where the unit's rule wants a second person and the actor is an author */
export async function requireSecondPerson(
  db: Database,
  unitId: string,
  actor: Actor,
  authors: readonly (string | null)[],
): Promise<void> {
  if (!authors.includes(actor.id)) return
  const { four_eyes } = await findPublishingRule(db, unitId)
  if (!four_eyes) return
  const message = 'This unit publishes by two people, and this is your own work. Ask somebody else to publish it.'
  throw new ServiceError('forbidden', message)
}
