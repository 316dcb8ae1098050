import { createContext, type ReactNode, useContext, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Path, type Problem, placeOf, valueAt, withValueAt } from './draft.ts'
import { useProblemWords } from './use-problem-words.ts'

interface Form {
  readonly draft: unknown
  readonly setDraft: (change: (draft: unknown) => unknown) => void
  readonly problems: readonly Problem[]
}

const FormContext = createContext<Form | undefined>(undefined)
/** The draft that the fields below read and change. */
export const FormProvider = FormContext

/** A value of the draft, and changing it; undefined takes it out. */
export function useValue<Value>(path: Path): [Value | undefined, (value: Value | undefined) => void] {
  const form = useContext(FormContext)
  if (!form) throw new Error('a field outside FormProvider: render it in an ItemDialog')
  const value = valueAt(form.draft, path) as Value | undefined
  return [value, (next) => form.setDraft((draft) => withValueAt(draft, path, next))]
}

/** What is wrong at a place of the draft or within it, sentences. */
function useProblemsAt(path: Path): string[] {
  const { t } = useTranslation()
  const words = useProblemWords()
  const place = placeOf(path)
  const problems = useContext(FormContext)?.problems ?? []
  return problems
    .filter(({ place: at }) => at?.startsWith(place) && /^($|[.[])/.test(at.slice(place.length)))
    .map(({ issue }) => t('settings.problem', { problem: words(issue.problem), hint: words(issue.hint) }))
}

interface FieldProps {
  readonly path: Path
  readonly label: string
  readonly unit?: string | undefined
  readonly hint?: string | undefined
  readonly children: (attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode
}

/** A labelled field that says what is wrong with its value. */
export function Field({ path, label, unit, hint, children }: FieldProps) {
  const id = useId()
  const problems = useProblemsAt(path)
  return (
    <div className="setting-field">
      <label htmlFor={id}>{label}</label>
      <span className="setting-input">
        {children({ id, 'aria-invalid': problems.length > 0, 'aria-describedby': `${id}-words` })}
        {unit && <span className="soft">{unit}</span>}
      </span>
      <span id={`${id}-words`} className="setting-words" data-bad={problems.length > 0}>
        {problems.length > 0 ? problems.join(' ') : hint}
      </span>
    </div>
  )
}

/** Fields that belong together under one heading. */
export function FieldGroup({ path, label, children }: { path: Path; label: string; children: ReactNode }) {
  const problems = useProblemsAt(path)
  return (
    <fieldset className="setting-group" aria-invalid={problems.length > 0 || undefined}>
      <legend>{label}</legend>
      {children}
      {problems.length > 0 && (
        <span className="setting-words" data-bad="true">
          {problems.join(' ')}
        </span>
      )}
    </fieldset>
  )
}
