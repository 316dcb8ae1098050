import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanningUnit } from '../../../server/contracts/planning-unit.ts'
import { makeUnit, renameUnit } from '../../lib/account-queries.ts'
import { meQuery } from '../../lib/me.ts'
import { unitsQuery } from '../../lib/queries.ts'
import { AccountProblem } from './account-problem.tsx'
import { useManagedUnits } from './invite-sheet.tsx'

/** Planning units of the reader: their names, and making another. */
export function UnitPanel() {
  const { t } = useTranslation()
  const units = useManagedUnits()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('accounts.units')}</h2>
        {!isAdding && (
          <span className="at-end">
            <button type="button" className="quiet" onClick={() => setIsAdding(true)}>
              {t('accounts.addNewUnit')}
            </button>
          </span>
        )}
      </header>
      <p className="soft">{t('accounts.unitsHint')}</p>
      <ul className="account-list">
        {units.map((unit) => (
          // A name that somebody else has given it is the one to begin from.
          <UnitRow key={`${unit.id} ${unit.name}`} unit={unit} />
        ))}
      </ul>
      {isAdding && <NewUnit onDone={() => setIsAdding(false)} />}
    </section>
  )
}

function UnitRow({ unit }: { unit: PlanningUnit }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(unit.name)
  const rename = useMutation({
    mutationFn: () => renameUnit(unit.id, name),
    onSuccess: () => client.invalidateQueries(unitsQuery),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate()
  }
  return (
    <li>
      <form className="unit-row" onSubmit={submit}>
        <code>{unit.id}</code>
        <input
          aria-label={t('accounts.nameOf', { id: unit.id })}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="quiet" disabled={rename.isPending || name === unit.name}>
          {t('accounts.rename')}
        </button>
      </form>
      <AccountProblem error={rename.error} />
    </li>
  )
}

function NewUnit({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: makeUnit,
    // Its maker has become its administrator, which is another right.
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries(unitsQuery), client.invalidateQueries(meQuery)])
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ id, name })
  }
  return (
    <form className="account-form" onSubmit={submit}>
      <label className="account-field">
        <span>{t('accounts.unitId')}</span>
        <input
          required
          pattern="[A-Za-z0-9_\-]{1,64}"
          title={t('accounts.unitIdHint')}
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
        <span className="soft">{t('accounts.unitIdHint')}</span>
      </label>
      <label className="account-field">
        <span>{t('accounts.name')}</span>
        <input required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <AccountProblem error={make.error} />
      <div className="dialog-actions">
        <button type="button" className="quiet" onClick={onDone}>
          {t('planning.close')}
        </button>
        <button type="submit" disabled={make.isPending}>
          {t('accounts.makeUnit')}
        </button>
      </div>
    </form>
  )
}
