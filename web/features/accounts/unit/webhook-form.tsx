import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type MadeWebhook,
  WEBHOOK_EVENTS,
  WEBHOOK_FORMATS,
  type WebhookEvent,
  type WebhookFormat,
  type WebhookLanguage,
} from '../../../../server/contracts/webhook.ts'
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
  const [format, setFormat] = useState<WebhookFormat>('tideline')
  const [language, setLanguage] = useState<WebhookLanguage>('zh-CN')
  const [secret, setSecret] = useState('')
  const isChat = format !== 'tideline'
  const hasSecret = format === 'feishu' || format === 'dingtalk'
  const make = useMutation({
    mutationFn: () =>
      makeWebhook(unitId, {
        ...{ url: url.trim(), events: [...events], format, language },
        ...(hasSecret && secret.trim() !== '' && { secret: secret.trim() }),
      }),
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
      <label className="account-field">
        <span>{t('unitRules.webhookFormat')}</span>
        <select value={format} onChange={({ target }) => setFormat(target.value as WebhookFormat)}>
          {WEBHOOK_FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(`unitRules.format.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {isChat && (
        <label className="account-field">
          <span>{t('unitRules.webhookLanguage')}</span>
          <select value={language} onChange={({ target }) => setLanguage(target.value as WebhookLanguage)}>
            <option value="zh-CN">简体中文</option>
            <option value="en">English</option>
          </select>
        </label>
      )}
      {hasSecret && (
        <label className="account-field">
          <span>{t('unitRules.webhookSecret')}</span>
          <input autoComplete="off" maxLength={200} value={secret} onChange={({ target }) => setSecret(target.value)} />
        </label>
      )}
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
