import { useTranslation } from 'react-i18next'
import type { Conflict } from './use-scenario-change.ts'

/** That somebody was faster, and what trying again would do. */
export function ConflictNote({ conflict }: { conflict: Conflict | undefined }) {
  const { t } = useTranslation()
  if (!conflict) return null
  return (
    <p role="alert" className="scenario-conflict">
      {t(`scenarios.conflict.${conflict}`)}
    </p>
  )
}
