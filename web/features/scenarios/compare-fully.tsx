import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RunEstimateBasis } from '../../../server/contracts/estimate.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { Failure } from '../../components/failure.tsx'
import { scenariosQuery } from '../../lib/scenario-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { ConflictNote } from './conflict-note.tsx'
import { firstOptions } from './plan-options.ts'
import { freeId } from './scenario-text.ts'
import { useScenarioChange } from './use-scenario-change.ts'
import { useStartComparison } from './use-start-comparison.ts'
import { type WhatIf, whatIfText } from './what-if.ts'

interface CompareFullyProps {
  readonly run: Run
  readonly basis: RunEstimateBasis
  readonly whatIf: WhatIf
  readonly isMoved: boolean
}

/** Makes a scenario of the sliders and plans it in full beside the one that the run was made with. */
export function CompareFully({ run, basis, whatIf, isMoved }: CompareFullyProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const { data: list } = useSuspenseQuery(scenariosQuery(plan.id))
  const start = useStartComparison()
  const { change, isBusy, error, conflict } = useScenarioChange(list, undefined, ({ changed }) =>
    start.mutate({
      what: { kind: 'scenarios', scenarios: [run.scenario, changed] },
      options: firstOptions(plan, run),
    }),
  )
  const submit = () => {
    const taken = list.scenarios.map(({ id }) => id)
    const id = freeId('what-if', taken)
    const name = t('scenarios.whatIfName', { id: id.replace(/^\D+/, '') || '1' })
    change({ put: id, text: whatIfText(whatIf, basis, { id, name, scenario: run.scenario }, plan.employees) })
  }
  const failure = error ?? start.error
  return (
    <div className="compare-fully">
      <button type="button" disabled={!isMoved || isBusy || start.isPending} onClick={submit}>
        {t('scenarios.compareFully')}
      </button>
      <span className="soft">{t('scenarios.compareFullyHint')}</span>
      {failure && <Failure error={failure} />}
      <ConflictNote conflict={conflict} />
    </div>
  )
}
