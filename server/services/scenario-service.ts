import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type {
  ChangedScenarioList,
  ScenarioList,
  ScenarioTemplateReply,
  ScenarioText,
  TemplateRequest,
} from '../contracts/scenario.ts'
import { SCENARIO_TEMPLATES } from '../imports/scenario/scenario-templates.ts'
import type { ScenarioChange } from '../jobs/change-scenarios.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database, StoreTransaction } from '../store/database.ts'
import { changePlan, findPlan, findPlanWithFiles } from '../store/plan-store.ts'
import { planOvertaken } from './plan-conflict.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Stands or falls with a change of the plan. */
export type BesideChange = (transaction: StoreTransaction, planRevision: number) => Promise<void>

export interface ScenarioService {
  templates(): ScenarioTemplateReply[]
  list(planId: string): Promise<ScenarioList>
  /**
   * Writes the scenario of the id anew, or a new one; the id in the text may be another.
   * @param beside done in the transaction of the change, with the plan's new revision
   */
  write(
    planId: string,
    scenarioId: string,
    request: ScenarioText,
    actor: Actor,
    beside?: BesideChange,
  ): Promise<ChangedScenarioList>
  /** Writes a new one after a template. */
  writeFromTemplate(planId: string, request: TemplateRequest, actor: Actor): Promise<ChangedScenarioList>
  remove(planId: string, scenarioId: string, revision: number, actor: Actor): Promise<ChangedScenarioList>
}

const ACTIONS = {
  put: 'plan.scenarioWritten',
  template: 'plan.scenarioWritten',
  remove: 'plan.scenarioRemoved',
} as const

/**
 * The scenarios of a plan: files of its folder. A change is refused when the plan is no longer the one that the person has
 * seen.
 */
export function scenarioService(
  db: Database,
  tasks: Pick<PlanTasks, 'scenarios' | 'changeScenarios'>,
): ScenarioService {
  const knownByPlan = new Map<string, ScenarioList>()

  const change = async (
    planId: string,
    seenRevision: number,
    wanted: ScenarioChange,
    actor: Actor,
    beside?: BesideChange,
  ) => {
    const found = await findPlanWithFiles(db, planId)
    if (!found) throw notFound('plan', planId)
    if (found.row.revision !== seenRevision) throw await planOvertaken(db, planId, seenRevision)
    const done = await tasks.changeScenarios(found.files, wanted).catch(refuseScenario)
    if (!done) throw notFound('scenario', 'remove' in wanted ? wanted.remove : '')
    const kind = 'put' in wanted ? 'put' : 'template' in wanted ? 'template' : 'remove'
    const row = await db.transaction().execute(async (transaction) => {
      const changed = await changePlan(transaction, {
        ...{ planId, seenRevision, actorId: actor.id, files: done.files, ...done.described },
        ...{ action: ACTIONS[kind], detail: { scenario: done.changed } },
      })
      if (changed) await beside?.(transaction, changed.revision)
      return changed
    })
    if (!row) throw await planOvertaken(db, planId, seenRevision)
    const list = { revision: row.revision, scenarios: [...done.scenarios] }
    knownByPlan.set(planId, list)
    return { ...list, changed: done.changed }
  }

  return {
    templates: () => SCENARIO_TEMPLATES.map((template) => ({ ...template, choices: [...template.choices] })),
    list: async (planId) => {
      const row = await findPlan(db, planId)
      if (!row) throw notFound('plan', planId)
      const known = knownByPlan.get(planId)
      if (known?.revision === row.revision) return known
      const found = await findPlanWithFiles(db, planId)
      if (!found) throw notFound('plan', planId)
      const scenarios = await tasks.scenarios(found.files).catch(refuseScenario)
      const list = { revision: found.row.revision, scenarios: [...scenarios] }
      knownByPlan.set(planId, list)
      return list
    },
    write: (planId, scenarioId, { revision, text }, actor, beside) =>
      change(planId, revision, { put: scenarioId, text }, actor, beside),
    writeFromTemplate: (planId, { revision, template, ...choices }, actor) =>
      change(planId, revision, { template, choices }, actor),
    remove: (planId, scenarioId, revision, actor) => change(planId, revision, { remove: scenarioId }, actor),
  }
}

function refuseScenario(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  throw new ServiceError('invalidRequest', 'The scenario cannot be used; nothing was changed.', error.issues)
}
