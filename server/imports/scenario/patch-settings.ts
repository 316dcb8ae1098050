import type { SettingsChange } from '../../../solver/domain/scenario.ts'
import { knownWordsHint } from '../suggestion.ts'

type Settings = Record<string, unknown>
type Path = readonly PropertyKey[]
/** Tells what cannot be done: where in the change, and why. */
type Report = (at: Path, problem: string, hint: string) => void

/** Everything is counted on them, so they are the same in every scenario. */
const FIXED = ['name', 'zone', 'intervalMinutes', 'weekStartsOn', 'currency', 'historyFile', 'historyQueue']

/**
 * `plan.yaml` as it is written, with a change in it. Maps are merged setting by setting, and lists whose items have ids item
 * by item; every other value is put in the place of the one before.
 */
export function patchSettings(settings: Settings, change: SettingsChange, report: Report): Settings {
  const changed = structuredClone(settings)
  for (const key of Object.keys(change.set)) refuseFixed(['set', key], key, report)
  merge(changed, change.set, ['set'], report)
  for (const [key, items] of Object.entries(change.add)) addItems(changed, key, items, report)
  for (const [key, ids] of Object.entries(change.remove)) removeItems(changed, key, ids, report)
  return changed
}

function refuseFixed(at: Path, key: string, report: Report): void {
  if (FIXED.includes(key)) report(at, 'cannot change in a scenario', 'Make a plan of its own for it.')
}

function merge(into: Settings, changes: Settings, path: Path, report: Report): void {
  for (const [key, value] of Object.entries(changes)) {
    const before = into[key]
    const at = [...path, key]
    if (isListWithIds(before) && isMap(value)) mergeItems(before, value, at, report)
    else if (isMap(before) && isMap(value)) merge(before, value, at, report)
    else into[key] = value
  }
}

function mergeItems(items: readonly Item[], changes: Settings, path: Path, report: Report): void {
  for (const [id, value] of Object.entries(changes)) {
    const item = items.find((each) => each.id === id)
    const at = [...path, id]
    if (!item)
      report(
        at,
        `is not there: it has no ${JSON.stringify(id)}`,
        knownWordsHint(
          id,
          items.map((each) => each.id),
        ),
      )
    else if (!isMap(value))
      report(at, 'is not a map of settings', 'Write the settings that change, such as { maxOccupancy: 0.8 }.')
    else merge(item, value, at, report)
  }
}

function addItems(settings: Settings, key: string, items: readonly unknown[], report: Report): void {
  const before = settings[key] ?? []
  if (!Array.isArray(before)) {
    report(['add', key], 'is not a list of plan.yaml', 'Change it under set.')
    return
  }
  items.forEach((item, index) => {
    const id = isMap(item) ? item.id : undefined
    if (id !== undefined && isListWithIds(before) && before.some((each) => each.id === id))
      report(
        ['add', key, index],
        `is there already: ${JSON.stringify(id)}`,
        'Change it under set, or give it another id.',
      )
  })
  settings[key] = [...before, ...items]
}

function removeItems(settings: Settings, key: string, ids: readonly string[], report: Report): void {
  const before = settings[key]
  const items = Array.isArray(before) ? before : []
  const idOf = (item: unknown) => (isMap(item) ? item.id : item)
  ids.forEach((id, index) => {
    if (items.some((item) => idOf(item) === id)) return
    report(
      ['remove', key, index],
      'is not there to be removed',
      knownWordsHint(
        id,
        items.map((item) => String(idOf(item))),
      ),
    )
  })
  settings[key] = items.filter((item) => !ids.includes(String(idOf(item))))
}

type Item = Settings & { readonly id: string }

const isMap = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListWithIds = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isMap(item) && typeof item.id === 'string')
