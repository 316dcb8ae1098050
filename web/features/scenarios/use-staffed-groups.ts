import { useMemo } from 'react'
import { usePlan } from '../../lib/workspace.ts'

/** Ids of the groups that have people, in the plan's order: it is known whom further people would be like. */
export function useStaffedGroups(): readonly string[] {
  const { groups, employees } = usePlan()
  return useMemo(() => {
    const staffed = new Set(employees.map(({ group }) => group))
    return groups.map(({ id }) => id).filter((id) => staffed.has(id))
  }, [groups, employees])
}
