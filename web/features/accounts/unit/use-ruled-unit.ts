import { useSuspenseQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import type { PlanningUnit } from '../../../../server/contracts/planning-unit.ts'
import { mayInUnit, UNIT_RIGHTS, useMe } from '../../../lib/me.ts'
import { unitsQuery } from '../../../lib/queries.ts'
import { useRoute } from '../../../lib/route.ts'
import { PlanContext } from '../../../lib/workspace.ts'

interface RuledUnit {
  /** The one of the address, else the plan's, else the first. */
  readonly unit: PlanningUnit | undefined
  readonly units: readonly PlanningUnit[]
}

/** The planning unit whose rules are looked at, of those that the reader sees to. */
export function useRuledUnit(): RuledUnit {
  const me = useMe()
  const route = useRoute()
  const plan = useContext(PlanContext)
  const { data: known } = useSuspenseQuery(unitsQuery)
  const units = known.filter(({ id }) => UNIT_RIGHTS.some((right) => mayInUnit(me, right, id)))
  const asked = [route.unit, plan?.unitId].map((wanted) => units.find(({ id }) => id === wanted))
  return { units, unit: asked.find((unit) => unit !== undefined) ?? units[0] }
}
