import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { FileChoice } from '../../components/file-choice.tsx'
import { FileDrop, type PathedFile } from '../../components/file-drop.tsx'
import { Picker } from '../../components/picker.tsx'
import { localName } from '../../lib/format.ts'
import { mayInUnit, useMe } from '../../lib/me.ts'
import { importPlan, plansQuery, unitsQuery } from '../../lib/queries.ts'
import { navigate } from '../../lib/route.ts'
import { PlanContext, useFormat } from '../../lib/workspace.ts'
import { isPlanFolder, readPlanFolder, withPaths } from './read-plan-folder.ts'

interface PlanDataViewProps {
  /** What else can be done with the chosen plan's data. */
  readonly children?: ReactNode
  /** Takes dropped files that are no plan folder; without it every drop is taken for one. */
  readonly onFiles?: (files: readonly File[]) => void
}

/** Which plans there are, and bringing in another. */
export function PlanDataView({ children, onFiles }: PlanDataViewProps) {
  const { t } = useTranslation()
  const { data: plans } = useSuspenseQuery(plansQuery)
  const units = useEditedUnits()
  const [chosen, setChosen] = useState<string>()
  const plan = useContext(PlanContext)
  // A plan belongs beside the one that is looked at.
  const unitId = [chosen, plan?.unitId, units[0]?.id].find((id) => units.some((unit) => unit.id === id))
  const add = useImport(unitId ?? '')
  const drop = (files: readonly PathedFile[]) => {
    if (files.length === 0) return
    if (onFiles && !isPlanFolder(files)) onFiles(files.map(({ file }) => file))
    else add.mutate(files)
  }
  const choose = (files: readonly File[]) => add.mutate(withPaths(files))
  return (
    <>
      {units.length > 0 && <FileDrop label={t('data.drop')} onDrop={drop} />}
      <Answer question={t('data.question')}>
        {plans.length === 0 ? t('data.none') : t('data.answer', { count: plans.length })}
      </Answer>
      {children}
      <section className="panel">
        <h2>{t('data.import')}</h2>
        <p className="soft">{t(unitId === undefined ? 'rights.missing.planEdit' : 'data.importHint')}</p>
        {units.length > 1 && (
          <Picker
            label={t('accounts.unit')}
            value={unitId ?? ''}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
        )}
        {unitId !== undefined && (
          <div className="file-choices">
            <FileChoice label={t('data.chooseFolder')} isFolder onChoose={choose} />
            <FileChoice label={t('data.chooseFiles')} onChoose={choose} />
          </div>
        )}
        <div role="status">{add.isPending && t('data.importing')}</div>
        {add.error && <Failure error={add.error} />}
      </section>
      <PlanCards />
    </>
  )
}

function PlanCards() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { data: plans } = useSuspenseQuery(plansQuery)
  return plans.map((plan) => (
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
  ))
}

/** Units that the reader may bring plans into. */
function useEditedUnits() {
  const me = useMe()
  const { data: units } = useSuspenseQuery(unitsQuery)
  return units.filter(({ id }) => mayInUnit(me, 'plan.edit', id))
}

function useImport(unitId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (files: readonly PathedFile[]) => importPlan({ unitId, files: await readPlanFolder(files) }),
    onSuccess: async (plan) => {
      await client.invalidateQueries({ ...plansQuery, exact: true })
      navigate({ plan: plan.id, run: undefined, view: 'overview' })
    },
  })
}
