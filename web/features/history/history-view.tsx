import './history.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { Choice } from '../../components/choice.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { versionsQuery } from '../../lib/history-queries.ts'
import { useMay } from '../../lib/me.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { usePlan } from '../../lib/workspace.ts'
import { AuditPanel } from './audit-panel.tsx'
import { RevisionPanel } from './revision-panel.tsx'
import { waitingVersions } from './version-facts.ts'
import { VersionPanel } from './version-panel.tsx'

const WAYS = ['versions', 'revisions', 'audit'] as const
type Way = (typeof WAYS)[number]

/** What the plan was, what of it was published, and who did what. */
export function HistoryView() {
  const { t } = useTranslation()
  const { as } = useRoute()
  const maySeeAudit = useMay('audit.view')
  const parts = WAYS.filter((part) => part !== 'audit' || maySeeAudit)
  const shown: Way = parts.find((part) => part === as) ?? 'versions'
  return (
    <div className="history">
      <HistoryAnswer />
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

function HistoryAnswer() {
  const { t } = useTranslation()
  const { id, revision } = usePlan()
  const { data: versions } = useSuspenseQuery(versionsQuery(id))
  const waiting = waitingVersions(versions).length
  return (
    <Answer question={t('history.question')} tone={waiting > 0 ? 'warn' : 'plain'}>
      {t('history.answer', { count: versions.length, revision })}
      {waiting > 0 && `${t('controls.sentenceGap')}${t('history.answerWaiting', { count: waiting })}`}
    </Answer>
  )
}
