import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Webhook } from '../../../../server/contracts/webhook.ts'
import { DeliveryTable } from '../../../components/delivery-table.tsx'
import { Guarded } from '../../../components/guarded.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import { deliveriesQuery } from '../../../lib/unit-queries.ts'

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
  const { data: deliveries } = useSuspenseQuery(deliveriesQuery(webhookId))
  if (deliveries.length === 0) return <p className="soft">{t('unitRules.noDeliveries')}</p>
  return (
    <DeliveryTable
      deliveries={deliveries}
      further={{ key: 'tries', head: t('unitRules.tries'), cell: ({ attempt }) => attempt, numeric: true }}
      answerOf={({ outcome }) => outcome ?? ''}
    />
  )
}
