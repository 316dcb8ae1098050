import { useTranslation } from 'react-i18next'
import type { RunFileName } from '../../server/contracts/run.ts'
import { runFileAddress } from '../lib/queries.ts'

/** Takes a file of the run away. */
export function Download({ runId, file }: { runId: string; file: RunFileName }) {
  const { t } = useTranslation()
  return (
    <a className="button quiet" href={runFileAddress(runId, file)} download={file}>
      {t('controls.download', { file })}
    </a>
  )
}
