import type { PlanInputs } from '../domain/plan-inputs.ts'

/** Share of a group's people who must have a queue's skill for the group to count among those who serve it. */
const ENOUGH_PEOPLE = 0.25

/**
 * Groups that serve each queue, in the order of plan.yaml, `[queue]`: those of which a quarter of the people have its
 * skill, or else the one with the most people who have.
 */
export function groupsByQueue({ settings, employees }: Pick<PlanInputs, 'settings' | 'employees'>): string[][] {
  const people = settings.groups.map(({ id }) => employees.filter(({ group }) => group === id))
  return settings.queues.map(({ id: queueId }) => {
    const able = people.map(
      (group) => group.filter(({ skills }) => skills.some((skill) => skill.queueId === queueId)).length,
    )
    const enough = settings.groups.flatMap(({ id }, index) =>
      able[index]! > 0 && able[index]! >= ENOUGH_PEOPLE * people[index]!.length ? [id] : [],
    )
    const most = Math.max(...able)
    return enough.length > 0 || most === 0 ? enough : [settings.groups[able.indexOf(most)]!.id]
  })
}
