import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Erasure } from '../../../../server/contracts/personal-data.ts'
import { Sheet } from '../../../components/sheet.tsx'
import { erasePerson } from '../../../lib/unit-queries.ts'
import { PersonProblem } from './person-problem.tsx'

interface EraseSheetProps {
  readonly unitId: string
  readonly employeeId: string
  readonly name: string
  readonly onErased: (erasure: Erasure) => void
  readonly onClose: () => void
}

/** Asks for the person's id once more, so that nobody is erased by a slip. */
export function EraseSheet({ unitId, employeeId, name, onErased, onClose }: EraseSheetProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const erase = useMutation({
    mutationFn: () => erasePerson(unitId, employeeId),
    onSuccess: (erasure) => {
      onErased(erasure)
      onClose()
    },
    // Names go from plans, runs, requests and accounts; a try that failed half way has changed some.
    onSettled: () => void client.invalidateQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    erase.mutate()
  }
  return (
    <Sheet title={t('unitRules.eraseTitle', { name })} onClose={onClose}>
      <form className="account-form" onSubmit={submit}>
        <p>{t('unitRules.eraseGoes')}</p>
        <p>{t('unitRules.eraseStays')}</p>
        <label className="account-field">
          <span>{t('unitRules.typeId', { id: employeeId })}</span>
          <input
            data-first
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <PersonProblem error={erase.error} employeeId={employeeId} />
        <div className="dialog-actions">
          <button type="submit" className="danger" disabled={erase.isPending || typed.trim() !== employeeId}>
            {t('unitRules.eraseNow')}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
