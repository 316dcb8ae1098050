import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PlanSettingsReply, TABLE_COLUMNS } from '../../../server/contracts/settings.ts'
import type { Editing } from './draft.ts'
import { pastedPeople } from './pasted-people.ts'
import { ProblemSummary } from './problem-summary.tsx'
import type { SectionProps } from './section-props.ts'
import { useItemForm } from './use-item-form.ts'

interface PasteDialogProps {
  readonly settings: PlanSettingsReply
  readonly onClose: () => void
  readonly onDone: SectionProps['onDone']
}

/** The pasted text is made against the people as they are when it is stored, so no one's change is in its way. */
const PASTING: Editing<string> = {
  read: () => undefined,
  changes: (text, settings) => pastedPeople(text, settings).changes,
}

/** People from a range of a spreadsheet, looked at before anything is stored. */
export function PasteDialog({ settings, onClose, onDone }: PasteDialogProps) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [count, setCount] = useState(0)
  const form = useItemForm(settings, PASTING, '', (how) => {
    onDone(t('settings.paste.people', { count }), how)
    onClose()
  })
  useEffect(() => dialog.current?.showModal(), [])
  const pasted = pastedPeople(form.draft, settings)
  const store = () => {
    setCount(pasted.changes.length)
    form.save()
  }
  return (
    <dialog ref={dialog} className="dialog setting-dialog" aria-labelledby={`${id}-title`} onClose={onClose}>
      <h2 id={`${id}-title`}>{t('settings.paste.title')}</h2>
      <label htmlFor={id}>{t('settings.paste.hint', { columns: TABLE_COLUMNS.people.join(', ') })}</label>
      <textarea
        id={id}
        className="setting-paste"
        rows={8}
        spellCheck={false}
        value={form.draft}
        onChange={(event) => form.setDraft(event.target.value)}
      />
      {form.draft !== '' && (
        <p role="status">
          {pasted.problem
            ? t(`settings.paste.problem.${pasted.problem}`)
            : t('settings.paste.outcome', {
                ...{ added: pasted.added, changed: pasted.changed, unchanged: pasted.unchanged },
                columns: pasted.columns.join(t('controls.listComma')),
              })}
          {pasted.unknown.length > 0 &&
            ` ${t('settings.paste.unknown', { columns: pasted.unknown.join(t('controls.listComma')) })}`}
        </p>
      )}
      <footer className="setting-foot">
        <ProblemSummary problems={form.problems} error={form.error} />
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('settings.close')}
          </button>
          <button type="button" disabled={form.isBusy || pasted.changes.length === 0} onClick={store}>
            {form.isBusy ? t('settings.checking') : t('settings.paste.store', { count: pasted.changes.length })}
          </button>
        </div>
      </footer>
    </dialog>
  )
}
