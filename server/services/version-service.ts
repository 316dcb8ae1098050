import type { Actor } from '../auth/actor.ts'
import type {
  PublishingRule,
  Version,
  VersionComparison,
  VersionPublishRequest,
  VersionRequest,
  VersionRestored,
  VersionRestoreRequest,
} from '../contracts/version.ts'
import { namesOf } from '../store/actor-names.ts'
import type { Database } from '../store/database.ts'
import { findPlan, findUnit, isPlan } from '../store/plan-store.ts'
import { changePublishingRule, findPublishingRule } from '../store/publishing-rule-store.ts'
import { findRun } from '../store/run-store.ts'
import {
  findVersion,
  findVersionContent,
  insertVersion,
  listVersions,
  publishVersion,
  recordRestored,
  stepVersion,
  type VersionRow,
  type VersionStep,
} from '../store/version-store.ts'
import type { DraftRuns } from './draft-runs.ts'
import { lineChanges } from './line-changes.ts'
import type { PublicationService } from './publication-service.ts'
import { requireSecondPerson } from './published-versions.ts'
import type { ScenarioService } from './scenario-service.ts'
import { notFound, ServiceError } from './service-error.ts'
import { actorsOf, versionFrom } from './version-reply.ts'
import { whatToKeep } from './version-source.ts'

const VERSIONS_LISTED = 300
const LINES_TOLD = 600

export interface VersionService {
  /** Newest first. */
  list(planId: string): Promise<Version[]>
  get(id: string): Promise<Version>
  content(id: string): Promise<{ readonly fileName: string; readonly content: Buffer }>
  /** What differs from another version of the plan and kind. */
  compare(id: string, sinceId: string): Promise<VersionComparison>
  /** @returns the version that the id is of, made now or before */
  propose(planId: string, request: VersionRequest, actor: Actor): Promise<{ version: Version; isNew: boolean }>
  submit(id: string, seenRevision: number, actor: Actor): Promise<Version>
  withdraw(id: string, seenRevision: number, actor: Actor): Promise<Version>
  sendBack(id: string, seenRevision: number, reason: string, actor: Actor): Promise<Version>
  publish(id: string, request: VersionPublishRequest, actor: Actor): Promise<Version>
  restore(id: string, request: VersionRestoreRequest, actor: Actor): Promise<VersionRestored>
  rule(unitId: string): Promise<PublishingRule>
  changeRule(
    unitId: string,
    change: { expectedRevision: number; fourEyes: boolean },
    actor: Actor,
  ): Promise<PublishingRule>
}

export interface VersionParts {
  readonly db: Database
  readonly publications: Pick<PublicationService, 'publish'>
  readonly scenarios: ScenarioService
  readonly draftRuns: Pick<DraftRuns, 'bringIn'>
}

/** Forecasts, requirements, rosters and scenarios, from a draft by way of a review to what everybody goes by. */
export function versionService({ db, publications, scenarios, draftRuns }: VersionParts): VersionService {
  const rowOf = async (id: string): Promise<VersionRow> => {
    const row = await findVersion(db, id)
    if (!row) throw notFound('version', id)
    return row
  }
  const show = async (rows: readonly VersionRow[]): Promise<Version[]> => {
    const names = await namesOf(db, rows.flatMap(actorsOf))
    return rows.map((row) => versionFrom(row, names))
  }
  const get = async (id: string): Promise<Version> => (await show([await rowOf(id)]))[0]!
  const step = async (wanted: VersionStep): Promise<Version> => {
    await rowOf(wanted.id)
    const row = await stepVersion(db, wanted)
    if (!row) throw overtaken(await get(wanted.id))
    return (await show([row]))[0]!
  }
  return {
    list: async (planId) => {
      if (!(await isPlan(db, planId))) throw notFound('plan', planId)
      return show(await listVersions(db, planId, VERSIONS_LISTED))
    },
    get,
    content: async (id) => ({ fileName: (await rowOf(id)).file_name, content: await findVersionContent(db, id) }),
    compare: async (id, sinceId) => {
      const [to, from] = [await rowOf(id), await rowOf(sinceId)]
      if (to.plan_id !== from.plan_id || to.kind !== from.kind) {
        throw new ServiceError('invalidRequest', 'Only versions of one plan and one kind can be compared.')
      }
      const [before, after] = await show([from, to])
      if (from.sha256 === to.sha256) return { from: before!, to: after!, change: null }
      const texts = await Promise.all(
        [sinceId, id].map(async (one) => (await findVersionContent(db, one)).toString('utf8')),
      )
      const found = lineChanges(texts[0]!, texts[1]!, LINES_TOLD)
      const change = {
        ...{ path: to.file_name, change: 'changed' as const, bytesBefore: from.bytes, bytesAfter: to.bytes },
        ...{ lines: found?.lines ?? null, isCut: found?.isCut ?? false },
      }
      return { from: before!, to: after!, change }
    },
    propose: async (planId, request, actor) => {
      const plan = await findPlan(db, planId)
      if (!plan) throw notFound('plan', planId)
      const known = await findVersion(db, request.id)
      if (known) {
        if (known.plan_id !== planId || known.kind !== request.kind) throw takenId()
        return { version: (await show([known]))[0]!, isNew: false }
      }
      const kept = await whatToKeep({ db, scenarios }, plan, request)
      const item = { ...kept, id: request.id, actorId: actor.id, notes: request.notes }
      const made = await db
        .transaction()
        .execute((transaction) => insertVersion(transaction, item, request.submit))
        .catch((error: { readonly constraint?: string }) => {
          if (error.constraint === 'version_pkey') throw takenId()
          throw error
        })
      return { version: (await show([made]))[0]!, isNew: true }
    },
    submit: (id, seenRevision, actor) =>
      step({ id, seenRevision, actorId: actor.id, from: ['draft'], action: 'version.submitted' }),
    withdraw: (id, seenRevision, actor) =>
      step({ id, seenRevision, actorId: actor.id, from: ['draft', 'review'], action: 'version.withdrawn' }),
    sendBack: (id, seenRevision, reason, actor) =>
      step({ id, seenRevision, actorId: actor.id, from: ['review'], action: 'version.returned', reason }),
    publish: async (id, { expectedRevision, id: publishKey, override, replaces }, actor) => {
      const row = await rowOf(id)
      // Asked again after an answer that was lost.
      if (row.publish_key === publishKey) return get(id)
      if (row.state !== 'review' || row.revision !== expectedRevision) throw overtaken(await get(id))
      const run = row.run_id === null ? undefined : await findRun(db, row.run_id)
      const authors = [row.created_by, row.submitted_by, run?.created_by ?? null]
      await requireSecondPerson(db, row.unit_id, actor, authors)
      if (row.kind === 'roster') {
        const request = { id: publishKey, ...(override && { override }), ...(replaces !== undefined && { replaces }) }
        await publications.publish(row.run_id!, request, actor, { id, seenRevision: expectedRevision, publishKey })
        if ((await rowOf(id)).publish_key !== publishKey) throw publishedAlready()
      } else {
        const given = { id, seenRevision: expectedRevision, actorId: actor.id, publicationId: null, publishKey }
        const done = await db
          .transaction()
          .execute((transaction) => publishVersion(transaction, given))
          .catch(refuseTwin)
        if (!done && (await rowOf(id)).publish_key !== publishKey) throw overtaken(await get(id))
      }
      return get(id)
    },
    restore: async (id, { expectedRevision, reason }, actor) => {
      const row = await rowOf(id)
      const text = (await findVersionContent(db, id)).toString('utf8')
      if (row.kind === 'scenario') {
        if (expectedRevision === undefined) throw new ServiceError('invalidRequest', NO_REVISION)
        const scenario = { revision: expectedRevision, text }
        const { revision } = await scenarios.write(
          row.plan_id,
          row.name,
          scenario,
          actor,
          (transaction, planRevision) => recordRestored(transaction, row, actor.id, { reason, planRevision }),
        )
        return { kind: 'scenario', planRevision: revision, scenarioId: row.name }
      }
      if (row.kind !== 'roster') throw new ServiceError('invalidRequest', NOT_RESTORED)
      const run = await findRun(db, row.run_id!)
      if (!run) throw notFound('run', row.run_id!)
      const { week, weeks, scenario, replications } = run
      const file = { fileName: `${row.name.replace('/', '_')}-v${row.number}.csv`, text }
      const made = await draftRuns.bringIn(row.plan_id, { ...file, week, weeks, scenario, replications }, actor)
      await db
        .transaction()
        .execute((transaction) => recordRestored(transaction, row, actor.id, { reason, runId: made.id }))
      return { kind: 'roster', runId: made.id }
    },
    rule: async (unitId) => {
      await requireUnit(db, unitId)
      return ruleFrom(unitId, await findPublishingRule(db, unitId))
    },
    changeRule: async (unitId, { expectedRevision, fourEyes }, actor) => {
      await requireUnit(db, unitId)
      const row = await changePublishingRule(db, {
        unitId,
        fourEyes,
        seenRevision: expectedRevision,
        actorId: actor.id,
      })
      if (row) return ruleFrom(unitId, row)
      throw new ServiceError('conflict', 'Somebody else changed how the unit publishes. Look at it again, then decide.')
    },
  }
}

const NO_REVISION = 'Restoring a scenario changes the plan: name the revision of the plan that you saw.'
const NOT_RESTORED =
  'A forecast or a requirement is made from the plan and cannot be put back by itself. Compare it or download it, or ' +
  'restore the revision of the plan that it was made from.'

const ruleFrom = (unitId: string, row: { readonly four_eyes: boolean; readonly revision: number }): PublishingRule => ({
  unitId,
  fourEyes: row.four_eyes,
  revision: row.revision,
})

async function requireUnit(db: Database, unitId: string): Promise<void> {
  if (!(await findUnit(db, unitId))) throw notFound('planning unit', unitId)
}

const publishedAlready = () =>
  new ServiceError('conflict', 'The roster of this version is published already. Withdraw the version.')

const takenId = () => new ServiceError('conflict', 'The id is that of another version. Send a new one.')

function refuseTwin(error: { readonly constraint?: string }): never {
  if (error.constraint === 'version_one_published') {
    throw new ServiceError(
      'conflict',
      'Another version was published at the same moment. Look at it, then decide again.',
    )
  }
  throw error as Error
}

/** Who took the last step, and when it was. */
function overtaken({ state, revision, ...version }: Version): ServiceError {
  const steps = [version.created, version.submitted, version.returned, version.withdrawn, version.published]
  const last = steps
    .filter((step) => step !== null)
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1)!
  return new ServiceError(
    'conflict',
    `The version is ${state} by now, at step ${revision}: ${last.name} was the last to change it. Look at it again, then decide.`,
  )
}
