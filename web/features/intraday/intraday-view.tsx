import './intraday.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DayActuals } from '../../../server/contracts/actuals.ts'
import { isSeen } from '../../../server/contracts/day-watch.ts'
import type { Publication } from '../../../server/contracts/publication.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { DaySteps } from '../../components/day-steps.tsx'
import { Failure } from '../../components/failure.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Notice } from '../../components/notice.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { wallClockIn } from '../../lib/published-roster.ts'
import { coverageQuery, publicationsQuery, rosterQuery } from '../../lib/queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useNow } from '../../lib/use-now.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { AsOf, SilentFeeds } from './contacts/feed-words.tsx'
import { useDayActuals } from './contacts/use-day-actuals.ts'
import { IntradayAnswer } from './intraday-answer.tsx'
import { MomentChoice } from './moment-choice.tsx'
import { OutlookPanel } from './outlook-panel.tsx'
import { presencesAt } from './presence.ts'
import { PresenceList } from './presence-list.tsx'
import { queueOutlooks, shortagesWithin } from './queue-outlook.ts'
import { ShortageList } from './shortage-list.tsx'
import { momentOf, type ShownDay, shownDay } from './shown-day.ts'
import { WallboardButton } from './wallboard-dialog.tsx'
import { AlertList } from './watch/alert-list.tsx'
import { SuggestionList } from './watch/suggestion-list.tsx'
import { useDayWatch } from './watch/use-day-watch.ts'
import { WatchSettingButton } from './watch-setting/watch-setting-button.tsx'

const AHEAD_HOURS = 4
const AHEAD_MS = AHEAD_HOURS * 3_600_000

interface IntradayViewProps {
  /** The run looked at: shown where nothing is published of the day. */
  readonly run: Run | undefined
}

/** Whether the coming hours are staffed, by the roster that people work to. */
export function IntradayView({ run }: IntradayViewProps) {
  const plan = usePlan()
  const { data: publications } = useSuspenseQuery(publicationsQuery(plan.id))
  const route = useRoute()
  const now = useNow()
  const today = wallClockIn(plan.zone, now).slice(0, 10)
  const shown = shownDay(route.day, today, publications, run)
  if (shown.runId === undefined) return <NothingPlanned shown={shown} publications={publications} />
  return (
    // Another day of the same roster is there at once; another roster has to be fetched.
    <Guarded key={shown.runId}>
      <PlannedDay shown={shown} runId={shown.runId} today={today} now={now} />
    </Guarded>
  )
}

interface PlannedDayProps {
  readonly shown: ShownDay
  readonly runId: string
  readonly today: string
  readonly now: number
}

function PlannedDay({ shown, runId, today, now }: PlannedDayProps) {
  const { zone } = usePlan()
  const { at } = useRoute()
  const { data: coverage } = useSuspenseQuery(coverageQuery(runId))
  const { data: roster } = useSuspenseQuery(rosterQuery(runId))
  const { day } = shown
  const moment = momentOf(at, day, { instant: now, wallClock: wallClockIn(zone, now) }, coverage.starts)
  const dayEnd = coverage.starts.findLast((start) => start.startsWith(day))
  const dayEndMs = Date.parse(dayEnd ?? day) + coverage.intervalMinutes * 60_000
  const { data: actuals, error } = useDayActuals(day)
  const { data: watch } = useDayWatch(day === today)
  const watched = watch?.content?.runId === runId && watch.content.day === day ? watch.content : undefined
  const isNow = at === undefined && day === today
  const openAlerts =
    isNow && watch ? watch.alerts.filter((alert) => alert.clearedAt === null && isSeen(alert, watch)) : []
  const presences = presencesAt(roster.assignments, moment)
  const ahead = shortagesWithin(coverage, moment, moment + AHEAD_MS)
  return (
    <>
      <IntradayAnswer moment={moment} presences={presences} shortages={ahead} hours={AHEAD_HOURS} alerts={openAlerts} />
      <div className="toolbar">
        <DaySteps day={day} />
        <MomentChoice day={day} moment={moment} starts={coverage.starts} isNow={isNow} />
        <OnlyWith right="plan.edit">
          <WallboardButton />
          <WatchSettingButton />
        </OnlyWith>
      </div>
      <Source shown={shown} today={today} actuals={actuals} />
      {error && <Failure error={error} />}
      {actuals && day === today && <SilentFeeds actuals={actuals} />}
      {watch && <AlertList watch={watch} />}
      {isNow && shown.publication && <SuggestionList />}
      <OutlookPanel
        coverage={coverage}
        actuals={actuals}
        watched={watched}
        day={day}
        moment={moment}
        aheadMs={AHEAD_MS}
        outlooks={queueOutlooks(coverage, moment, AHEAD_MS)}
      />
      <ShortageList day={day} runId={runId} shortages={shortagesWithin(coverage, moment, dayEndMs)} />
      <PresenceList roster={roster} presences={presences} moment={moment} />
    </>
  )
}

interface SourceProps {
  readonly shown: ShownDay
  readonly today: string
  readonly actuals: DayActuals | undefined
}

/** Which roster this is, and up to when contacts are known. */
function Source({ shown: { day, publication }, today, actuals }: SourceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { day: asked } = useRoute()
  return (
    <p className="intraday-source">
      <span className="chip" data-tone={publication ? 'good' : 'warn'}>
        {publication
          ? t('intraday.published', { when: format.moment(publication.publishedAt) })
          : t('intraday.notPublished')}
      </span>{' '}
      {asked === undefined && day !== today && t('intraday.otherDay', { today: format.day(today) })}{' '}
      <span className="soft">
        <AsOf actuals={actuals} />
      </span>
    </p>
  )
}

interface NothingPlannedProps {
  readonly shown: ShownDay
  readonly publications: readonly Publication[]
}

function NothingPlanned({ shown: { day }, publications }: NothingPlannedProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const standing = publications.filter(({ supersededAt }) => supersededAt === null)
  return (
    <>
      <div className="toolbar">
        <DaySteps day={day} />
        <OnlyWith right="plan.edit">
          <WallboardButton />
        </OnlyWith>
      </div>
      <Notice title={t('intraday.nothing', { day: format.day(day) })}>
        <p>{t(standing.length > 0 ? 'intraday.nothingHint' : 'intraday.neverHint')}</p>
        {standing.length > 0 && (
          <ul className="intraday-weeks">
            {standing.map(({ id, week, weeks }) => (
              <li key={id}>
                <button type="button" className="plain" onClick={() => navigate({ day: week, at: undefined })}>
                  {format.week(week, weeks)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </>
  )
}
