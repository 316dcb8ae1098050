import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { overrideFaults } from '../../solver/domain/publish-gate.ts'
import type { Actor } from '../auth/actor.ts'
import type { PublishBlockerReply } from '../contracts/plan-report.ts'
import type { Publication, PublicationRequest } from '../contracts/publication.ts'
import type { RunFileName } from '../contracts/run.ts'
import type { Database } from '../store/database.ts'
import { findPlanWithFiles, isPlan, sha256 } from '../store/plan-store.ts'
import {
  findCurrentPublications,
  findPublication,
  insertPublication,
  listPublications,
  type PublicationRow,
} from '../store/publication-store.ts'
import type { RosterToShow } from '../store/roster-shift-store.ts'
import { findResult, findRun, type RunRow } from '../store/run-store.ts'
import { peopleOfBasis, peopleOfPlan, rosterToShow } from './published-shifts.ts'
import { type ApprovedVersion, publishRunVersions, requireSecondPerson } from './published-versions.ts'
import { notFound, ServiceError } from './service-error.ts'

const PUBLICATIONS_LISTED = 200

/** The file that a publication vouches for. */
export const PUBLISHED_FILE: RunFileName = 'roster.csv'

export interface PublicationService {
  /**
   * Publishes a run's roster in the place of those of its weeks before; asked again, it finds what it made. One that
   * covers further weeks is not replaced: they would be left without a roster.
   * @throws ServiceError `notPublishable` while the gate is closed, `conflict` when the sender saw another state
   */
  publish(
    runId: string,
    request: PublicationRequest,
    actor: Actor,
    approved?: ApprovedVersion,
  ): Promise<{ readonly publication: Publication; readonly isNew: boolean }>
  /** Newest first. */
  list(planId: string): Promise<readonly Publication[]>
}

/** The gate between planned rosters and those that go out: none below target passes without a named override. */
export const publicationService = (db: Database): PublicationService => ({
  publish: async (runId, request, actor, approved) => {
    const run = await findRun(db, runId)
    if (!run) throw notFound('run', runId)
    if (run.state !== 'succeeded') {
      throw new ServiceError('notReady', `The run has no roster to publish: it is ${run.state}.`)
    }
    const known = request.id === undefined ? undefined : await findPublication(db, request.id)
    if (known) return { publication: sameRequest(known, run), isNew: false }
    const replaced = await findCurrentPublications(db, run)
    const own = replaced.find(({ run_id }) => run_id === run.id)
    if (own) return { publication: publicationFrom(own), isNew: false }
    const overridden = passGate(run.report?.gate, request.override)
    await requireSecondPerson(db, run.unit_id, actor, [run.created_by])
    refuseUnseen(replaced, request.replaces)
    refusePart(replaced, run)
    const roster = await findResult(db, run.id, PUBLISHED_FILE)
    if (!roster) throw new ServiceError('notReady', `The run has no ${PUBLISHED_FILE}. Plan the week again.`)
    const id = request.id ?? randomUUID()
    const made = await insertPublication(db, {
      alongside: (transaction) =>
        publishRunVersions(transaction, run, { publicationId: id, actorId: actor.id, approved }),
      ...{ id, run, rosterSha256: sha256(roster), actorId: actor.id, replaced },
      roster: await shownRoster(db, run, roster.toString('utf8')),
      ...{ overridden, reason: request.override?.reason ?? null },
    })
    if (made) return { publication: publicationFrom(made), isNew: true }
    const first = await findCurrentPublications(db, run)
    // The same request twice at once: both are told of the one publication.
    const same = first.find(({ run_id }) => run_id === run.id)
    if (same) return { publication: publicationFrom(same), isNew: false }
    throw overtaken(first)
  },
  list: async (planId) => {
    if (!(await isPlan(db, planId))) throw notFound('plan', planId)
    return (await listPublications(db, planId, PUBLICATIONS_LISTED)).map(publicationFrom)
  },
})

/** @throws ServiceError `notPublishable` for a roster of shifts or people that are not there any more */
export async function shownRoster(db: Database, run: RunRow, text: string): Promise<RosterToShow> {
  try {
    const basis = await findResult(db, run.id, 'score-basis.json')
    if (basis) return rosterToShow(text, peopleOfBasis(basis.toString('utf8')))
    const plan = await findPlanWithFiles(db, run.plan_id)
    return rosterToShow(text, peopleOfPlan(plan?.files ?? new Map()))
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    const message = 'The roster names people or shifts that are not there any more. Plan the week again.'
    throw new ServiceError('notPublishable', message, error.issues)
  }
}

/** @throws ServiceError `conflict` when the id is that of another run's publication */
function sameRequest(known: PublicationRow, run: RunRow): Publication {
  if (known.run_id === run.id) return publicationFrom(known)
  throw new ServiceError('conflict', 'The id of the request is that of another publication. Send a new one.')
}

type Gate = { readonly blockers: readonly PublishBlockerReply[] } | undefined

/** @returns the blockers that the override names, which are all of the gate's */
function passGate(gate: Gate, override: PublicationRequest['override']): readonly PublishBlockerReply[] {
  if (!gate) {
    const message = 'The run was made by an earlier version, which proved no targets. Plan the week again.'
    throw new ServiceError('notPublishable', message)
  }
  const { final, unnamed, unknown } = overrideFaults(gate.blockers, override?.blockers ?? [])
  if (final.length > 0) {
    const message = 'The roster cannot be published, by no override: plan the week again.'
    throw new ServiceError('notPublishable', message, final.map(finalIssue))
  }
  if (unknown.length > 0) {
    const message = 'The override names what does not stand against this roster. Load its report again.'
    throw new ServiceError('conflict', message, unknown.map(unknownIssue))
  }
  if (unnamed.length > 0) {
    const message = 'The roster is below target. Publishing it takes an override that names each target and a reason.'
    throw new ServiceError('notPublishable', message, unnamed.map(unnamedIssue))
  }
  return gate.blockers
}

const IN_OVERRIDE = 'override.blockers'

const finalIssue = (blocker: PublishBlockerReply): InputIssue => ({
  value: blocker.id,
  problem: blocker.kind === 'brokenRule' ? blocker.message : 'no target of this queue was simulated',
  hint: blocker.kind === 'brokenRule' ? 'Mend the inputs and plan again.' : 'Plan the week again.',
})
const unnamedIssue = ({ id, kind }: PublishBlockerReply): InputIssue => ({
  column: IN_OVERRIDE,
  value: id,
  problem: kind === 'targetMissed' ? 'the target is missed' : 'the simulation does not prove the target',
  hint: 'Name it in the override, or plan again so that it is met.',
})
const unknownIssue = (id: string): InputIssue => ({
  column: IN_OVERRIDE,
  value: id,
  problem: 'is no blocker of this run that may be overridden',
  hint: 'Name the blockers of its report.',
})

/** @param seen ids that the sender names as the weeks' publications; undefined leaves it to what there is */
function refuseUnseen(current: readonly PublicationRow[], seen: PublicationRequest['replaces']): void {
  if (seen === undefined) return
  const named = new Set(typeof seen === 'string' ? [seen] : seen)
  if (named.size !== current.length || !current.every(({ id }) => named.has(id))) throw overtaken(current)
}

/** A publication goes whole: weeks that the run does not plan must not lose their roster on the way. */
function refusePart(current: readonly PublicationRow[], { week, weeks }: RunRow): void {
  const end = lastDay(week, weeks)
  const wider = current.find((other) => other.week < week || lastDay(other.week, other.weeks) > end)
  if (!wider) return
  throw new ServiceError(
    'conflict',
    `The roster published for ${wider.week} to ${lastDay(wider.week, wider.weeks)} covers further weeks. Plan all of them together and publish that.`,
  )
}

const lastDay = (week: string, weeks: number): string =>
  DateTime.fromISO(week, { zone: 'utc' })
    .plus({ days: 7 * weeks - 1 })
    .toISODate()!

const overtaken = ([current]: readonly PublicationRow[]): ServiceError =>
  new ServiceError(
    'conflict',
    current
      ? `Somebody else was first: run ${current.run_id} is published for the week now. Look at it, then decide again.`
      : 'No roster of this week is published that could be replaced. Load the page again, then decide again.',
  )

export const publicationFrom = (row: PublicationRow): Publication => ({
  id: row.id,
  planId: row.plan_id,
  runId: row.run_id,
  week: row.week,
  weeks: row.weeks,
  rosterSha256: row.roster_sha256,
  override: row.reason === null ? null : { blockers: row.overridden, reason: row.reason },
  publishedAt: row.created_at.toISOString(),
  publishedBy: row.created_by,
  publisher: row.creator,
  supersededAt: row.superseded_at?.toISOString() ?? null,
  supersededByRunId: row.superseded_by_run_id,
})
