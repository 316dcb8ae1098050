import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MadeWebhook, WEBHOOK_EVENTS, type WebhookEvent } from '../../../../server/contracts/webhook.ts'
import { makeWebhook } from '../../../lib/unit-queries.ts'
import { AccountProblem } from '../account-problem.tsx'

interface WebhookFormProps {
  readonly unitId: string
  readonly onMade: (webhook: MadeWebhook) => void
  readonly onClose: () => void
}

/** An address, and what it is told of. */
export function WebhookForm({ unitId, onMade, onClose }: WebhookFormProps) {
  const { t } = useTranslation()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly WebhookEvent[]>(WEBHOOK_EVENTS)
  const make = useMutation({
    mutationFn: () => makeWebhook(unitId, { url: url.trim(), events: [...events] }),
    onSuccess: onMade,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  const toggle = (event: WebhookEvent) =>
    setEvents(WEBHOOK_EVENTS.filter((other) => (other === event) !== events.includes(other)))
  return (
    <form className="account-form" onSubmit={submit}>
      <label className="account-field">
        <span>{t('unitRules.webhookUrl')}</span>
        <input
          type="url"
          required
          maxLength={2000}
          placeholder="https://example.com/hook"
          value={url}
          onChange={({ target }) => setUrl(target.value)}
        />
      </label>
      <fieldset className="account-checks">
        <legend>{t('unitRules.webhookEvents')}</legend>
        {WEBHOOK_EVENTS.map((event) => (
          <label key={event}>
            <input type="checkbox" checked={events.includes(event)} onChange={() => toggle(event)} />
            {t(`unitRules.event.${event}`)}
          </label>
        ))}
      </fieldset>
      <AccountProblem error={make.error} />
      <div className="dialog-actions">
        <button type="button" className="quiet" onClick={onClose}>
          {t('planning.close')}
        </button>
        <button type="submit" disabled={make.isPending || events.length === 0 || url.trim() === ''}>
          {t('unitRules.makeWebhook')}
        </button>
      </div>
    </form>
  )
}
