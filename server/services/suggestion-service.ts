import { gunzipSync, gzipSync } from 'node:zlib'
import { localStamp } from '../../solver/domain/horizon.ts'
import type { Assignment } from '../../solver/domain/roster.ts'
import type { Operation, QueueEffect, ShareChange, Suggestion } from '../../solver/intraday/suggestions/suggestion.ts'
import type { PersonShifts } from '../../solver/rescore/roster-scorer.ts'
import type { Actor } from '../auth/actor.ts'
import type { SuggestionReply, Suggestions } from '../contracts/day-watch.ts'
import type { Run } from '../contracts/run.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database } from '../store/database.ts'
import { findDayWatch, storeSuggestions } from '../store/day-watch-store.ts'
import { findPublicationOf } from '../store/publication-store.ts'
import type { ActualsPlans } from './actuals-plan.ts'
import type { ActualsService } from './actuals-service.ts'
import type { DraftRuns } from './draft-runs.ts'
import type { DraftService } from './draft-service.ts'
import { readDay } from './read-day.ts'
import { changedCells, editIdOf } from './roster-changes.ts'
import { notFound, ServiceError } from './service-error.ts'

export interface SuggestionService {
  /** What could be done now for the rest of the day, each simulated; takes some seconds. */
  suggest(planId: string, actor: Actor): Promise<Suggestions>
  /**
   * Puts the changes of shifts of one that was suggested last into the draft of the published run, and has it checked.
   * @returns the run that checks it, which can then be published
   * @throws ServiceError `conflict` when another roster stands by now
   */
  accept(planId: string, suggestionId: string, actor: Actor): Promise<Run>
}

export interface SuggestionParts {
  readonly db: Database
  readonly plans: Pick<ActualsPlans, 'get'>
  readonly actuals: Pick<ActualsService, 'day'>
  readonly tasks: Pick<PlanTasks, 'suggestDay'>
  readonly drafts: Pick<DraftService, 'stands' | 'edit'>
  readonly draftRuns: Pick<DraftRuns, 'startFromDraft'>
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Of a suggestion what is needed to take it up. */
interface Stored {
  readonly id: string
  readonly changes: readonly PersonShifts[]
}

export const suggestionService = ({ db, tasks, now, ...parts }: SuggestionParts): SuggestionService => ({
  suggest: async (planId, actor) => {
    const { id, unitId, zone } = await parts.plans.get(planId)
    const nowMs = now()
    const known = (await findDayWatch(db, id)) ?? { plan_id: id, learned_for: null, learned_gzip: null }
    const work = await readDay(db, parts.actuals, known, nowMs)
    const asOf = new Date(nowMs).toISOString()
    if (!work) return { runId: null, asOf, suggestions: [] }
    const found = await tasks.suggestDay(work)
    const stored: Stored[] = found.map((each) => ({ id: each.id, changes: each.changes }))
    const { runId } = work
    const gzip = gzipSync(JSON.stringify(stored))
    await storeSuggestions(db, { planId: id, unitId, runId, gzip, actorId: actor.id })
    const names = namesFrom(work.board)
    return { runId, asOf, suggestions: found.map((each) => suggestionReply(each, names, zone)) }
  },

  accept: async (planId, suggestionId, actor) => {
    const { id } = await parts.plans.get(planId)
    const row = await findDayWatch(db, id)
    const runId = row?.suggested_for
    const stored = row?.suggestions_gzip
      ? (JSON.parse(gunzipSync(row.suggestions_gzip).toString('utf8')) as Stored[])
      : []
    const chosen = stored.find((each) => each.id === suggestionId)
    if (!runId || !chosen) throw notFound('suggestion', suggestionId)
    if (chosen.changes.length === 0) throw nothingToChange()
    const publication = await findPublicationOf(db, runId)
    if (!publication || publication.superseded_at !== null) throw otherRoster()
    const draft = await parts.drafts.stands(runId)
    const cells = changedCells(draft, { changed: chosen.changes, open: [] })
    if (cells.length > 0) {
      const edit = { id: editIdOf(suggestionId, runId), editor: id, kind: 'suggestion', baseRevision: draft.revision }
      await parts.drafts.edit(runId, { ...edit, cells }, actor)
    }
    return parts.draftRuns.startFromDraft(runId, { mode: 'check' }, actor)
  },
})

const nothingToChange = (): ServiceError =>
  new ServiceError('conflict', 'The suggestion changes no shift: it is done where the queues are run, not here.')

const otherRoster = (): ServiceError =>
  new ServiceError('conflict', 'Another roster was published since this was suggested. Ask for suggestions again.')

function namesFrom(board: string): ReadonlyMap<string, string> {
  const { people } = JSON.parse(board) as { readonly people: readonly { readonly id: string; readonly name: string }[] }
  return new Map(people.map(({ id, name }) => [id, name]))
}

function suggestionReply(given: Suggestion, names: ReadonlyMap<string, string>, zone: string): SuggestionReply {
  const stamp = (ms: number) => localStamp(ms, zone)
  const { id, kind, cost, lateAvoided, isMended, leadMinutes } = given
  return {
    ...{ id, kind, cost, lateAvoided, isMended, leadMinutes },
    spans: given.spans.map(({ queueId, startMs, endMs }) => ({ queueId, start: stamp(startMs), end: stamp(endMs) })),
    people: given.people.map((person) => ({ id: person, name: names.get(person) ?? person })),
    moves: given.moves.map(({ employeeId, before, after }) => ({
      ...{ employeeId, before: before && shiftReply(before, stamp), after: after && shiftReply(after, stamp) },
    })),
    operations: given.operations.map((operation) => operationReply(operation, stamp)),
    effects: given.effects.map(effectReply),
    harm: given.harm.map(effectReply),
    softViolations: given.softViolations.length,
  }
}

type ToStamp = (ms: number) => string

const shiftReply = ({ templateId, startMs, endMs, breaks, queueIds }: Assignment, stamp: ToStamp) => ({
  ...{ templateId, start: stamp(startMs), end: stamp(endMs), queueIds: [...queueIds] },
  breaks: breaks.map((item) => ({ start: stamp(item.startMs), end: stamp(item.endMs) })),
})

function operationReply(operation: Operation, stamp: ToStamp): SuggestionReply['operations'][number] {
  const { kind, queueId } = operation
  if (operation.kind === 'overflow') return { kind, queueId, groups: [...operation.groups] }
  const span = { start: stamp(operation.startMs), end: stamp(operation.endMs) }
  return { kind, queueId, ...span, share: operation.kind === 'botShare' ? operation.toShare : operation.share }
}

const effectReply = ({ queueId, target, span, rest }: QueueEffect): SuggestionReply['effects'][number] => ({
  ...{ queueId, target, span: span && shareReply(span), rest: shareReply(rest) },
})

const shareReply = ({ before, after }: ShareChange) => ({
  before: Number.isFinite(before) ? before : null,
  after: Number.isFinite(after) ? after : null,
})
