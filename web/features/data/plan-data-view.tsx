import './data.css'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { localName } from '../../lib/format.ts'
import { importPlan, plansQuery, unitsQuery } from '../../lib/queries.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'
import { readPlanFolder } from './read-plan-folder.ts'

/** Which plans there are, and bringing in another. */
export function PlanDataView() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { data: plans } = useSuspenseQuery(plansQuery)
  return (
    <>
      <Answer question={t('data.question')}>
        {plans.length === 0 ? t('data.none') : t('data.answer', { count: plans.length })}
      </Answer>
      <ImportPanel />
      {plans.map((plan) => (
        <section key={plan.id} className="panel plan-card">
          <header className="panel-head">
            <h2>{localName({ id: plan.id, name: plan.name }, i18n.language)}</h2>
            <button
              type="button"
              className="quiet"
              onClick={() => navigate({ plan: plan.id, run: undefined, view: 'overview' })}
            >
              {t('data.open')}
            </button>
          </header>
          <p>
            {t('data.summary', {
              people: plan.employees.length,
              queues: plan.queues.length,
              templates: plan.shiftTemplates.length,
              minutes: plan.intervalMinutes,
              zone: plan.zone,
            })}
          </p>
          <p className="soft">
            {t('data.imported', { when: format.moment(plan.createdAt) })} <code>{plan.inputHash.slice(0, 12)}</code>
          </p>
        </section>
      ))}
    </>
  )
}

function ImportPanel() {
  const { t } = useTranslation()
  const add = useImport()
  const choose = (list: FileList | null) => {
    if (list && list.length > 0) add.mutate([...list])
  }
  return (
    <section className="panel">
      <h2>{t('data.import')}</h2>
      <p className="soft">{t('data.importHint')}</p>
      <div className="file-choices">
        <FileChoice label={t('data.chooseFolder')} isFolder onChoose={choose} />
        <FileChoice label={t('data.chooseFiles')} isFolder={false} onChoose={choose} />
      </div>
      <div role="status">{add.isPending && t('data.importing')}</div>
      {add.error && <Failure error={add.error} />}
    </section>
  )
}

function useImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      const units = await client.ensureQueryData(unitsQuery)
      return importPlan({ unitId: units[0]?.id ?? '', files: await readPlanFolder(files) })
    },
    onSuccess: async (plan) => {
      await client.invalidateQueries({ ...plansQuery, exact: true })
      navigate({ plan: plan.id, run: undefined, view: 'overview' })
    },
  })
}

interface FileChoiceProps {
  readonly label: string
  readonly isFolder: boolean
  readonly onChoose: (files: FileList | null) => void
}

function FileChoice({ label, isFolder, onChoose }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.webkitdirectory = isFolder
  }, [isFolder])
  return (
    <label className="file-choice">
      <span>{label}</span>
      <input
        ref={input}
        type="file"
        multiple
        onChange={(event) => {
          onChoose(event.target.files)
          // The same folder may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
    </label>
  )
}
