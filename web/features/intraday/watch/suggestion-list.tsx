import './alerts.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SuggestionReply, Suggestions } from '../../../../server/contracts/day-watch.ts'
import { Failure } from '../../../components/failure.tsx'
import { acceptSuggestion, askSuggestions } from '../../../lib/day-watch-queries.ts'
import { useMay } from '../../../lib/me.ts'
import { navigate } from '../../../lib/route.ts'
import { useFormat, useNames, usePlan } from '../../../lib/workspace.ts'
import { SuggestionMoves } from './suggestion-moves.tsx'

/** What could be done now, worked out when somebody asks: each thing simulated, with what it costs and what it saves. */
export function SuggestionList() {
  const { t } = useTranslation()
  const format = useFormat()
  const { id: planId } = usePlan()
  const mayEdit = useMay('plan.edit')
  const ask = useMutation({ mutationFn: () => askSuggestions(planId) })
  if (!mayEdit) return null
  return (
    <section className="panel suggestion-list" aria-label={t('intraday.suggest.head')} aria-busy={ask.isPending}>
      <header className="panel-head">
        <h2>{t('intraday.suggest.head')}</h2>
        <button type="button" disabled={ask.isPending} onClick={() => ask.mutate()}>
          {t(ask.isPending ? 'intraday.suggest.working' : 'intraday.suggest.ask')}
        </button>
      </header>
      {ask.error && <Failure error={ask.error} />}
      {ask.data && (
        <>
          <p className="soft">{t('intraday.suggest.asOf', { when: format.moment(ask.data.asOf) })}</p>
          <Found {...{ planId, found: ask.data }} />
        </>
      )}
    </section>
  )
}

function Found({ planId, found: { suggestions } }: { readonly planId: string; readonly found: Suggestions }) {
  const { t } = useTranslation()
  if (suggestions.length === 0) return <p>{t('intraday.suggest.none')}</p>
  return (
    <ol>
      {suggestions.map((suggestion) => (
        <SuggestionItem key={suggestion.id} {...{ planId, suggestion }} />
      ))}
    </ol>
  )
}

function SuggestionItem({ planId, suggestion }: { readonly planId: string; readonly suggestion: SuggestionReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const client = useQueryClient()
  const maySeeCosts = useMay('costs.view')
  const accept = useMutation({
    mutationFn: () => acceptSuggestion(planId, suggestion.id),
    onSuccess: async (run) => {
      await client.invalidateQueries({ queryKey: ['plans', planId] })
      navigate({ view: 'overview', run: run.id })
    },
  })
  const { kind, people, spans, cost, lateAvoided, leadMinutes, isMended, softViolations, moves } = suggestion
  const queues = [...new Set(spans.map(({ queueId }) => names.queue(queueId)))].join(t('controls.listComma'))
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  const facts = [
    t('intraday.suggest.saves', {
      contacts: format.number(lateAvoided.mean),
      low: format.number(lateAvoided.lower95),
      high: format.number(lateAvoided.upper95),
    }),
    ...(maySeeCosts
      ? [t(cost === 0 ? 'intraday.suggest.free' : 'intraday.suggest.cost', { cost: format.money(cost) })]
      : []),
    t('intraday.suggest.lead', { lead: format.number(leadMinutes) }),
    ...(isMended ? [t('intraday.suggest.mended')] : []),
    ...(softViolations > 0 ? [t('intraday.suggest.wishes', { count: softViolations })] : []),
  ]
  return (
    <li className="suggestion" data-kind={kind}>
      <h3>
        {t(`intraday.suggest.kind.${kind}`, {
          ...{ queues, count: people.length, people: people.map(({ name }) => name).join(t('controls.listComma')) },
          groups: suggestion.operations.flatMap(({ groups = [] }) => groups).join(t('controls.listComma')),
        })}
      </h3>
      <p>{facts.join(t('controls.sentenceGap'))}</p>
      <ul>
        {suggestion.effects.map(({ queueId, target, span, rest }) => (
          <li key={queueId}>
            {t('intraday.suggest.effect', {
              ...{ queue: names.queue(queueId), target: format.percent(target) },
              ...{ before: share((span ?? rest).before), after: share((span ?? rest).after) },
            })}
          </li>
        ))}
        {suggestion.harm.map(({ queueId, rest }) => (
          <li key={queueId} className="harm">
            {t('intraday.suggest.harm', {
              ...{ queue: names.queue(queueId), before: share(rest.before), after: share(rest.after) },
            })}
          </li>
        ))}
      </ul>
      {moves.length > 0 && <SuggestionMoves {...{ moves, people }} />}
      {moves.length > 0 ? (
        <button type="button" disabled={accept.isPending} onClick={() => accept.mutate()}>
          {t('intraday.suggest.accept')}
        </button>
      ) : (
        <p className="soft">{t('intraday.suggest.elsewhere')}</p>
      )}
      {accept.error && <Failure error={accept.error} />}
    </li>
  )
}
