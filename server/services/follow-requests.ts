import type { Actor } from '../auth/actor.ts'
import type { PublishBlockerReply } from '../contracts/plan-report.ts'
import type { RequestEffect } from '../contracts/request.ts'
import { everythingAs, unitAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { listEdits } from '../store/draft-store.ts'
import { findCurrentPublications, type PublicationRow } from '../store/publication-store.ts'
import { findPublishingRule } from '../store/publishing-rule-store.ts'
import {
  changeRequest,
  claimRequest,
  listApprovedOfRosters,
  listToFollow,
  type RequestRow,
  releaseRequest,
} from '../store/request-store.ts'
import { findRun, type RunRow } from '../store/run-store.ts'
import type { DraftRuns } from './draft-runs.ts'
import type { PublicationService } from './publication-service.ts'
import { editIdOf } from './roster-changes.ts'
import { ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'
import type { VersionService } from './version-service.ts'

/** Finds approved requests whose roster is still being checked. */
export const FOLLOW_RULE: Actor = { id: 'follow-approved-requests' }

const LOOK_EVERY_MS = 2000
const AT_ONCE = 20

type RosterEffect = Extract<RequestEffect, { kind: 'roster' }>

export interface FollowParts {
  readonly db: Database
  readonly draftRuns: Pick<DraftRuns, 'startFromDraft'>
  readonly publications: Pick<PublicationService, 'publish'>
  readonly versions: Pick<VersionService, 'propose'>
}

/**
 * Carries approved changes of rosters through: the draft is checked by a run, which is published in the old one's place when
 * its gate is no worse (proposed, where two people publish), and otherwise left for the scheduler. What a process leaves half-way another goes on with: each step
 * can be done again, and a request is in one hand at a time.
 */
export class FollowRequests {
  readonly #parts: FollowParts
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> = Promise.resolve()

  constructor(parts: FollowParts) {
    this.#parts = parts
  }

  /** Looks again and again, until `close`. */
  start(log: ServiceLog): void {
    this.#timer ??= setInterval(() => {
      this.#underWay = this.#underWay
        .then(() => this.follow(log))
        .catch((error) => log.error({ err: error }, 'approved requests could not be followed'))
    }, LOOK_EVERY_MS)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#underWay
  }

  /** Takes every request that is to be followed one step further, where it can go one. */
  async follow(log: ServiceLog): Promise<void> {
    const { db } = this.#parts
    const rows = await withAccess(everythingAs(FOLLOW_RULE.id), () => listToFollow(db, AT_ONCE))
    for (const row of rows) {
      const actor = { id: row.decided_by ?? row.updated_by }
      await withAccess(unitAs(actor.id, row.unit_id), () => this.#step(row, actor)).catch((error) =>
        log.error({ err: error, requestId: row.id }, 'an approved request could not be followed'),
      )
    }
  }

  async #step(row: RequestRow, actor: Actor): Promise<void> {
    const { db } = this.#parts
    const effect = row.effect
    if (effect?.kind !== 'roster' || effect.state !== 'checking') return
    const run = effect.checkRunId === null ? undefined : await findRun(db, effect.checkRunId)
    if (run && (run.state === 'queued' || run.state === 'running')) return
    if (!(await claimRequest(db, row))) return
    try {
      const next = run ? await this.#settle(effect, run, actor) : await this.#check(effect, actor)
      const action =
        next.state === 'published' ? 'request.applied' : next.state === 'left' ? 'request.left' : 'request.checking'
      const change = { row, actorId: actor.id, action, set: { effect: next }, isClaimed: true } as const
      await db.transaction().execute((transaction) => changeRequest(transaction, change))
    } catch (error) {
      await releaseRequest(db, row)
      throw error
    }
  }

  async #check(effect: RosterEffect, actor: Actor): Promise<RosterEffect> {
    const run = await this.#parts.draftRuns.startFromDraft(effect.runId, { mode: 'check' }, actor)
    return { ...effect, checkRunId: run.id }
  }

  /** What becomes of a draft whose check is over. */
  async #settle(effect: RosterEffect, run: RunRow, actor: Actor): Promise<RosterEffect> {
    const { db, publications } = this.#parts
    const left = (message: string): RosterEffect => ({ ...effect, state: 'left', message })
    if (run.state !== 'succeeded')
      return left('The check of the changed roster did not succeed; it is left as a draft.')
    const current = await findCurrentPublications(db, run)
    const [standing] = current
    const from = await Promise.all(current.map(({ run_id }) => findRun(db, run_id)))
    if (current.length === 1 && isLaterCheck(from[0], run)) {
      return { ...effect, state: 'published', publicationId: standing!.id }
    }
    if (!standing || current.length > 1 || !isBefore(from[0], run, effect.runId)) {
      return left('Another roster was published meanwhile; the change is left as a draft of the one before.')
    }
    if (!(await this.#isAllApproved(effect.runId, run))) {
      return left('The draft holds other changes that nobody has published yet; it is left to the scheduler.')
    }
    const base = await findRun(db, effect.runId)
    const worse = worseBlockers(base, run)
    if (worse.length > 0) {
      return left(
        `The changed roster would miss more than the published one: ${worse.join(', ')}. It is left as a draft.`,
      )
    }
    try {
      if ((await findPublishingRule(db, run.unit_id))?.four_eyes) return left(await this.#propose(run, actor))
      const { publication } = await publications.publish(run.id, publicationOf(run, standing), actor)
      return { ...effect, state: 'published', publicationId: publication.id }
    } catch (error) {
      if (error instanceof ServiceError) return left(error.message)
      throw error
    }
  }

  /** Has another than the approver decide. @returns what is left to be done */
  async #propose({ id, plan_id }: RunRow, actor: Actor): Promise<string> {
    // Under the run's id, so that whoever does this step again proposes no second one.
    const request = { id, kind: 'roster', runId: id, notes: CHANGED, submit: true } as const
    const { version } = await this.#parts.versions.propose(plan_id, request, actor)
    return `This unit publishes by two people: somebody else has to publish version ${version.number}, which waits in the history.`
  }

  /** Whether every edit that the check was made from is that of an approved request. */
  async #isAllApproved(runId: string, checkRun: RunRow): Promise<boolean> {
    const { db } = this.#parts
    const upTo = draftRevision(checkRun, runId)
    if (upTo === undefined) return false
    const edits = await listEdits(db, runId, { after: 0, upTo })
    const approved = new Set((await listApprovedOfRosters(db, checkRun.unit_id)).map(({ id }) => editIdOf(id, runId)))
    return edits.every(({ id }) => approved.has(id))
  }
}

/** Revision of a run's draft that another run checked; undefined when it did not. */
const draftRevision = ({ source }: RunRow, ofRunId: string): number | undefined =>
  source?.kind === 'draft' && source.runId === ofRunId ? source.revision : undefined

/** Whether what stands is a check of the same draft with at least the same edits. */
function isLaterCheck(standing: RunRow | undefined, { source, id }: RunRow): boolean {
  if (standing?.id === id) return true
  if (!standing || source?.kind !== 'draft') return false
  const revision = draftRevision(standing, source.runId)
  return revision !== undefined && revision >= source.revision
}

/** Whether what stands is the run that was changed, or a check of the same draft with fewer edits. */
function isBefore(standing: RunRow | undefined, check: RunRow, baseRunId: string): boolean {
  if (!standing) return false
  if (standing.id === baseRunId) return true
  const [before, after] = [draftRevision(standing, baseRunId), draftRevision(check, baseRunId)]
  return before !== undefined && after !== undefined && before < after
}

const blockersOf = (run: RunRow | undefined): readonly PublishBlockerReply[] => run?.report?.gate?.blockers ?? []

/** Ids of what stands against a run and did not against another, and of what no override passes. */
function worseBlockers(base: RunRow | undefined, run: RunRow): string[] {
  if (!run.report?.gate) return ['gate']
  const known = new Set(blockersOf(base).map(({ id }) => id))
  return blockersOf(run)
    .filter(({ id, overridable }) => !known.has(id) || !overridable)
    .map(({ id }) => id)
}

const CHANGED = 'With a change of shifts that was asked for and approved.'
const AS_BEFORE = 'As it was published before, with a change of shifts that was asked for and approved.'

function publicationOf(run: RunRow, standing: PublicationRow) {
  const blockers = blockersOf(run).map(({ id }) => id)
  const override = { blockers, reason: standing.reason ?? AS_BEFORE }
  return { replaces: [standing.id], ...(blockers.length > 0 && { override }) }
}
