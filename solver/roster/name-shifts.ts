import { MS_PER_MINUTE } from '../domain/horizon.ts'
import type { Assignment, PlacedBreak } from '../domain/roster.ts'
import type { TourContext } from './limits/tour-context.ts'
import type { ShiftOption } from './shift-option.ts'
import type { StaffPart } from './staff-parts.ts'
import type { PersonTour } from './tour-search.ts'

/** Shifts of the people of a part, `[person]`, with their breaks and all queues that they know. */
export function nameShifts(
  context: TourContext,
  { employees }: StaffPart,
  people: readonly (PersonTour | null)[],
): Assignment[] {
  return employees.flatMap(({ id, skills }, person) => {
    const work = people[person]
    if (!work) return []
    const queueIds = skills.map(({ queueId }) => queueId)
    const isFixed = fixedShiftsOf(context, id)
    return [...work.tour]
      .filter((option) => option >= 0)
      .map((index, number): Assignment => {
        const option = context.options[index]!
        const { template, startMs, endMs } = option
        return {
          ...{ employeeId: id, templateId: template.id, startMs, endMs },
          breaks: placedBreaks(option, work.breaksMs[number]!),
          ...(template.onCall && { onCall: true }),
          queueIds,
          pinned: isFixed(option),
        }
      })
  })
}

const placedBreaks = ({ template }: ShiftOption, startsMs: readonly number[]): PlacedBreak[] =>
  template.breaks.map(({ kind, paid, minutes }, index) => {
    const startMs = startsMs[index]!
    return { kind, paid, startMs, endMs: startMs + minutes * MS_PER_MINUTE }
  })

function fixedShiftsOf({ availabilityOf }: TourContext, employeeId: string): (option: ShiftOption) => boolean {
  const fixed = (availabilityOf.get(employeeId) ?? []).filter(({ kind }) => kind === 'fixedShift')
  return ({ startMs, template }) => fixed.some((entry) => entry.startMs === startMs && entry.templateId === template.id)
}
