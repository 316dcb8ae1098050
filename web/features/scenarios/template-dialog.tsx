import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScenarioList, ScenarioTemplateReply, TemplateRequest } from '../../../server/contracts/scenario.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { localName } from '../../lib/format.ts'
import { scenarioTemplatesQuery } from '../../lib/scenario-queries.ts'
import { ConflictNote } from './conflict-note.tsx'
import { ScenarioDialog } from './scenario-dialog.tsx'
import { freeId } from './scenario-text.ts'
import { useScenarioChange } from './use-scenario-change.ts'

interface TemplateDialogProps {
  readonly list: ScenarioList
  readonly onClose: () => void
  readonly onDone: (changed: string) => void
}

type Choice = ScenarioTemplateReply['choices'][number]
const INPUT_TYPES = { date: 'date', factor: 'number', event: 'text', orders: 'number' } as const

/** A scenario from one of the ready-made ones: what is left out, it chooses for the plan. */
export function TemplateDialog({ list, onClose, onDone }: TemplateDialogProps) {
  const { t, i18n } = useTranslation()
  const { data: templates } = useSuspenseQuery(scenarioTemplatesQuery)
  const [templateId, setTemplateId] = useState(templates[0]?.id ?? '')
  const [told, setTold] = useState<Partial<Record<Choice, string>>>({})
  const { change, isBusy, error, conflict } = useScenarioChange(list, undefined, ({ changed }) => {
    onDone(changed)
    onClose()
  })
  const template = templates.find(({ id }) => id === templateId)
  if (!template) return null
  const taken = list.scenarios.map(({ id }) => id)
  const submit = () => change({ template: templateRequest(template, told, freeId(template.id, taken)) })
  return (
    <ScenarioDialog
      title={t('scenarios.fromTemplate')}
      action={t('scenarios.create')}
      isBusy={isBusy}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="fields">
        <Picker
          label={t('scenarios.template')}
          value={templateId}
          options={templates.map((each) => ({ value: each.id, label: localName(each, i18n.language) }))}
          onChange={setTemplateId}
        />
        <p className="soft">{localName({ id: '', name: template.purpose }, i18n.language)}</p>
        {template.choices.map((choice) => (
          <label key={choice} className="picker">
            <span>{t(`scenarios.choice.${choice}`)}</span>
            <input
              type={INPUT_TYPES[choice]}
              {...(choice === 'factor' && { step: 0.1 })}
              {...(INPUT_TYPES[choice] === 'number' && { min: 0 })}
              value={told[choice] ?? ''}
              onChange={(event) => setTold({ ...told, [choice]: event.target.value })}
            />
          </label>
        ))}
        {template.choices.length > 0 && <p className="soft">{t('scenarios.choiceHint')}</p>}
      </div>
      {error && <Failure error={error} />}
      <ConflictNote conflict={conflict} />
    </ScenarioDialog>
  )
}

function templateRequest(
  { id: template, choices }: ScenarioTemplateReply,
  told: Partial<Record<Choice, string>>,
  id: string,
): Omit<TemplateRequest, 'revision'> {
  const given = choices.flatMap((choice) => {
    const text = told[choice]?.trim() ?? ''
    return text === '' ? [] : [[choice, INPUT_TYPES[choice] === 'number' ? Number(text) : text] as const]
  })
  return { template, id, ...Object.fromEntries(given) }
}
