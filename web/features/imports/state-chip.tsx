import { useTranslation } from 'react-i18next'
import type { FileImport } from '../../../server/contracts/import.ts'

const TONES: Record<FileImport['state'], string> = {
  detecting: 'work',
  open: 'warn',
  reading: 'work',
  applied: 'good',
  failed: 'bad',
  discarded: 'plain',
}

export function StateChip({ state }: Pick<FileImport, 'state'>) {
  const { t } = useTranslation()
  return (
    <span className="chip" data-tone={TONES[state]} data-import-state={state}>
      {t(`imports.state.${state}`)}
    </span>
  )
}
