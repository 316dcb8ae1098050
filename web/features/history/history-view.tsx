import './history.css'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../components/choice.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { useMay } from '../../lib/me.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { AuditPanel } from './audit-panel.tsx'
import { RevisionPanel } from './revision-panel.tsx'
import { VersionPanel } from './version-panel.tsx'

const PARTS = ['versions', 'revisions', 'audit'] as const
type Part = (typeof PARTS)[number]

/** What the plan was, what of it was published, and who did what. */
export function HistoryView() {
  const { t } = useTranslation()
  const { as } = useRoute()
  const maySeeAudit = useMay('audit.view')
  const parts = PARTS.filter((part) => part !== 'audit' || maySeeAudit)
  const shown: Part = parts.find((part) => part === as) ?? 'versions'
  return (
    <div className="history">
      <Choice
        label={t('history.parts')}
        value={shown}
        options={parts.map((part) => ({ value: part, label: t(`history.part.${part}`) }))}
        onChange={(part) => navigate({ as: part === 'versions' ? undefined : part })}
      />
      <Guarded key={shown}>
        {shown === 'versions' && <VersionPanel />}
        {shown === 'revisions' && <RevisionPanel />}
        {shown === 'audit' && <AuditPanel />}
      </Guarded>
    </div>
  )
}
