import './forecast.css'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForecastRequest, ForecastSnapshot } from '../../../server/contracts/forecast.ts'
import { Choice } from '../../components/choice.tsx'
import { Failure } from '../../components/failure.tsx'
import { FileLink } from '../../components/file-link.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { QueueChoice } from '../../components/week-controls.tsx'
import { accuracyQuery, forecastFileAddress, forecastsQuery, makeForecast } from '../../lib/queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { usePlan } from '../../lib/workspace.ts'
import { ForecastBoard } from './forecast-board.tsx'
import { ForecastFailed, ForecastOutOfDate, ForecastRunning, NoForecast } from './forecast-states.tsx'
import { NewForecastDialog } from './new-forecast-dialog.tsx'

const WAYS = ['chart', 'table', 'accuracy'] as const

/** How much will come, when, how sure we are, and what the planner makes of it. */
export function ForecastView({ accuracy }: { readonly accuracy: (toolbar: ReactNode) => ReactNode }) {
  const plan = usePlan()
  const route = useRoute()
  const { data: forecasts } = useSuspenseQuery(forecastsQuery(plan.id))
  const make = useMakeForecast(plan.id)
  const [isAsking, setIsAsking] = useState(false)
  const newest = forecasts[0]
  const shown = forecasts.find(({ state }) => state === 'succeeded')
  const as = WAYS.find((way) => way === route.as) ?? 'chart'
  const again = () => make.mutate({ days: shown?.days ?? newest?.days ?? 28 })
  if (!newest) return <NoForecast isBusy={make.isPending} error={make.error} onForecast={again} />
  const toolbar = shown && <ForecastToolbar shown={shown} as={as} onNew={() => setIsAsking(true)} />
  return (
    <>
      {newest.state === 'running' && <ForecastRunning snapshot={newest} isAlone={!shown} />}
      {newest.state === 'failed' && <ForecastFailed snapshot={newest} isBusy={make.isPending} onForecast={again} />}
      {newest === shown && shown.inputHash !== plan.forecastInputHash && (
        <ForecastOutOfDate isBusy={make.isPending} onForecast={again} />
      )}
      {make.error && <Failure error={make.error} />}
      {shown && (
        <Guarded key={`${shown.id} ${as === 'accuracy'}`}>
          {as === 'accuracy' ? accuracy(toolbar) : <ForecastBoard snapshot={shown} as={as} toolbar={toolbar} />}
        </Guarded>
      )}
      {isAsking && (
        <NewForecastDialog
          days={shown?.days ?? 28}
          isBusy={make.isPending}
          onForecast={(choices) => make.mutate(choices, { onSettled: () => setIsAsking(false) })}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  )
}

interface ForecastToolbarProps {
  readonly shown: ForecastSnapshot
  readonly as: (typeof WAYS)[number]
  readonly onNew: () => void
}

function ForecastToolbar({ shown, as, onNew }: ForecastToolbarProps) {
  const { t } = useTranslation()
  return (
    <div className="toolbar">
      <QueueChoice />
      <Choice
        label={t('controls.as')}
        value={as}
        options={[
          { value: 'chart', label: t('controls.chart') },
          { value: 'table', label: t('controls.table') },
          { value: 'accuracy', label: t('accuracy.tab') },
        ]}
        onChange={(value) => navigate({ as: value === 'chart' ? undefined : value }, { replace: true })}
      />
      <span className="at-end">
        <OnlyWith right="plan.edit">
          <button type="button" className="quiet" onClick={onNew}>
            {t('forecast.newForecast')}
          </button>
        </OnlyWith>
        <FileLink address={forecastFileAddress(shown.id)} file="forecast.csv" />
      </span>
    </div>
  )
}

function useMakeForecast(planId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (choices: Partial<ForecastRequest>) => makeForecast(planId, choices),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ ...forecastsQuery(planId), exact: true }),
        client.invalidateQueries({ ...accuracyQuery(planId), exact: true }),
      ]),
  })
}
