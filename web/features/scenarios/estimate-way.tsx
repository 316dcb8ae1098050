import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Notice } from '../../components/notice.tsx'
import { ApiError } from '../../lib/api.ts'
import { estimateBasisQuery } from '../../lib/scenario-queries.ts'
import { EstimateBoard } from './estimate-board.tsx'

interface EstimateWayProps {
  readonly run: Run | undefined
  readonly toolbar: ReactNode
  readonly onPlanWeek: () => void
}

/** Sliders on the run that is looked at, answered at once. */
export function EstimateWay({ run, toolbar, onPlanWeek }: EstimateWayProps) {
  const { t } = useTranslation()
  const isPlanned = run?.state === 'succeeded'
  const { data: basis, error, refetch } = useQuery({ ...estimateBasisQuery(run?.id ?? ''), enabled: isPlanned })
  const hasNone = error instanceof ApiError && error.code === 'notFound'
  if (run && isPlanned && basis) return <EstimateBoard key={run.id} {...{ run, basis, toolbar }} />
  return (
    <>
      <Answer question={t('scenarios.estimateQuestion')}>{t('scenarios.estimateInvitation')}</Answer>
      {toolbar}
      {!isPlanned || hasNone ? (
        <Notice title={t(hasNone ? 'scenarios.noBasis' : 'scenarios.noRun')}>
          <p>{t('scenarios.noRunHint')}</p>
          <button type="button" onClick={onPlanWeek}>
            {t('planning.planWeek')}
          </button>
        </Notice>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}
