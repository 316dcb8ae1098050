import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { runExportAddress } from '../../lib/hr-export-queries.ts'
import type { Language } from '../../lib/i18n.ts'
import { firstDayOfWeek } from '../../lib/planning-week.ts'
import { wallClockIn } from '../../lib/published-roster.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useNow } from '../../lib/use-now.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { keepPerson, keptPerson } from './kept-roster.ts'
import { MineAnswer } from './mine-answer.tsx'
import { calendarName, type OwnWeek } from './own-weeks.ts'
import { usePlanWords } from './own-words.ts'
import { PersonChooser } from './person-chooser.tsx'
import { useOwnRoster } from './use-own-roster.ts'
import { WeekList } from './week-list.tsx'

/** Anybody of the plan that the reader may see, found by name. */
export function PlanPerson() {
  const plan = usePlan()
  const { person } = useRoute()
  const asked = person ?? keptPerson(plan.id) ?? undefined
  const employee = plan.employees.find(({ id }) => id === asked)
  const choose = (employeeId: string) => {
    keepPerson(plan.id, employeeId)
    navigate({ person: employeeId })
  }
  if (!employee) return <PersonChooser unknown={asked} onChoose={choose} />
  return <RosterOf key={employee.id} employeeId={employee.id} name={employee.name} />
}

function RosterOf({ employeeId, name }: { employeeId: string; name: string }) {
  const { t } = useTranslation()
  const { zone, weekStartsOn } = usePlan()
  const now = useNow()
  const words = usePlanWords()
  const today = wallClockIn(zone, now).slice(0, 10)
  const { weeks, asOf, error, retry } = useOwnRoster(employeeId, firstDayOfWeek(today, weekStartsOn))
  if (!weeks) return error ? <Failure error={error} onRetry={retry} /> : <Loading />
  return (
    <>
      <MineAnswer {...{ name, weeks, now, words }} asOf={error ? asOf : undefined} />
      <div className="toolbar">
        <button type="button" className="quiet" onClick={() => navigate({ person: '-' })}>
          {t('mine.notMe', { name })}
        </button>
      </div>
      {weeks.map((week) => (
        <WeekList
          key={week.week}
          {...{ week, today, words }}
          files={<CalendarFile week={week} employeeId={employeeId} />}
        />
      ))}
      <p className="soft">{t('mine.publishedOnly')}</p>
    </>
  )
}

function CalendarFile({ week: { week, runId, shifts }, employeeId }: { week: OwnWeek; employeeId: string }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { employees } = usePlan()
  const ids = employees.map(({ id }) => id)
  const file = calendarName(employeeId, ids)
  if (runId === null || shifts.length === 0 || file === undefined) return null
  return (
    <a
      className="button quiet at-end"
      href={runExportAddress(runId, file, i18n.language as Language)}
      download={file}
      aria-label={t('mine.calendarOf', { week: format.week(week) })}
    >
      {t('mine.calendar')}
    </a>
  )
}
