import type { InputIssueReply } from '../../../server/contracts/api-error.ts'
import type {
  PlanSettingsReply,
  SettingsChange,
  SettingsSection,
  SettingsValue,
} from '../../../server/contracts/settings.ts'

export type Path = readonly (string | number)[]

/** `breaks[0].minutes`, as the server names a place. */
export const placeOf = (path: Path): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('')

export const valueAt = (draft: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], draft)

/** The draft with another value at a path; undefined takes a setting out, and with it what is left empty around it. */
export function withValueAt<Draft>(draft: Draft, [part, ...rest]: Path, value: unknown): Draft {
  if (part === undefined) return value as Draft
  if (Array.isArray(draft)) return draft.with(Number(part), withValueAt(draft[Number(part)], rest, value)) as Draft
  const { [part]: inner, ...others } = (draft ?? {}) as Record<string, unknown>
  const next = withValueAt(inner, rest, value)
  if (next === undefined || (rest.length > 0 && isEmpty(next))) return others as Draft
  // In its place among the others, so that what is written keeps its order.
  return (draft && part in (draft as object) ? { ...draft, [part]: next } : { ...others, [part]: next }) as Draft
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

/** Whether two values say the same; the order of settings says nothing. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

/** A change, and where in the draft the server's words about it belong. */
export interface PlacedChange {
  readonly change: SettingsChange
  readonly place: string
}

/** How a draft is made from the settings, and how it goes back into them. */
export interface Editing<Draft> {
  /** As it stands now; undefined when it is not there, as before it is added. */
  read(settings: PlanSettingsReply): Draft | undefined
  changes(draft: Draft, settings: PlanSettingsReply): readonly PlacedChange[]
  /** Absent where it cannot be removed. */
  removal?: (settings: PlanSettingsReply) => readonly SettingsChange[]
}

/** Something that is known by an id, or is to be added with the one that its draft says. */
export function editingById(section: SettingsSection, item: string | undefined): Editing<SettingsValue> {
  const read = ({ sections }: PlanSettingsReply) => sections[section].find((each) => each.item === item)?.value
  return {
    read,
    changes: (value, settings) => {
      const isThere = item !== undefined && read(settings) !== undefined
      return [{ change: isThere ? { section, item, value } : { section, add: value }, place: '' }]
    },
    ...(item !== undefined && { removal: () => [{ section, item, remove: true }] }),
  }
}

/** A row without an id, known by what it said when it was opened. */
export function editingRow(section: SettingsSection, seen: SettingsValue | undefined): Editing<SettingsValue> {
  const find = ({ sections }: PlanSettingsReply) => sections[section].find(({ value }) => isSame(value, seen))
  return {
    read: (settings) => find(settings)?.value,
    changes: (value, settings) => {
      const row = seen && find(settings)
      return [{ change: row ? { section, item: row.item, value } : { section, add: value }, place: '' }]
    },
    ...(seen && {
      removal: (settings: PlanSettingsReply): SettingsChange[] => {
        const row = find(settings)
        return row ? [{ section, item: row.item, remove: true }] : []
      },
    }),
  }
}

/** What is wrong with a draft, by place; what concerns something else has its file and line. */
export interface Problem {
  readonly place?: string
  readonly issue: InputIssueReply
}

/** The server's issues at their places of the draft. */
export function problemsOf(issues: readonly InputIssueReply[], changes: readonly PlacedChange[]): Problem[] {
  return issues.map((issue) => {
    const found = /^changes(?:\[(\d+)\]|\.(\d+))\.?(?:add|value)?\.?(.*)$/s.exec(issue.column ?? '')
    const change = found && changes[Number(found[1] ?? found[2])]
    if (!change) return { issue }
    const rest = found[3] ?? ''
    const joint = change.place === '' || rest === '' || rest.startsWith('[') ? '' : '.'
    return { place: `${change.place}${joint}${rest}`, issue }
  })
}
