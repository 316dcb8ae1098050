import { useTranslation } from 'react-i18next'
import type { WatchDelivery } from '../../server/contracts/watch-setting.ts'
import type { WebhookDelivery } from '../../server/contracts/webhook.ts'
import { useFormat } from '../lib/workspace.ts'
import { type Column, DataTable } from './data-table.tsx'

const TONES = { waiting: 'warn', delivered: 'good', failed: 'bad', withdrawn: 'plain' } as const

interface DeliveryTableProps<Delivery> {
  readonly deliveries: readonly Delivery[]
  /** Column between what was told and what became of it. */
  readonly further: Column<Delivery>
  /** What the receiver said, in words; empty when nothing is known. */
  readonly answerOf: (delivery: Delivery) => string
}

/** What others were told: when, of what, what became of it, and when it is tried again. */
export function DeliveryTable<Delivery extends WebhookDelivery | WatchDelivery>({
  deliveries,
  further,
  answerOf,
}: DeliveryTableProps<Delivery>) {
  const { t } = useTranslation()
  const format = useFormat()
  const answer = (delivery: Delivery) => {
    const { state, nextAt } = delivery
    const next = state === 'waiting' && t('unitRules.nextTry', { at: format.moment(nextAt) })
    return [answerOf(delivery), next].filter(Boolean).join(' · ')
  }
  return (
    <DataTable
      caption={t('unitRules.deliveries')}
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        { key: 'when', head: t('history.when'), cell: ({ happenedAt }) => format.moment(happenedAt) },
        { key: 'event', head: t('history.what'), cell: ({ event }) => t(`unitRules.event.${event}`) },
        further,
        {
          key: 'state',
          head: t('history.state'),
          cell: ({ state }) => (
            <span className="chip" data-tone={TONES[state]}>
              {t(`unitRules.delivery.${state}`)}
            </span>
          ),
        },
        { key: 'answer', head: t('unitRules.answer'), cell: answer },
      ]}
    />
  )
}
