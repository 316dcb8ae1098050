import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { queueCurve } from '../../solver/domain/capacity-curve.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { isInstant, type Queue } from '../../solver/domain/queue.ts'
import {
  deferredSettingsSchema,
  type FurtherTarget,
  furtherDeferredSchema,
  furtherInstantSchema,
  instantSettingsSchema,
  PLANNED_VOLUME_KEYS,
  type PlannedVolume,
  plannedVolumeSchema,
  QUEUE_TARGET_KEYS,
  type QueueTargets,
  type TargetSettings,
  targetSettingsSchema,
  wallWindowSchema,
} from '../contracts/queue-targets.ts'
import { changeYaml } from '../imports/edit-yaml.ts'
import { SETTINGS_FILE } from '../imports/plan-settings.ts'
import { describePlan } from './describe-plan.ts'
import { settingsOf } from './plan-overrides.ts'
import { wallWindow, withWallHours } from './wall-hours.ts'
import type { ChangedTargets, PlanFiles, StoredTargets, TargetChange } from './worker-task.ts'

/** After which settings of the plan the volume is written. */
const PLAN_ORDER = ['currency', 'unplannedShrinkage', 'shrinkage', ...PLANNED_VOLUME_KEYS]

/** @throws PlanningInputError when `plan.yaml` cannot be read */
export function storedTargets(files: PlanFiles): StoredTargets {
  const settings = settingsOf(files)
  return { plannedVolume: plannedVolumeOf(settings), queues: settings.queues.map(queueTargets) }
}

/**
 * The plan with other targets of a queue, or made for another volume: `plan.yaml` changed in that place alone.
 * @returns undefined when there is no queue of the id; no files when nothing changes
 * @throws PlanningInputError naming what is wrong with the plan as it would be
 */
export function changeTargets(files: PlanFiles, change: TargetChange): ChangedTargets | undefined {
  const before = settingsOf(files)
  const text = files.get(SETTINGS_FILE)!
  const edit = 'queueId' in change ? queueEdit(before, change) : planEdit(before, change.plannedVolume)
  if (!edit) return undefined
  const changed = edit.keys.reduce(
    (text, key) =>
      changeYaml(text, {
        ...{ path: [...edit.path, key], before: edit.before[key], after: edit.after[key], order: edit.order },
      }),
    text,
  )
  if (changed === text) return { ...storedTargets(files), files: new Map(), before: edit.before, after: edit.after }
  const nextFiles = new Map(files).set(SETTINGS_FILE, changed)
  const described = describePlan(nextFiles)
  const after = settingsOf(nextFiles)
  if (!isOnlyChange(before, after, change)) throw new PlanningInputError(ENTANGLED)
  return {
    ...{ ...storedTargets(nextFiles), files: new Map([[SETTINGS_FILE, changed]]), described },
    ...{ before: edit.before, after: edit.after },
  }
}

const ENTANGLED = {
  file: SETTINGS_FILE,
  problem: 'is written in a way in which these settings cannot be changed alone',
  hint: 'Write the values out in the place of anchors (&name) and aliases (*name), and bring the folder in again.',
}

interface Edit {
  readonly path: readonly (string | number)[]
  readonly keys: readonly string[]
  readonly order: readonly string[]
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

function queueEdit({ queues }: PlanSettings, change: Extract<TargetChange, { queueId: string }>): Edit | undefined {
  const index = queues.findIndex(({ id }) => id === change.queueId)
  const queue = queues[index]
  if (!queue) return undefined
  const before = settingsOfQueue(queue)
  if (before.kind !== change.settings.kind) throw new PlanningInputError(wrongKind(queue))
  const sides = { before: essentialSettings(before), after: essentialSettings(change.settings) }
  return { path: ['queues', index], keys: QUEUE_TARGET_KEYS, order: QUEUE_TARGET_KEYS, ...sides }
}

const wrongKind = ({ id, channel }: Queue) => ({
  column: 'kind',
  problem: `does not fit queue ${JSON.stringify(id)}, whose channel is ${channel}`,
  hint: 'Give "deferred" targets to tickets and "instant" ones to phone and chat.',
})

function planEdit(settings: PlanSettings, wanted: PlannedVolume): Edit {
  const essence = (volume: PlannedVolume) => withoutDefaults(plannedVolumeSchema, volume)
  const sides = { before: essence(plannedVolumeOf(settings)), after: essence(wanted) }
  return { path: [], keys: PLANNED_VOLUME_KEYS, order: PLAN_ORDER, ...sides }
}

/** Whether the settings after the change are those before it but for what was to change. */
function isOnlyChange(before: PlanSettings, after: PlanSettings, change: TargetChange): boolean {
  if (!('queueId' in change)) {
    const { planFor, assurance, ...rest } = after
    const { planFor: _, assurance: __, ...restBefore } = before
    const wanted = { planFor: change.plannedVolume.planFor, assurance: change.plannedVolume.assurance }
    return isDeepStrictEqual({ planFor, assurance }, wanted) && isDeepStrictEqual(rest, restBefore)
  }
  const queue = after.queues.find(({ id }) => id === change.queueId)
  if (!queue || !isDeepStrictEqual(settingsOfQueue(queue), targetSettingsSchema.parse(change.settings))) return false
  const others = ({ queues, ...rest }: PlanSettings) => ({
    ...rest,
    queues: queues.map((other) => (other.id === change.queueId ? withoutTargets(other) : other)),
  })
  return isDeepStrictEqual(others(before), others(after))
}

const withoutTargets = (queue: Queue) =>
  Object.fromEntries(Object.entries(queue).filter(([key]) => !QUEUE_TARGET_KEYS.includes(key)))

const plannedVolumeOf = ({ planFor, assurance }: PlanSettings): PlannedVolume =>
  assurance === undefined ? { planFor } : { planFor, assurance }

function queueTargets(queue: Queue): QueueTargets {
  const { id, name, channel, ahtSeconds, openHours } = queue
  const places = {
    concurrency: queue.channel === 'chat' ? queue.concurrency : 1,
    capacityCurve: isInstant(queue) ? [...queueCurve(queue)] : [0, 1],
  }
  return {
    ...{ id, name: name ?? id, channel, ahtSeconds, ...places },
    ...{ settings: settingsOfQueue(queue), openHours: openHours.map(wallWindow) },
  }
}

function settingsOfQueue(queue: Queue): TargetSettings {
  const further = { targets: queue.targets.map(withWallHours) }
  return isInstant(queue)
    ? instantSettingsSchema.parse({ kind: 'instant', ...picked(queue), ...further })
    : deferredSettingsSchema.parse({ kind: 'deferred', ...picked(queue), ...further })
}

const picked = (queue: Queue) =>
  Object.fromEntries(Object.entries(queue).filter(([key]) => QUEUE_TARGET_KEYS.includes(key)))

function essentialSettings(settings: TargetSettings): Record<string, unknown> {
  const { kind, ...essence } =
    settings.kind === 'instant'
      ? withoutDefaults(instantSettingsSchema, settings)
      : withoutDefaults(deferredSettingsSchema, settings)
  const target =
    settings.kind === 'instant'
      ? settings.target
      : withoutDefaults(deferredSettingsSchema.shape.target, settings.target)
  const targets = settings.targets.length === 0 ? {} : { targets: settings.targets.map(essentialTarget) }
  return { ...essence, target, ...targets }
}

function essentialTarget(target: FurtherTarget): Record<string, unknown> {
  const essence: Record<string, unknown> =
    target.kind === 'finishedWithin'
      ? withoutDefaults(furtherDeferredSchema, target)
      : withoutDefaults(furtherInstantSchema, target)
  const window = target.window?.map((hours) => withoutDefaults(wallWindowSchema, hours))
  return window ? { ...essence, window } : essence
}

/** What is left of a value when everything goes that its schema fills in by itself. */
function withoutDefaults<Value extends object>(schema: z.ZodType<Value>, value: Value): Partial<Value> {
  const isFilledIn = (key: string) => {
    const { [key as keyof Value]: _, ...rest } = value
    const read = schema.safeParse(rest)
    return read.success && isDeepStrictEqual(read.data, value)
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isFilledIn(key))) as Partial<Value>
}
