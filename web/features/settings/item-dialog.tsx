import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply } from '../../../server/contracts/settings.ts'
import { useMay } from '../../lib/me.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import type { Editing } from './draft.ts'
import { FormProvider } from './form-context.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { RemoveButton } from './remove-button.tsx'
import { useItemForm } from './use-item-form.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

type Done = (how: 'saved' | 'removed') => void

interface ItemDialogProps<Draft> {
  readonly title: string
  readonly settings: PlanSettingsReply
  readonly editing: Editing<Draft>
  /** What the fields begin with. */
  readonly first: Draft
  /** Why it cannot be removed: who refers to it, a sentence each. */
  readonly uses?: readonly string[]
  /** What goes with it when it is removed. */
  readonly removalNote?: string | undefined
  readonly children: (draft: Draft, setDraft: (draft: Draft) => void) => ReactNode
  readonly onClose: () => void
  readonly onDone: Done
}

/** Something of the settings in a form: nothing is lost by leaving it, by mistakes or by what others save meanwhile. */
export function ItemDialog<Draft>({
  title,
  settings,
  editing,
  first,
  onClose,
  onDone,
  ...parts
}: ItemDialogProps<Draft>) {
  const { t } = useTranslation()
  const mayEdit = useMay('plan.edit')
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useItemForm(settings, editing, first, (how) => {
    onDone(how)
    onClose()
  })
  const guard = useLeaveGuard(form.isDirty && !form.isBusy, onClose)
  useEffect(() => dialog.current?.showModal(), [])
  const problemCount = form.problems.length
  useEffect(() => {
    if (problemCount > 0)
      dialog.current?.querySelector<HTMLElement>('input[aria-invalid=true],select[aria-invalid=true]')?.focus()
  }, [problemCount])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!form.isBusy && !form.conflict) form.save()
  }
  return (
    <dialog
      ref={dialog}
      className="dialog setting-dialog"
      aria-labelledby="setting-title"
      onCancel={(event) => {
        event.preventDefault()
        guard.leave()
      }}
    >
      <form onSubmit={submit} noValidate>
        <h2 id="setting-title">{title}</h2>
        <FormProvider
          value={{
            draft: form.draft,
            setDraft: (change) => form.setDraft((draft) => change(draft) as Draft),
            problems: form.problems,
          }}
        >
          {parts.children(form.draft, form.setDraft)}
        </FormProvider>
        <footer className="setting-foot">
          {form.conflict && (
            <ConflictChoice mine={form.draft} theirs={form.conflict.theirs} onSettle={form.settle} onClose={onClose} />
          )}
          <ProblemSummary problems={form.problems} error={form.error} />
          {guard.isAsking && (
            <p role="alert" className="setting-ask">
              {t('settings.unsaved')}
              <button type="button" className="danger" onClick={guard.discard}>
                {t('settings.discard')}
              </button>
              <button type="button" className="quiet" onClick={guard.stay}>
                {t('settings.keepEditing')}
              </button>
            </p>
          )}
          <div className="dialog-actions">
            {mayEdit && !form.isNew && editing.removal && (
              <RemoveButton
                uses={parts.uses ?? []}
                note={parts.removalNote}
                isBusy={form.isBusy}
                onRemove={form.remove}
              />
            )}
            {!mayEdit && <span className="soft">{t('rights.missing.planEdit')}</span>}
            <Progress isBusy={form.isBusy} />
            <button type="button" className="quiet" onClick={guard.leave}>
              {t('settings.close')}
            </button>
            <button
              type="submit"
              disabled={!mayEdit || form.isBusy || form.conflict !== undefined || !(form.isDirty || form.isNew)}
            >
              {t('settings.save')}
            </button>
          </div>
        </footer>
      </form>
    </dialog>
  )
}

const SLOW_MS = 1000

/** Said when saving takes longer than a second. */
function Progress({ isBusy }: { isBusy: boolean }) {
  const { t } = useTranslation()
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    setIsSlow(false)
    if (!isBusy) return
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [isBusy])
  return (
    <span role="status" className="soft setting-progress">
      {isSlow && t('settings.checking')}
    </span>
  )
}
