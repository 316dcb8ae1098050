import { useSuspenseQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Right } from '../../server/contracts/access.ts'
import type { PlanningUnit } from '../../server/contracts/planning-unit.ts'
import { useMe } from '../lib/me.ts'
import { unitsQuery } from '../lib/queries.ts'
import { navigate, useRoute } from '../lib/route.ts'
import { unitsWith } from '../lib/team-units.ts'
import { PlanContext } from '../lib/workspace.ts'
import { Picker } from './picker.tsx'

interface TeamUnit {
  /** The one of the address, else the plan's, else the first; undefined for who has the right nowhere. */
  readonly unitId: string | undefined
  /** All in which the reader has the right. */
  readonly units: readonly PlanningUnit[]
}

/** The planning unit whose people are looked at. */
export function useTeamUnit(right: Right): TeamUnit {
  const me = useMe()
  const { data: known } = useSuspenseQuery(unitsQuery)
  const plan = useContext(PlanContext)
  const route = useRoute()
  const ids = unitsWith(
    me,
    right,
    known.map(({ id }) => id),
  )
  const units = ids.map((id) => known.find((unit) => unit.id === id) ?? { id, name: id })
  return { units, unitId: [route.unit, plan?.unitId, ids[0]].find((id) => id !== undefined && ids.includes(id)) }
}

/** Nothing where there is but one. */
export function UnitPicker({ units, unitId }: TeamUnit) {
  const { t } = useTranslation()
  if (units.length < 2) return null
  return (
    <Picker
      label={t('mine.unit')}
      value={unitId ?? ''}
      options={units.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(unit) => navigate({ unit, group: undefined, item: undefined })}
    />
  )
}
