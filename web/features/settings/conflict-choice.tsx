import { useTranslation } from 'react-i18next'
import { DataTable } from '../../components/data-table.tsx'
import { isSame } from './draft.ts'

interface ConflictChoiceProps {
  readonly mine: unknown
  /** Undefined when they removed it. */
  readonly theirs: unknown
  readonly onSettle: (whose: 'theirs' | 'mine') => void
  readonly onClose: () => void
}

/** Somebody changed the same thing: where the two differ, and which of them is to stand. */
export function ConflictChoice({ mine, theirs, onSettle, onClose }: ConflictChoiceProps) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="setting-conflict">
      <p>{t(theirs === undefined ? 'settings.conflict.removed' : 'settings.conflict.changed')}</p>
      {theirs !== undefined && (
        <DataTable
          caption={t('settings.conflict.differences')}
          rows={differences(theirs, mine)}
          rowKey={({ setting }) => setting}
          columns={[
            { key: 'setting', head: t('settings.conflict.setting'), cell: ({ setting }) => setting },
            { key: 'theirs', head: t('settings.conflict.theirs'), cell: (row) => <code>{shown(row.theirs)}</code> },
            { key: 'mine', head: t('settings.conflict.mine'), cell: (row) => <code>{shown(row.mine)}</code> },
          ]}
        />
      )}
      <div className="dialog-actions">
        <button type="button" className="quiet" onClick={() => (theirs === undefined ? onClose() : onSettle('theirs'))}>
          {t('settings.conflict.takeTheirs')}
        </button>
        <button type="button" className="quiet" onClick={() => onSettle('mine')}>
          {t('settings.conflict.keepMine')}
        </button>
      </div>
    </div>
  )
}

/** Settings that the two say differently, by name; those of a person's own fields without the name of their group. */
function differences(theirs: unknown, mine: unknown) {
  const flat = (value: unknown): Record<string, unknown> => {
    const { value: own, ...rest } = value as Record<string, unknown>
    return typeof own === 'object' && own !== null
      ? { ...(own as object), ...rest }
      : (value as Record<string, unknown>)
  }
  const [a, b] = [flat(theirs), flat(mine)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((setting) => !isSame(a[setting], b[setting]))
    .map((setting) => ({ setting, theirs: a[setting], mine: b[setting] }))
}

const shown = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
