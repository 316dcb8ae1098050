import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import { Choice } from '../../../components/choice.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import type { BoardRoster, CellPlace } from '../model/board-roster.ts'
import { dayClocks } from '../model/day-clocks.ts'
import { PanelFrame } from './panel-frame.tsx'
import { useViolationWords } from './use-violation-words.ts'
import { newViolations, type ViolationGroup, violationGroups, violationPlaces } from './violation-groups.ts'

export interface ViolationsPanelProps {
  readonly roster: BoardRoster
  /** Undefined while the roster is being checked for the first time. */
  readonly violations: readonly Violation[] | undefined
  /** Of the run as it was: what is not among them is new. Absent where that is not known. */
  readonly before?: readonly Violation[] | undefined
  readonly onGo: (place: CellPlace) => void
  readonly onClose: () => void
}

type Grouping = 'rule' | 'person'

/** Every rule broken and wish not met, each one click from its place. */
export function ViolationsPanel({ roster, violations, before, onGo, onClose }: ViolationsPanelProps) {
  const { t } = useTranslation()
  const [by, setBy] = useState<Grouping>('rule')
  const [onlyNew, setOnlyNew] = useState(false)
  const added = useMemo(
    () => new Set(newViolations(violations ?? [], before ?? violations ?? [])),
    [violations, before],
  )
  const groups = useMemo(
    () => violationGroups(onlyNew ? [...added] : (violations ?? []), by),
    [violations, added, onlyNew, by],
  )
  const placeOf = useMemo(() => violationPlaces(roster, dayClocks(roster.horizon)), [roster])
  return (
    <PanelFrame title={t('boardPanel.violations.title')} onClose={onClose}>
      <ViolationCount violations={violations} />
      <div className="toolbar">
        <Choice
          label={t('boardPanel.violations.by')}
          value={by}
          options={(['rule', 'person'] as const).map((value) => ({
            value,
            label: t(`boardPanel.violations.byOf.${value}`),
          }))}
          onChange={setBy}
        />
        {before && (
          <label className="check-line">
            <input type="checkbox" checked={onlyNew} onChange={(event) => setOnlyNew(event.target.checked)} />
            <span>{t('boardPanel.violations.onlyNew', { count: added.size })}</span>
          </label>
        )}
      </div>
      {groups.map((group) => (
        <Group
          key={`${by} ${group.key}`}
          group={group}
          by={by}
          added={added}
          placeOf={placeOf}
          roster={roster}
          onGo={onGo}
        />
      ))}
      {violations && groups.length === 0 && <p className="empty">{t('boardPanel.violations.none')}</p>}
    </PanelFrame>
  )
}

function ViolationCount({ violations }: Pick<ViolationsPanelProps, 'violations'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!violations) return <p role="status">{t('boardPanel.violations.checking')}</p>
  const hard = violations.filter(({ severity }) => severity === 'hard').length
  const soft = violations.length - hard
  return (
    <p role="status" className="panel-count" data-tone={hard > 0 ? 'bad' : 'good'}>
      {t('boardPanel.violations.hard', { count: hard, number: format.number(hard) })}
      {t('controls.listComma')}
      {t('boardPanel.violations.soft', { count: soft, number: format.number(soft) })}
    </p>
  )
}

interface GroupProps {
  readonly group: ViolationGroup
  readonly by: Grouping
  readonly added: ReadonlySet<Violation>
  readonly placeOf: (violation: Violation) => CellPlace | undefined
  readonly roster: BoardRoster
  readonly onGo: (place: CellPlace) => void
}

const LISTED = 50

function Group({ group, by, added, placeOf, roster, onGo }: GroupProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useViolationWords()
  const [listed, setListed] = useState(LISTED)
  const nameOf = (id: string) => roster.people.find((person) => person.id === id)?.name ?? id
  const { violations, hard, key } = group
  const [first] = violations
  const title =
    by === 'rule' ? (first ? words.rule(first) : key) : key === '' ? t('boardPanel.violations.everybody') : nameOf(key)
  const rest = violations.length - listed
  return (
    <details className="violation-group" open={hard > 0}>
      <summary>
        <strong>{title}</strong>{' '}
        <span className="chip" data-tone={hard > 0 ? 'bad' : 'warn'}>
          {hard > 0
            ? t('boardPanel.violations.hard', { count: hard, number: format.number(hard) })
            : t('boardPanel.violations.soft', { count: violations.length, number: format.number(violations.length) })}
        </span>
      </summary>
      <ul>
        {violations.slice(0, listed).map((violation) => {
          const place = placeOf(violation)
          const who = by === 'rule' ? violation.employeeId && nameOf(violation.employeeId) : words.rule(violation)
          const head = [who, words.size(violation)].filter(Boolean).join(' · ')
          return (
            <li key={JSON.stringify(violation)} className="violation-line" data-severity={violation.severity}>
              {place ? (
                <button type="button" className="plain" onClick={() => onGo(place)}>
                  {head}
                </button>
              ) : (
                head
              )}{' '}
              {added.has(violation) && <span className="chip">{t('boardPanel.violations.new')}</span>}
              <span className="soft violation-detail">{words.detail(violation)}</span>
            </li>
          )
        })}
      </ul>
      {rest > 0 && (
        <button type="button" className="quiet" onClick={() => setListed(listed + 10 * LISTED)}>
          {t('boardPanel.more', { count: rest, number: format.number(rest) })}
        </button>
      )}
    </details>
  )
}
