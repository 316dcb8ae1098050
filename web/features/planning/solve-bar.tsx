import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { runQuery, runsQuery } from '../../lib/queries.ts'
import { SolveEnded } from './solve-ended.tsx'
import { SolveUnderWay } from './solve-under-way.tsx'
import { isUnderWay, useRunEvents } from './use-run-events.ts'
import { useWatchedRuns } from './use-watched-runs.ts'
import './solve-bar.css'

interface SolveBarProps {
  readonly planId: string
  readonly runs: readonly Run[]
  /** Run whose own view is open, so that it needs no place here. */
  readonly shownId: string | undefined
}

/** Streams of the bar: a browser keeps few connections to one server, and the rest of the page needs some. */
const MOST_STREAMS = 2
const POLL_MS = 3000
/** Others start runs of the plan as well. */
const LIST_POLL_MS = 20_000

/**
 * What is being solved, docked below the page, which stays usable: how far each run of the plan is, the ways to end it,
 * and what came of it.
 */
export function SolveBar({ planId, runs, shownId }: SolveBarProps) {
  const { t } = useTranslation()
  useQuery({ ...runsQuery(planId), refetchInterval: LIST_POLL_MS })
  const { watched, dismiss } = useWatchedRuns(planId, runs, shownId)
  if (watched.length === 0) return null
  const underWay = watched.filter(({ state }) => isUnderWay(state))
  return (
    <aside className="solve-bar" aria-label={t('solving.bar')}>
      <ul>
        {watched.map((run) => (
          <li key={run.id}>
            <WatchedRun
              listed={run}
              isStreamed={underWay.indexOf(run) < MOST_STREAMS}
              onDismiss={() => dismiss(run.id)}
            />
          </li>
        ))}
      </ul>
    </aside>
  )
}

interface WatchedRunProps {
  readonly listed: Run
  readonly isStreamed: boolean
  readonly onDismiss: () => void
}

function WatchedRun({ listed, isStreamed, onDismiss }: WatchedRunProps) {
  const isListedUnderWay = isUnderWay(listed.state)
  const { data } = useQuery({
    ...runQuery(listed.id),
    initialData: listed,
    enabled: isListedUnderWay && !isStreamed,
    refetchInterval: POLL_MS,
  })
  // The list is asked again when a run ends; until then the stream knows more.
  const run = isListedUnderWay ? data : listed
  useRunEvents(isStreamed ? run : undefined)
  return isUnderWay(run.state) ? <SolveUnderWay run={run} /> : <SolveEnded run={run} onDismiss={onDismiss} />
}
