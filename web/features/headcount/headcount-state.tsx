import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HEADCOUNT_STAGES, type Headcount } from '../../../server/contracts/headcount.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { cancelHeadcount, headcountQuery } from '../../lib/headcount-queries.ts'

interface StateProps {
  readonly headcount: Headcount
  /** The way to other plans. */
  readonly earlier: ReactNode
}

/** A headcount plan at work: how far it is, and the way to end it. */
export function HeadcountProgressPanel({ headcount, earlier }: StateProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelHeadcount(headcount.id),
    onSuccess: (ended) => client.setQueryData(headcountQuery(headcount.id).queryKey, ended),
  })
  const { from, months } = headcount.request
  const stage = headcount.progress?.stage
  const done = stage === undefined ? 0 : HEADCOUNT_STAGES.indexOf(stage) + (headcount.progress?.fraction ?? 0)
  return (
    <>
      <Answer question={t('headcount.question')}>
        {stage === undefined
          ? t('headcount.waiting', { from, months })
          : t('headcount.working', { from, months, stage: t(`headcount.stage.${stage}`) })}
      </Answer>
      {earlier && <div className="toolbar">{earlier}</div>}
      <section className="panel headcount-progress" data-headcount-state={headcount.state}>
        <progress
          aria-label={t('headcount.progress')}
          {...(stage === undefined ? {} : { value: done, max: HEADCOUNT_STAGES.length })}
        />
        {cancel.error && <Failure error={cancel.error} />}
        <button type="button" className="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('headcount.cancel')}
        </button>
      </section>
    </>
  )
}

/** A headcount plan that ended without a result: why, in words. The form to try again stands below. */
export function HeadcountEnded({ headcount: { id, state, error, request }, earlier }: StateProps) {
  const { t } = useTranslation()
  const toolbar = earlier && <div className="toolbar">{earlier}</div>
  if (state === 'cancelled') {
    return (
      <>
        {toolbar}
        <Notice title={t('headcount.cancelled', { from: request.from })}>
          <p>{t('headcount.againHint')}</p>
        </Notice>
      </>
    )
  }
  return (
    <>
      {toolbar}
      <Notice title={t(`headcount.failed.${error?.code ?? 'crashed'}`)} tone="bad">
        {error && error.issues.length > 0 && <IssueTable issues={error.issues} />}
        <p>{t('headcount.againHint')}</p>
        <p className="detail">{t('headcount.logHint', { id })}</p>
      </Notice>
    </>
  )
}
