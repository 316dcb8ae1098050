import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonReply } from '../../../server/contracts/comparison.ts'
import { Failure } from '../../components/failure.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import { navigate, useRoute } from '../../lib/route.ts'
import { cancelComparison, comparisonQuery, comparisonsQuery } from '../../lib/scenario-queries.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { STATE_TONES } from './comparison-list.tsx'
import { ComparisonResultView } from './comparison-result.tsx'
import { SweepResultView } from './sweep-result.tsx'
import { useScenarioWords } from './use-scenario-words.ts'

/** The comparison of the address: how far it is, how it ended, or what came out. */
export function ShownComparison({ id }: { id: string }) {
  return (
    <Guarded key={id}>
      <ComparisonPanel id={id} />
    </Guarded>
  )
}

function ComparisonPanel({ id }: { id: string }) {
  const { data: comparison } = useSuspenseQuery(comparisonQuery(id))
  const plan = usePlan()
  const client = useQueryClient()
  const { planId, state } = comparison
  // The list tells how each of them stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state is another list
  useEffect(() => void client.invalidateQueries(comparisonsQuery(planId)), [client, planId, state])
  const { as } = useRoute()
  const way = comparison.request.kind === 'sweep' ? 'sweep' : undefined
  // A link may name the comparison alone.
  useEffect(() => {
    if (planId !== plan.id || as !== way) navigate({ plan: planId, as: way }, { replace: true })
  }, [planId, plan.id, as, way])
  return (
    <>
      <ComparisonHead comparison={comparison} />
      {comparison.result &&
        (comparison.request.kind === 'sweep' ? (
          <SweepResultView result={comparison.result} />
        ) : (
          <ComparisonResultView result={comparison.result} />
        ))}
    </>
  )
}

function ComparisonHead({ comparison }: { comparison: ComparisonReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useScenarioWords()
  const { request, week, state } = comparison
  return (
    <section className="panel comparison-head" data-comparison-state={state}>
      <div className="panel-head">
        <h2>{words.request(request)}</h2>
        <span className="chip" data-tone={STATE_TONES[state]}>
          {t(`scenarios.stateOf.${state}`)}
        </span>
        <span className="soft">{format.week(week, request.weeks)}</span>
        <div className="at-end">
          <button type="button" className="quiet" onClick={() => navigate({ comparison: undefined })}>
            {t('scenarios.closeResult')}
          </button>
        </div>
      </div>
      {(state === 'queued' || state === 'running') && <ComparisonProgress comparison={comparison} />}
      {state === 'cancelled' && <p>{t('scenarios.cancelled')}</p>}
      {comparison.error && <ComparisonFault error={comparison.error} />}
    </section>
  )
}

function ComparisonFault({ error }: { error: NonNullable<ComparisonReply['error']> }) {
  const { t } = useTranslation()
  const said = useServerWords()
  return (
    <div role="alert">
      <p>{t(`scenarios.failed.${error.code}`)}</p>
      {error.issues.length > 0 ? <IssueTable issues={error.issues} /> : <p className="soft">{said(error.message)}</p>}
    </div>
  )
}

/** How many scenarios are planned, what is in hand, and the way to give it up. */
function ComparisonProgress({ comparison: { id, planId, progress } }: { comparison: ComparisonReply }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelComparison(id),
    onSuccess: (comparison) => {
      client.setQueryData(comparisonQuery(id).queryKey, comparison)
      return client.invalidateQueries(comparisonsQuery(planId))
    },
  })
  return (
    <>
      <p role="status">
        {progress ? t('scenarios.progress', { done: progress.done, of: progress.of }) : t('scenarios.waiting')}
      </p>
      {progress && <progress aria-label={t('scenarios.compare')} max={progress.of} value={progress.done} />}
      <ul className="soft comparison-hand">
        {progress?.inHand.map(({ scenario, stage }) => (
          <li key={scenario}>
            {t('scenarios.labelled', { kind: words.scenario(scenario), label: t(`stage.${stage}`) })}
          </li>
        ))}
      </ul>
      {cancel.error && <Failure error={cancel.error} />}
      <button type="button" className="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('scenarios.cancel')}
      </button>
    </>
  )
}
