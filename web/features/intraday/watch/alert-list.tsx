import './alerts.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AlertReply, type DayWatch, isSeen } from '../../../../server/contracts/day-watch.ts'
import { FORETOLD_KINDS } from '../../../../solver/domain/day-risk.ts'
import { Failure } from '../../../components/failure.tsx'
import { OnlyWith } from '../../../components/only-with.tsx'
import { acknowledgeAlert, dayWatchQuery, muteAlert } from '../../../lib/day-watch-queries.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { useFormat, usePlan } from '../../../lib/workspace.ts'
import { useAlertWords } from './alert-words.ts'

const MUTE_MINUTES = 60

/** What may go wrong today, the gravest first, with what people said of it; what is over stands folded away under it. */
export function AlertList({ watch }: { watch: DayWatch }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useAlertWords()
  const { alerts, content } = watch
  const open = alerts.filter(({ clearedAt }) => clearedAt === null)
  const over = alerts.filter(({ clearedAt }) => clearedAt !== null)
  if (content === null) return null
  return (
    <section className="panel alert-list" aria-label={t('intraday.alert.head')}>
      <header className="panel-head">
        <h2>{t('intraday.alert.head')}</h2>
        <p className="soft">{t('intraday.alert.madeAt', { when: format.moment(content.asOf) })}</p>
      </header>
      {open.length === 0 && <p className="soft">{t('intraday.alert.none')}</p>}
      <ul aria-live="polite">
        {open.map((alert) => (
          <OpenAlert key={alert.id} alert={alert} isSeen={isSeen(alert, watch)} />
        ))}
      </ul>
      {over.length > 0 && (
        <details>
          <summary>{t('intraday.alert.over', { count: over.length })}</summary>
          <ul>
            {over.map((alert) => (
              <li key={alert.id} className="soft">
                {words(alert)} {t('intraday.alert.clearedAt', { when: format.moment(alert.clearedAt ?? '') })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function OpenAlert({ alert, isSeen }: { alert: AlertReply; isSeen: boolean }) {
  const { t } = useTranslation()
  const words = useAlertWords()
  const client = useQueryClient()
  const { id: planId } = usePlan()
  const say = useMutation({
    mutationFn: (what: 'acknowledge' | 'mute') =>
      what === 'acknowledge' ? acknowledgeAlert(alert.id) : muteAlert(alert.id, MUTE_MINUTES),
    onSettled: () => client.invalidateQueries(dayWatchQuery(planId)),
  })
  const tone = alert.acknowledged || !isSeen ? 'plain' : alert.step > 0 ? 'bad' : 'warn'
  return (
    <li className="alert" data-kind={alert.kind} data-tone={tone}>
      <p>{words(alert)}</p>
      <p className="soft">
        <Standing alert={alert} isSeen={isSeen} />
      </p>
      {alert.acknowledged === null && (
        <OnlyWith right="plan.edit">
          <div className="toolbar">
            <button type="button" disabled={say.isPending} onClick={() => say.mutate('acknowledge')}>
              {t('intraday.alert.acknowledge')}
            </button>
            <button type="button" className="plain" disabled={say.isPending} onClick={() => say.mutate('mute')}>
              {t('intraday.alert.mute')}
            </button>
          </div>
        </OnlyWith>
      )}
      {say.error && <Failure error={say.error} />}
    </li>
  )
}

/** Since when it is told, and seen no more; how far it has climbed; who takes care of it. */
function Standing({ alert, isSeen }: { alert: AlertReply; isSeen: boolean }) {
  const { kind, raisedAt, seenAt, step, acknowledged, muted } = alert
  const { t } = useTranslation()
  const format = useFormat()
  const sentences = [t('intraday.alert.raised', { when: format.moment(raisedAt) })]
  if (!isSeen) {
    const eased = FORETOLD_KINDS.has(kind) ? 'intraday.alert.eased' : 'intraday.alert.easedHour'
    sentences.push(t(eased, { when: format.moment(seenAt) }))
  }
  if (step > 0 && !acknowledged) sentences.push(t('intraday.alert.step', { count: step }))
  if (acknowledged) {
    sentences.push(
      t('intraday.alert.acknowledged', { who: acknowledged.by.name, when: format.moment(acknowledged.at) }),
    )
  } else if (muted && Date.parse(muted.until) > serverNow()) {
    sentences.push(t('intraday.alert.muted', { who: muted.by.name, until: format.moment(muted.until) }))
  }
  return sentences.join(t('controls.sentenceGap'))
}
