import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MadeWebhook, Webhook } from '../../../../server/contracts/webhook.ts'
import { ShownOnce } from '../../../components/shown-once.tsx'
import { removeWebhook, webhooksQuery } from '../../../lib/unit-queries.ts'
import { useFormat } from '../../../lib/workspace.ts'
import { AccountProblem } from '../account-problem.tsx'
import { DeliverySheet } from './delivery-sheet.tsx'
import { WebhookForm } from './webhook-form.tsx'

/** Other systems that are told of what happens in the unit. */
export function WebhookPanel({ unitId }: { unitId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = webhooksQuery(unitId)
  const { data: webhooks } = useSuspenseQuery(query)
  // Stays where it is, so that the focus has a place to go back to.
  const adding = useRef<HTMLButtonElement>(null)
  const [isAdding, setIsAdding] = useState(false)
  const [made, setMade] = useState<MadeWebhook>()
  const [opened, setOpened] = useState<Webhook>()
  const remove = useMutation({
    mutationFn: removeWebhook,
    onSuccess: (_, id) => {
      setMade((shown) => (shown?.id === id ? undefined : shown))
      adding.current?.focus()
    },
    onSettled: () => client.invalidateQueries(query),
  })
  const close = () => {
    setIsAdding(false)
    adding.current?.focus()
  }
  const added = (webhook: MadeWebhook) => {
    setMade(webhook)
    close()
    void client.invalidateQueries(query)
  }
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('unitRules.webhooks')}</h2>
        <span className="at-end">
          <button
            ref={adding}
            type="button"
            className="quiet"
            aria-expanded={isAdding}
            onClick={() => setIsAdding(!isAdding)}
          >
            {t('unitRules.addWebhook')}
          </button>
        </span>
      </header>
      <p className="soft">{t('unitRules.webhooksHint')}</p>
      {made && made.secret !== '' && (
        <ShownOnce
          label={t('unitRules.secretOf', { url: made.url })}
          value={made.secret}
          hint={t('unitRules.secretOnce')}
        />
      )}
      {isAdding && <WebhookForm unitId={unitId} onMade={added} onClose={close} />}
      <ul className="account-list">
        {webhooks.map((webhook) => (
          <WebhookRow
            key={webhook.id}
            webhook={webhook}
            isBusy={remove.isPending}
            onOpen={() => setOpened(webhook)}
            onRemove={() => remove.mutate(webhook.id)}
          />
        ))}
        {webhooks.length === 0 && <li className="soft">{t('unitRules.noWebhooks')}</li>}
      </ul>
      <AccountProblem error={remove.error} />
      {opened && <DeliverySheet webhook={opened} onClose={() => setOpened(undefined)} />}
    </section>
  )
}

interface WebhookRowProps {
  readonly webhook: Webhook
  readonly isBusy: boolean
  readonly onOpen: () => void
  readonly onRemove: () => void
}

function WebhookRow({ webhook: { url, events, createdAt }, isBusy, onOpen, onRemove }: WebhookRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [isAsking, setIsAsking] = useState(false)
  const removal = t(isAsking ? 'settings.removeNow' : 'settings.remove')
  return (
    <li>
      <span>
        <code>{url}</code>
        <br />
        {events.map((event) => t(`unitRules.event.${event}`)).join(t('controls.listComma'))}
        <br />
        <span className="soft">{t('unitRules.webhookSince', { day: format.dayOf(createdAt) })}</span>
      </span>
      <div className="toolbar">
        {isAsking && <span role="alert">{t('unitRules.removeAsk')}</span>}
        {!isAsking && (
          <button type="button" className="quiet" aria-label={t('unitRules.deliveriesOf', { url })} onClick={onOpen}>
            {t('unitRules.deliveries')}
          </button>
        )}
        <button
          type="button"
          className="danger"
          aria-label={`${removal}: ${url}`}
          disabled={isBusy}
          onClick={() => (isAsking ? onRemove() : setIsAsking(true))}
        >
          {removal}
        </button>
      </div>
    </li>
  )
}
