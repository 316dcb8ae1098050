import { useTranslation } from 'react-i18next'
import type { ExplanationReply } from '../../../server/contracts/living-report.ts'
import { navigate } from '../../lib/route.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useExplanationWords } from './use-explanation-words.ts'

const SHOWN = 5
const WAYS_SHOWN = 3

interface WhatBlocksProps {
  readonly explanations: readonly ExplanationReply[]
  readonly weeks: number
}

/** People without a legal week and hours that nobody can cover: what is in the way, and what could be given up for it. */
export function WhatBlocks({ explanations, weeks }: WhatBlocksProps) {
  const { t } = useTranslation()
  if (explanations.length === 0) return null
  const items = explanations.map((explanation, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a report is never changed, and one person can have equal conflicts.
    <Blocker key={index} explanation={explanation} />
  ))
  const more = items.slice(SHOWN)
  return (
    <section className="panel what-blocks">
      <h2>{t(weeks === 1 ? 'blocks.title' : 'blocks.titleWeeks')}</h2>
      <ul>{items.slice(0, SHOWN)}</ul>
      {more.length > 0 && (
        <details>
          <summary>{t('blocks.more', { count: more.length })}</summary>
          <ul>{more}</ul>
        </details>
      )}
    </section>
  )
}

/** Where the hours, or the person's week, can be looked at. */
function PlaceLink({ explanation: { employeeId, queue, start } }: { explanation: ExplanationReply }) {
  const { t } = useTranslation()
  const day = start === undefined ? undefined : dateOf(start)
  if (employeeId === undefined && queue === undefined) return null
  const isPerson = employeeId !== undefined
  return (
    <button
      type="button"
      className="plain"
      onClick={() =>
        navigate(
          isPerson
            ? { view: 'roster', person: employeeId, day }
            : { view: 'coverage', queue, day, at: start, as: start === undefined ? undefined : 'table' },
        )
      }
    >
      {t(isPerson ? 'overview.onRoster' : 'overview.inCoverage')}
    </button>
  )
}

function Blocker({ explanation }: { explanation: ExplanationReply }) {
  const { t } = useTranslation()
  const words = useExplanationWords()
  const { conflict, waysOut, message } = explanation
  return (
    <li>
      <strong>{words.title(explanation)}</strong> <PlaceLink explanation={explanation} />
      {conflict.length > 0 && (
        <p className="soft">
          {t(conflict.length === 1 ? 'blocks.cannotBeKept' : 'blocks.cannotAllBeKept', {
            parts: conflict.map(words.part).join(t('controls.listComma')),
          })}
        </p>
      )}
      {waysOut.length > 0 && (
        <ol aria-label={t('blocks.waysOut')}>
          {waysOut.slice(0, WAYS_SHOWN).map((way) => (
            <li key={way.text}>
              {words.way(way)}{' '}
              {way.law !== undefined && <span className="chip">{t('blocks.law', { law: way.law })}</span>}{' '}
              <span className="soft">{words.gained(explanation, way)}</span>
            </li>
          ))}
        </ol>
      )}
      <details>
        <summary>{t('blocks.inFull')}</summary>
        <div lang="en">
          <p>{message}</p>
          <ol>
            {waysOut.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
        </div>
      </details>
    </li>
  )
}
