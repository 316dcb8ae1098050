import { z } from 'zod'
import { storableTextSchema } from './storable-text.ts'

/** Lists of `plan.yaml` whose items are changed one by one, each known by its id. */
export const LIST_SECTIONS = ['queues', 'groups', 'contracts', 'shiftTemplates', 'rulePacks', 'workRules'] as const
export type ListSection = (typeof LIST_SECTIONS)[number]

/** Columns of each table that are changed row by row; further columns of the files stay as they are. */
export const TABLE_COLUMNS = {
  people: [
    ...['id', 'name', 'group', 'skills', 'contract', 'hourly_cost', 'restrictions', 'roles'],
    ...['overtime_minutes_this_month', 'hired_on', 'mentor'],
  ],
  availability: ['employee', 'kind', 'start', 'end', 'template', 'weight', 'reason'],
  calendar: ['kind', 'title', 'start', 'end', 'expected_size', 'category'],
} as const
export const TABLE_SECTIONS = ['people', 'availability', 'calendar'] as const
export type TableSection = (typeof TABLE_SECTIONS)[number]

export const SETTINGS_SECTIONS = [...LIST_SECTIONS, ...TABLE_SECTIONS] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

/** Of one reply or change: a rule for everybody of a large team by name fits. */
const MOST_CHANGES = 6000
const MOST_VALUE_CHARACTERS = 200_000

/** Settings as the file has them: hours are texts, what is left to a default is absent. */
const valueSchema = z.record(z.string().max(64), z.unknown())
export type SettingsValue = z.infer<typeof valueSchema>

/**
 * One thing of a section. A rule pack that is named by its id alone is `{ id }`.
 * @property item what a change names it by: its id, or of a row without one its line in the file, the header being 1
 */
const settingsItemSchema = z.object({ item: z.string(), value: valueSchema }).meta({ id: 'SettingsItem' })
export type SettingsItem = z.infer<typeof settingsItemSchema>

/** Everything of a plan that its settings page changes, section by section, in the order of the files. */
export const planSettingsReplySchema = z
  .object({
    /** Revision of the plan: a change is made against it. */
    revision: z.int(),
    zone: z.string(),
    currency: z.string(),
    intervalMinutes: z.int(),
    /** Whether the plan has a calendar.ics besides, whose events are changed where they come from. */
    hasCalendarIcs: z.boolean(),
    sections: z.record(z.enum(SETTINGS_SECTIONS), z.array(settingsItemSchema)),
  })
  .meta({ id: 'PlanSettings' })
export type PlanSettingsReply = z.infer<typeof planSettingsReplySchema>

const section = z.enum(SETTINGS_SECTIONS)
const item = storableTextSchema.min(1).max(64)
const value = valueSchema.refine((given) => {
  const text = JSON.stringify(given)
  return text.length <= MOST_VALUE_CHARACTERS && !text.includes('\\u0000') && text.isWellFormed()
}, 'is too large, or not text')

/** A change of one thing: added, put in the place of what is there, or removed. */
const settingsChangeSchema = z.union([
  z.strictObject({ section, add: value }),
  z.strictObject({ section, item, value }),
  z.strictObject({ section, item, remove: z.literal(true) }),
])
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/**
 * Changes that are made all together or not at all. What is refused is told by `changes[0].breaks[1].minutes` where it is
 * in what was sent, otherwise by the file and line that would no longer be right.
 */
export const settingsChangesSchema = z
  .strictObject({ expectedRevision: z.int(), changes: z.array(settingsChangeSchema).min(1).max(MOST_CHANGES) })
  .meta({ id: 'SettingsChanges' })
export type SettingsChanges = z.infer<typeof settingsChangesSchema>
