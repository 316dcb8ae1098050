import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Webhook, WebhookDelivery } from '../../../../server/contracts/webhook.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { Guarded } from '../../../components/guarded.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import { deliveriesQuery } from '../../../lib/unit-queries.ts'
import { useFormat } from '../../../lib/workspace.ts'

const TONES = { waiting: 'warn', delivered: 'good', failed: 'bad', withdrawn: 'plain' } as const

/** What a webhook was told last, and what the other system said. */
export function DeliverySheet({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('unitRules.deliveriesOf', { url: webhook.url })} onClose={onClose}>
      <Guarded>
        <Deliveries webhookId={webhook.id} />
      </Guarded>
    </Sheet>
  )
}

function Deliveries({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: deliveries } = useSuspenseQuery(deliveriesQuery(webhookId))
  const answer = ({ state, outcome, nextAt }: WebhookDelivery) =>
    [outcome, state === 'waiting' && t('unitRules.nextTry', { at: format.moment(nextAt) })].filter(Boolean).join(' · ')
  if (deliveries.length === 0) return <p className="soft">{t('unitRules.noDeliveries')}</p>
  return (
    <DataTable
      caption={t('unitRules.deliveries')}
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        { key: 'when', head: t('history.when'), cell: ({ happenedAt }) => format.moment(happenedAt) },
        { key: 'event', head: t('history.what'), cell: ({ event }) => t(`unitRules.event.${event}`) },
        {
          key: 'state',
          head: t('history.state'),
          cell: ({ state }) => (
            <span className="chip" data-tone={TONES[state]}>
              {t(`unitRules.delivery.${state}`)}
            </span>
          ),
        },
        { key: 'tries', head: t('unitRules.tries'), cell: ({ attempt }) => attempt, numeric: true },
        { key: 'answer', head: t('unitRules.answer'), cell: answer },
      ]}
    />
  )
}
