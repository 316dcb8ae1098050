import './headcount.css'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Headcount } from '../../../server/contracts/headcount.ts'
import { isTerminal } from '../../../server/contracts/run.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Loading } from '../../components/loading.tsx'
import { Picker } from '../../components/picker.tsx'
import { headcountQuery, headcountsQuery } from '../../lib/headcount-queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { HeadcountForm } from './headcount-form.tsx'
import { HeadcountResult } from './headcount-result.tsx'
import { HeadcountEnded, HeadcountProgressPanel } from './headcount-state.tsx'

/** How many people the coming months need, whom to hire by when, and what that costs. */
export function HeadcountView() {
  const { t } = useTranslation()
  const plan = usePlan()
  const { data: made } = useSuspenseQuery(headcountsQuery(plan.id))
  const { headcount: asked } = useRoute()
  const shown = made.find(({ id }) => id === asked) ?? made[0]
  return (
    <>
      {shown ? (
        <Guarded key={shown.id}>
          <ShownHeadcount id={shown.id} made={made} />
        </Guarded>
      ) : (
        <Answer question={t('headcount.question')}>{t('headcount.none')}</Answer>
      )}
      <HeadcountForm key={plan.id} last={shown} />
    </>
  )
}

function ShownHeadcount({ id, made }: { id: string; made: readonly Headcount[] }) {
  const { data, error, refetch } = useQuery(headcountQuery(id))
  const earlier = made.length > 1 ? <EarlierPlans made={made} shown={id} /> : null
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  if (!isTerminal(data.state)) return <HeadcountProgressPanel headcount={data} earlier={earlier} />
  if (!data.result) return <HeadcountEnded headcount={data} earlier={earlier} />
  return <HeadcountResult id={id} plan={data.result} earlier={earlier} />
}

/** Every plan that was made keeps its address. */
function EarlierPlans({ made, shown }: { made: readonly Headcount[]; shown: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <Picker
      label={t('headcount.earlier')}
      value={shown}
      options={made.map(({ id, request, createdAt, state }) => ({
        value: id,
        label: t('headcount.earlierPlan', {
          ...{ from: request.from, months: request.months, scenario: names.scenario(request.scenario) },
          ...{ made: format.moment(createdAt), state: t(`state.${state}`) },
        }),
      }))}
      onChange={(headcount) => navigate({ headcount })}
    />
  )
}
