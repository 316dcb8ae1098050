import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { PlanSettingsReply, SettingsChange, SettingsChanges } from '../contracts/settings.ts'
import { SETTINGS_FILES, type StoredSettings } from '../jobs/change-settings.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database } from '../store/database.ts'
import { changePlan, findPlan, findPlanFile, findPlanWithFiles } from '../store/plan-store.ts'
import { planOvertaken } from './plan-conflict.ts'
import { notFound, ServiceError } from './service-error.ts'

export interface SettingsService {
  get(planId: string): Promise<PlanSettingsReply>
  /** @returns all settings as they then are */
  change(planId: string, request: SettingsChanges, actor: Actor): Promise<PlanSettingsReply>
}

/** Plans whose settings are kept at hand: a large team's are a megabyte. */
const PLANS_KEPT = 8
/** Changes of one request that the audit log names one by one. */
const CHANGES_TOLD = 50

/**
 * Queues, shift templates, rules, people and the calendar of a plan, as its files have them. Changes are refused when the
 * plan is no longer the one that the person has seen, and whenever any part of the plan would not be right with them.
 */
export function settingsService(db: Database, tasks: Pick<PlanTasks, 'settings' | 'changeSettings'>): SettingsService {
  const knownByPlan = new Map<string, PlanSettingsReply>()

  const remember = (planId: string, revision: number, stored: StoredSettings): PlanSettingsReply => {
    const settings = { revision, ...stored }
    knownByPlan.delete(planId)
    knownByPlan.set(planId, settings)
    for (const oldest of knownByPlan.keys()) if (knownByPlan.size > PLANS_KEPT) knownByPlan.delete(oldest)
    return settings
  }

  return {
    get: async (planId) => {
      const row = await findPlan(db, planId)
      if (!row) throw notFound('plan', planId)
      const known = knownByPlan.get(planId)
      if (known?.revision === row.revision) return known
      const files = new Map<string, string>()
      for (const path of SETTINGS_FILES) {
        const text = await findPlanFile(db, planId, path)
        if (text !== undefined) files.set(path, text)
      }
      return remember(planId, row.revision, await tasks.settings(files).catch(refuse))
    },
    change: async (planId, { expectedRevision, changes }, actor) => {
      const found = await findPlanWithFiles(db, planId)
      if (!found) throw notFound('plan', planId)
      if (found.row.revision !== expectedRevision) throw await planOvertaken(db, planId, expectedRevision)
      const done = await tasks.changeSettings(found.files, changes).catch(refuse)
      if (!done) throw notFound('settings', changes.map((change) => ('item' in change ? change.item : '')).join(', '))
      const { settings, files, described } = done
      if (!described) return remember(planId, expectedRevision, settings)
      const told = { changes: changes.slice(0, CHANGES_TOLD).map(withoutValues), count: changes.length }
      const row = await db.transaction().execute((transaction) =>
        changePlan(transaction, {
          ...{ planId, seenRevision: expectedRevision, actorId: actor.id, files, ...described },
          ...{ action: 'plan.settingsChanged', detail: told },
        }),
      )
      if (!row) throw await planOvertaken(db, planId, expectedRevision)
      return remember(planId, row.revision, settings)
    },
  }
}

/** What the audit log keeps of a change: it is kept for good, and values may be names of people and why they are away. */
function withoutValues(change: SettingsChange): object {
  const { section } = change
  if ('add' in change) return { section, add: idOf(change.add), fields: Object.keys(change.add) }
  if ('value' in change) return { section, item: change.item, fields: Object.keys(change.value) }
  return { section, item: change.item, remove: true }
}

/** Of an item that has one; null for a row without. */
const idOf = ({ id }: Readonly<Record<string, unknown>>): string | null => (typeof id === 'string' ? id : null)

function refuse(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  throw new ServiceError('invalidRequest', 'The settings cannot be used; nothing was changed.', error.issues)
}
