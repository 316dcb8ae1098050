import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../lib/me.ts'
import { unitsQuery } from '../lib/queries.ts'
import { isToDecide } from '../lib/request-standing.ts'
import { requestsQuery } from '../lib/team-queries.ts'
import { unitsWith } from '../lib/team-units.ts'

/** How many requests wait for the reader, beside the tab of the view that has them; nothing where none do. */
export function ToDecide() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const mayDecide = me?.rights.includes('requests.decide') ?? false
  const { data: units } = useQuery({ ...unitsQuery, enabled: mayDecide })
  const ids =
    me && units && mayDecide
      ? unitsWith(
          me,
          'requests.decide',
          units.map(({ id }) => id),
        )
      : []
  const count = useQueries({
    queries: ids.map((id) => requestsQuery(id, 'open')),
    combine: (results) => results.flatMap(({ data }) => data ?? []).filter(isToDecide).length,
  })
  if (count === 0) return null
  return (
    <span className="tab-count">
      <span aria-hidden="true">{count}</span>
      <span className="hidden-text">{t('shell.toDecide', { count })}</span>
    </span>
  )
}
