import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScenarioList, StoredScenario } from '../../../server/contracts/scenario.ts'
import { Guarded } from '../../components/guarded.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { QuickDialog } from './quick-dialog.tsx'
import { ScenarioTable } from './scenario-table.tsx'
import { freeId, scenarioText, withId } from './scenario-text.ts'
import { TemplateDialog } from './template-dialog.tsx'
import { TextDialog } from './text-dialog.tsx'

/** What is being done to the scenarios. */
type Doing =
  | { readonly kind: 'template' | 'quick' }
  | { readonly kind: 'text'; readonly id: string; readonly text: string; readonly isNew: boolean }
  | { readonly kind: 'delete'; readonly scenario: StoredScenario }

/** The list of scenarios, and the ways to make, change and remove one. */
export function ScenarioPanel({ list }: { list: ScenarioList }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Doing>()
  const [done, setDone] = useState<string>()
  const taken = list.scenarios.map(({ id }) => id)
  const begin = (next: Doing) => {
    setDone(undefined)
    setDoing(next)
  }
  const tell = (what: string) =>
    setDone(t(doing?.kind === 'delete' ? 'scenarios.deleted' : 'scenarios.saved', { what }))
  const writeNew = () => {
    const id = freeId(t('scenarios.newName'), taken)
    begin({ kind: 'text', id, text: scenarioText({ id, name: t('scenarios.newName') }), isNew: true })
  }
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('scenarios.list')}</h2>
        <OnlyWith right="plan.edit" says="planEdit">
          <div className="at-end">
            <button type="button" className="quiet" onClick={() => begin({ kind: 'template' })}>
              {t('scenarios.fromTemplate')}
            </button>
            <button type="button" className="quiet" onClick={() => begin({ kind: 'quick' })}>
              {t('scenarios.quickChange')}
            </button>
            <button type="button" className="quiet" onClick={writeNew}>
              {t('scenarios.newText')}
            </button>
          </div>
        </OnlyWith>
      </div>
      <p role="status" className="scenario-saved">
        {done}
      </p>
      {list.scenarios.length === 0 ? (
        <p className="empty">{t('scenarios.none')}</p>
      ) : (
        <ScenarioTable
          scenarios={list.scenarios}
          onAction={(action, scenario) => {
            const { id, text } = scenario
            const copy = freeId(id, taken)
            if (action === 'delete') begin({ kind: 'delete', scenario })
            else if (action === 'edit') begin({ kind: 'text', id, text, isNew: false })
            else begin({ kind: 'text', id: copy, text: withId(text, copy), isNew: true })
          }}
        />
      )}
      {doing && <DialogOf doing={doing} list={list} onClose={() => setDoing(undefined)} onDone={tell} />}
    </section>
  )
}

interface DialogOfProps {
  readonly doing: Doing
  readonly list: ScenarioList
  readonly onClose: () => void
  readonly onDone: (changed: string) => void
}

function DialogOf({ doing, ...rest }: DialogOfProps) {
  switch (doing.kind) {
    case 'template':
      return (
        <Guarded>
          <TemplateDialog {...rest} />
        </Guarded>
      )
    case 'quick':
      return <QuickDialog {...rest} />
    case 'text':
      return <TextDialog {...doing} {...rest} />
    case 'delete':
      return <DeleteDialog scenario={doing.scenario} {...rest} />
  }
}
