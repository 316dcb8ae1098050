import { useTranslation } from 'react-i18next'
import type { AccountWithLink } from '../../../server/contracts/account.ts'
import { ShownOnce } from '../../components/shown-once.tsx'
import { useFormat } from '../../lib/workspace.ts'

/** A one-time link as an address of this page, to be handed over. */
export function LinkShown({ made }: { made: AccountWithLink }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { link, expiresAt, account } = made
  // Somebody of another unit has an account already.
  if (link === null || expiresAt === null) return <p role="status">{t('accounts.hadAccount')}</p>
  return (
    <ShownOnce
      label={t('accounts.linkFor', { email: account.email })}
      value={`${window.location.origin}/${link}`}
      hint={t('accounts.linkOnce', { until: format.moment(expiresAt) })}
    />
  )
}
