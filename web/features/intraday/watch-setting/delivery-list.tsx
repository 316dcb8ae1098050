import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAIL_OUTCOMES, type WatchDelivery } from '../../../../server/contracts/watch-setting.ts'
import type { WebhookLanguage } from '../../../../server/contracts/webhook.ts'
import { DeliveryTable } from '../../../components/delivery-table.tsx'
import { Failure } from '../../../components/failure.tsx'
import { useMe } from '../../../lib/me.ts'
import { sendTestMail, watchDeliveriesQuery } from '../../../lib/watch-setting-queries.ts'
import { usePlan } from '../../../lib/workspace.ts'

/** A mail to oneself, to see whether mails arrive. @param isSetUp whether the server sends any */
export function TestMailForm({ language, isSetUp }: { language: WebhookLanguage; isSetUp: boolean }) {
  const { t } = useTranslation()
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const [address, setAddress] = useState(useMe().email ?? '')
  const send = useMutation({
    mutationFn: () => sendTestMail(planId, { address: address.trim(), language }),
    onSettled: () => client.invalidateQueries(watchDeliveriesQuery(planId)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form className="watch-test" onSubmit={submit}>
      <label>
        <span>{t('intraday.watchSetting.testTo')}</span>
        <input
          type="email"
          required
          maxLength={254}
          disabled={!isSetUp}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </label>
      <button type="submit" disabled={!isSetUp || send.isPending || address.trim() === ''}>
        {t('intraday.watchSetting.test')}
      </button>
      {send.error && <Failure error={send.error} />}
    </form>
  )
}

/** What was sent last, what waits, and what was given up with the reason. */
export function DeliveryList() {
  const { t } = useTranslation()
  const { id: planId } = usePlan()
  const { data: deliveries = [], error } = useQuery(watchDeliveriesQuery(planId))
  const answerOf = ({ outcome, isMail }: WatchDelivery) => {
    const [code, reply] = outcome?.split(' ') ?? []
    const known = MAIL_OUTCOMES.find((one) => one === code)
    const words = isMail || known ? known && t(`intraday.watchSetting.outcome.${known}`) : outcome
    return [words, isMail && reply].filter(Boolean).join(' · ')
  }
  if (error) return <Failure error={error} />
  if (deliveries.length === 0) return <p className="soft">{t('intraday.watchSetting.nothingSent')}</p>
  return (
    <DeliveryTable
      deliveries={deliveries}
      further={{ key: 'receiver', head: t('intraday.watchSetting.receiver'), cell: ({ receiver }) => receiver }}
      answerOf={answerOf}
    />
  )
}
