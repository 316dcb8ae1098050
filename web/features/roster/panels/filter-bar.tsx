import { useTranslation } from 'react-i18next'
import { Picker } from '../../../components/picker.tsx'
import { useFormat, useNames, usePlan } from '../../../lib/workspace.ts'
import { type BoardFilter, ROW_CONDITIONS } from './board-filter.ts'
import type { BoardToolbarProps } from './board-toolbar.tsx'

type FilterBarProps = Pick<
  BoardToolbarProps,
  'roster' | 'filter' | 'onFilter' | 'shown' | 'findField' | 'found' | 'onFindStep'
>

/** Whom the board shows, and of how many: nobody is left out without a word. */
export function FilterBar(props: FilterBarProps) {
  const { t } = useTranslation()
  const { filter, onFilter } = props
  const names = useNames()
  const { queues } = usePlan()
  return (
    <search className="toolbar filter-bar">
      <GroupPicker {...props} />
      <Picker
        label={t('boardPanel.filter.skill')}
        value={filter.skill}
        options={[
          { value: '', label: t('boardPanel.filter.anySkill') },
          ...queues.map(({ id }) => ({ value: id, label: names.queue(id) })),
        ]}
        onChange={(skill) => onFilter({ skill })}
      />
      <Picker
        label={t('boardPanel.filter.only')}
        value={filter.condition}
        options={[
          { value: '', label: t('boardPanel.filter.everybody') },
          ...ROW_CONDITIONS.map((value) => ({ value, label: t(`boardPanel.filter.onlyOf.${value}`) })),
        ]}
        onChange={(condition) => onFilter({ condition: condition as BoardFilter['condition'] })}
      />
      <FindField {...props} />
      <ShownCount {...props} />
    </search>
  )
}

/** Groups, and where people work by several clocks each of those. */
function GroupPicker({ roster, filter, onFilter }: FilterBarProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { groups } = usePlan()
  const zones = [...new Set(roster.people.map(({ zone }) => zone))].sort()
  return (
    <Picker
      label={t('boardPanel.filter.group')}
      value={filter.group}
      options={[
        { value: '', label: t('boardPanel.filter.allGroups') },
        ...groups.map(({ id }) => ({ value: id, label: names.group(id) })),
        ...(zones.length > 1
          ? zones.map((zone) => ({ value: zone, label: t('boardPanel.filter.zone', { zone: zone.replace('_', ' ') }) }))
          : []),
      ]}
      onChange={(group) => onFilter({ group })}
    />
  )
}

function FindField({ filter, onFilter, findField, found, onFindStep }: FilterBarProps) {
  const { t } = useTranslation()
  return (
    <span className="find-field">
      <label className="picker">
        <span>{t('boardPanel.filter.find')}</span>
        <input
          ref={findField}
          type="search"
          value={filter.find}
          placeholder={t('boardPanel.filter.findHint')}
          onChange={(event) => onFilter({ find: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !onFindStep) return
            event.preventDefault()
            onFindStep(event.shiftKey ? -1 : 1)
          }}
        />
      </label>
      {found && onFindStep && (
        <>
          <button
            type="button"
            className="quiet"
            aria-label={t('boardPanel.filter.foundBefore')}
            disabled={found.cells === 0}
            onClick={() => onFindStep(-1)}
          >
            ↑
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={t('boardPanel.filter.foundNext')}
            disabled={found.cells === 0}
            onClick={() => onFindStep(1)}
          >
            ↓
          </button>
          <output className="soft">{t('boardPanel.filter.found', { at: found.at, count: found.cells })}</output>
        </>
      )}
    </span>
  )
}

function ShownCount({ roster, filter, onFilter, shown }: FilterBarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const isFiltered = Object.values(filter).some((value) => value !== '')
  return (
    <span className="shown-count">
      <span role="status" data-tone={isFiltered ? 'warn' : undefined} className="chip">
        {filter.condition === 'open'
          ? t('boardPanel.filter.openOnly')
          : t('boardPanel.filter.shown', {
              shown: format.number(shown),
              people: format.number(roster.people.length),
              count: roster.people.length,
            })}
      </span>
      {isFiltered && (
        <button
          type="button"
          className="plain"
          onClick={() => onFilter({ group: '', skill: '', find: '', condition: '' })}
        >
          {t('boardPanel.filter.clear')}
        </button>
      )}
    </span>
  )
}
