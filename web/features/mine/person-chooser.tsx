import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { useNames, usePlan } from '../../lib/workspace.ts'

const MOST_SHOWN = 12

interface PersonChooserProps {
  /** Id that was asked for and that nobody of the plan has. */
  readonly unknown: string | undefined
  readonly onChoose: (employeeId: string) => void
}

/** Finds oneself by name or number. */
export function PersonChooser({ unknown, onChoose }: PersonChooserProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { employees } = usePlan()
  const [words, setWords] = useState('')
  const asked = words.trim().toLowerCase()
  const found = employees.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(asked))
  return (
    <>
      <Answer question={t('mine.whoQuestion')}>{t('mine.who', { count: employees.length })}</Answer>
      {unknown !== undefined && unknown !== '-' && <p role="status">{t('mine.unknown', { id: unknown })}</p>}
      <label className="mine-find">
        <span>{t('mine.find')}</span>
        <input
          type="search"
          autoComplete="off"
          value={words}
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && asked !== '' && found[0] && onChoose(found[0].id)}
        />
      </label>
      <ul className="mine-people">
        {found.slice(0, MOST_SHOWN).map(({ id, name, group }) => (
          <li key={id}>
            <button type="button" className="quiet" onClick={() => onChoose(id)}>
              {name} <span className="soft">{[id, names.group(group)].join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="soft">{t('mine.nobody')}</p>}
      {found.length > MOST_SHOWN && <p className="soft">{t('mine.more', { count: found.length - MOST_SHOWN })}</p>}
    </>
  )
}
