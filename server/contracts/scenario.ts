import { z } from 'zod'
import { idSchema, nameSchema } from '../../solver/domain/queue.ts'
import { SCENARIO_PART_KINDS } from '../../solver/domain/scenario.ts'
import { dateSchema } from '../../solver/domain/target.ts'
import { storableTextSchema } from './storable-text.ts'

/** Characters of a scenario's text. */
const MOST_TEXT = 50_000

/** A scenario of a plan: what its file says, and which parts it has with all that it builds on. */
export const storedScenarioSchema = z
  .object({
    id: z.string(),
    name: nameSchema,
    description: nameSchema.optional(),
    source: z.string().optional(),
    /** The file, YAML. */
    text: z.string(),
    parts: z.array(z.object({ kind: z.enum(SCENARIO_PART_KINDS), label: z.string() })),
  })
  .meta({ id: 'StoredScenario' })
export type StoredScenario = z.infer<typeof storedScenarioSchema>

/** Ordered by id. The revision of the plan is what a change is made against. */
export const scenarioListSchema = z
  .object({ revision: z.int(), scenarios: z.array(storedScenarioSchema) })
  .meta({ id: 'ScenarioList' })
export type ScenarioList = z.infer<typeof scenarioListSchema>

/** The list after a change, with the id of the scenario that was written. */
export const changedScenarioListSchema = scenarioListSchema.extend({ changed: z.string() })
export type ChangedScenarioList = z.infer<typeof changedScenarioListSchema>

export const scenarioTextSchema = z
  .strictObject({ revision: z.int(), text: storableTextSchema.min(1).max(MOST_TEXT) })
  .meta({ id: 'ScenarioText' })
export type ScenarioText = z.infer<typeof scenarioTextSchema>

/** What templates can be told. */
export const TEMPLATE_CHOICES = ['date', 'factor', 'event', 'orders'] as const

export const scenarioTemplateSchema = z
  .object({ id: z.string(), name: nameSchema, purpose: nameSchema, choices: z.array(z.enum(TEMPLATE_CHOICES)) })
  .meta({ id: 'ScenarioTemplate' })
export type ScenarioTemplateReply = z.infer<typeof scenarioTemplateSchema>
export const scenarioTemplateListSchema = z.object({ templates: z.array(scenarioTemplateSchema) })

/** A scenario made after a template; what is left out, the template chooses for the plan. */
export const templateRequestSchema = z
  .strictObject({
    revision: z.int(),
    template: z.string().min(1).max(64),
    /** Of the new scenario; the template's own when absent. */
    id: idSchema.optional(),
    date: dateSchema.optional(),
    factor: z.number().min(0).max(100).optional(),
    event: storableTextSchema.min(1).max(200).optional(),
    orders: z.number().gt(0).max(1e9).optional(),
  })
  .meta({ id: 'TemplateRequest' })
export type TemplateRequest = z.infer<typeof templateRequestSchema>
