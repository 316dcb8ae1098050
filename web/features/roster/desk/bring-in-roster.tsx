import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../../server/contracts/run.ts'
import { Failure } from '../../../components/failure.tsx'
import { FileChoice } from '../../../components/file-choice.tsx'
import { bringInRoster } from '../../../lib/draft-queries.ts'
import { runsQuery } from '../../../lib/queries.ts'

/** A roster of these weeks that was made elsewhere becomes a run of its own: checked, simulated, to be edited on. */
export function BringInRoster({ run: { planId, week, weeks, scenario } }: { run: Run }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const bringIn = useMutation({
    mutationFn: async (file: File) =>
      bringInRoster(planId, { week, weeks, scenario, fileName: file.name, text: await file.text() }),
    onSuccess: () => client.invalidateQueries(runsQuery(planId)),
  })
  return (
    <section className="panel bring-in" aria-busy={bringIn.isPending}>
      <h2>{t('boardDesk.bringIn.title')}</h2>
      <p className="soft">{t('boardDesk.bringIn.hint')}</p>
      <FileChoice
        label={t('boardDesk.bringIn.choose')}
        accept=".csv"
        onChoose={([file]) => file && bringIn.mutate(file)}
      />
      {bringIn.isSuccess && <p role="status">{t('boardDesk.bringIn.started')}</p>}
      {bringIn.error && <Failure error={bringIn.error} />}
    </section>
  )
}
