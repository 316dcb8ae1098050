import { useTranslation } from 'react-i18next'
import type { SignedOverride } from '../../../server/contracts/forecast.ts'
import type { Horizon } from '../../../solver/domain/horizon.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { Failure } from '../../components/failure.tsx'
import { usePersonName } from '../../lib/use-person-name.ts'
import { sum } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { OverrideStep } from './shown-forecast.ts'
import { sameAgain, type useOverrides } from './use-overrides.ts'

interface OverrideListProps {
  readonly steps: readonly OverrideStep<SignedOverride>[]
  readonly horizon: Horizon
  readonly overrides: ReturnType<typeof useOverrides>
}

/** The overrides in force, what each does to the forecast, and the way back. */
export function OverrideList({ steps, horizon, overrides: { remove, add } }: OverrideListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const change = useChangeWords()
  const effect = ({ added }: OverrideStep<SignedOverride>) => sum(Array.from(added))
  const personName = usePersonName()
  const isPast = ({ override }: OverrideStep<SignedOverride>) => Date.parse(override.end) <= horizon.startsAt
  return (
    <section className="panel override-list">
      <header className="panel-head">
        <h2>{t('forecast.overrides')}</h2>
        {steps.length > 0 && (
          <CsvButton
            file="overrides.csv"
            table={() => ({
              head: ['queue', 'start', 'end', 'kind', 'value', 'effect_contacts', 'author', 'reason', 'created_at'],
              rows: steps.map((step) => {
                const { queueId, start, end, kind, value, authorName, reason, createdAt } = step.override
                return [queueId, start, end, kind, value, effect(step), authorName, reason, createdAt]
              }),
            })}
          />
        )}
      </header>
      {remove.error && <Failure error={remove.error} />}
      {steps.length === 0 ? (
        <p className="soft">{t('forecast.noOverrides')}</p>
      ) : (
        <DataTable
          caption={t('forecast.overrides')}
          rows={steps}
          rowKey={({ override }) => override.id}
          columns={[
            { key: 'queue', head: t('controls.queue'), cell: ({ override }) => names.queue(override.queueId) },
            {
              key: 'span',
              head: t('forecast.when'),
              cell: ({ override }) => format.span(override.start, override.end),
            },
            { key: 'change', head: t('forecast.change'), cell: ({ override }) => change(override) },
            {
              key: 'effect',
              head: t('forecast.effect'),
              numeric: true,
              cell: (step) => (isPast(step) ? t('forecast.effectPast') : format.signed(effect(step))),
            },
            { key: 'reason', head: t('forecast.reason'), cell: ({ override }) => override.reason },
            {
              key: 'author',
              head: t('forecast.author'),
              cell: ({ override }) => personName(override.author, override.authorName),
            },
            { key: 'made', head: t('forecast.made'), cell: ({ override }) => format.moment(override.createdAt) },
            {
              key: 'undo',
              head: t('forecast.undo'),
              cell: ({ override }) => (
                <button
                  type="button"
                  className="quiet"
                  disabled={remove.isPending || add.isPending}
                  aria-label={t('forecast.undoThis', { change: change(override), reason: override.reason })}
                  onClick={() => remove.mutate(override)}
                >
                  {t('forecast.undo')}
                </button>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

/** `× 1.2`, `+200`, `= 500`. */
function useChangeWords() {
  const format = useFormat()
  return ({ kind, value }: SignedOverride) => {
    if (kind === 'multiply') return `× ${format.number(value, 3)}`
    return kind === 'add' ? format.signed(value, 1) : `= ${format.number(value, 1)}`
  }
}

/** Says what was just done to the overrides, and takes it back on demand. */
export function UndoBar({ overrides: { last, forget, add, remove } }: Pick<OverrideListProps, 'overrides'>) {
  const { t } = useTranslation()
  const names = useNames()
  const change = useChangeWords()
  const isBusy = add.isPending || remove.isPending
  const undo = () => {
    if (last?.kind === 'added') remove.mutate(last.override)
    else if (last) add.mutate(sameAgain(last.override))
  }
  return (
    <div className="undo-bar" role="status" data-shown={last !== undefined}>
      {last && (
        <>
          <span>
            {t(`forecast.done.${last.kind}`, {
              change: change(last.override),
              queue: names.queue(last.override.queueId),
              reason: last.override.reason,
            })}
          </span>
          <button type="button" className="quiet" disabled={isBusy} onClick={undo}>
            {t(last.kind === 'added' ? 'forecast.takeBack' : 'forecast.putBack')}
          </button>
          <button type="button" className="quiet" onClick={forget} aria-label={t('forecast.dismiss')}>
            ✕
          </button>
        </>
      )}
    </div>
  )
}
