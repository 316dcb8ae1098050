import { isCollection, isNode, isSeq, parseDocument } from 'yaml'
import type { ListSection, SettingsValue } from '../../contracts/settings.ts'
import { changeYaml } from '../edit-yaml.ts'

/** Before which settings of a plan a list is written that it does not have yet. */
const ORDER = ['queues', 'groups', 'contracts', 'shiftTemplates', 'rulePacks', 'workRules']

export type SettingsLists = Readonly<Record<string, unknown>>

/** What `plan.yaml` says, aliases followed. The text must be one that has been read before. */
export const listsOf = (text: string): SettingsLists => parseDocument(text).toJS() as SettingsLists

export const itemsOf = (lists: SettingsLists, section: ListSection): readonly unknown[] =>
  Array.isArray(lists[section]) ? lists[section] : []

/** A rule pack may be named by its id alone. */
export const asValue = (item: unknown): SettingsValue =>
  typeof item === 'string' ? { id: item } : (item as SettingsValue)

const asItem = (section: ListSection, value: SettingsValue): unknown =>
  section === 'rulePacks' && Object.keys(value).join() === 'id' ? value.id : value

interface ListEdit {
  readonly section: ListSection
  /** Place in the list; its length to add one. */
  readonly index: number
  /** Null takes the item out. */
  readonly value: SettingsValue | null
}

/** The list as it is to be. */
export function editedItems(items: readonly unknown[], { section, index, value }: ListEdit): unknown[] {
  return value === null ? items.toSpliced(index, 1) : items.toSpliced(index, 1, asItem(section, value))
}

/** The text with one item of a list changed, added or taken out, and everything else as it was, comments included. */
export function editList(text: string, edit: ListEdit): string {
  const { section, index } = edit
  const items = itemsOf(listsOf(text), section)
  const after = editedItems(items, edit)
  if (items.length === 0) return changeYaml(text, { path: [section], before: undefined, after, order: ORDER })
  if (edit.value !== null)
    return changeYaml(text, { path: [section, index], before: items[index], after: after[index] })
  if (after.length === 0) return changeYaml(text, { path: [section], before: items, after: undefined })
  // Written as one word first, so that an anchor within it goes to whoever refers to it.
  return withoutWord(changeYaml(text, { path: [section, index], before: items[index], after: 'removed' }), edit)
}

/** Takes an item out that is a single word. */
function withoutWord(text: string, { section, index }: ListEdit): string {
  const list = parseDocument(text).getIn([section], true)
  const item = isSeq(list) ? list.items[index] : undefined
  if (!isCollection(list) || !isNode(item) || !item.range) return text
  const [start, end] = item.range
  if (list.flow) return changeYaml(text, { path: [section, index], before: 'removed', after: undefined })
  const line = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  return text.slice(0, line) + (next === -1 ? '' : text.slice(next + 1))
}
