import type {
  PlanSettingsReply,
  SettingsChange,
  SettingsItem,
  SettingsValue,
} from '../../../server/contracts/settings.ts'
import { type Editing, isSame, type PlacedChange } from './draft.ts'

/** A person with what is known of this person's days. */
interface PersonDraft {
  readonly value: SettingsValue
  readonly days?: readonly SettingsValue[]
}

const daysOf = ({ sections }: PlanSettingsReply, id: string | undefined): SettingsItem[] =>
  id === undefined ? [] : sections.availability.filter(({ value }) => value.employee === id)

/** A person and the rows of availability.csv about this person, changed together. */
export function editingPerson(id: string | undefined): Editing<PersonDraft> {
  const read = (settings: PlanSettingsReply): PersonDraft | undefined => {
    const value = settings.sections.people.find(({ item }) => item === id)?.value
    const days = daysOf(settings, id).map((day) => day.value)
    return value && (days.length > 0 ? { value, days } : { value })
  }
  return {
    read,
    changes: (draft, settings) => {
      const before = read(settings)
      const person: SettingsChange =
        before && id !== undefined
          ? { section: 'people', item: id, value: draft.value }
          : { section: 'people', add: draft.value }
      const isKept = before !== undefined && isSame(before.value, draft.value)
      return [...(isKept ? [] : [{ change: person, place: 'value' }]), ...dayChanges(draft, daysOf(settings, id))]
    },
    ...(id !== undefined && { removal: () => [{ section: 'people', item: id, remove: true }] }),
  }
}

/** Rows that are no longer there go, those not there yet are added; one that is changed goes and is added. */
function dayChanges({ value, days = [] }: PersonDraft, before: readonly SettingsItem[]): PlacedChange[] {
  const left = [...before]
  const added: PlacedChange[] = []
  for (const [index, day] of days.entries()) {
    const row = { ...day, employee: value.id }
    const place = left.findIndex((known) => isSame(known.value, row))
    if (place >= 0) left.splice(place, 1)
    else added.push({ change: { section: 'availability', add: row }, place: `days[${index}]` })
  }
  const gone = left.map(
    ({ item }): PlacedChange => ({ change: { section: 'availability', item, remove: true }, place: 'days' }),
  )
  return [...gone, ...added]
}
