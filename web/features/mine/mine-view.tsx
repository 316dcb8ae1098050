import './mine.css'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { firstDayOfWeek } from '../../lib/planning-week.ts'
import { wallClockIn } from '../../lib/published-roster.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useNow } from '../../lib/use-now.ts'
import { usePlan } from '../../lib/workspace.ts'
import { keepPerson, keptPerson } from './kept-roster.ts'
import { MineAnswer } from './mine-answer.tsx'
import { PersonChooser } from './person-chooser.tsx'
import { useOwnRoster } from './use-own-roster.ts'
import { WeekList } from './week-list.tsx'

/** One person's published shifts, to be read on a phone on the way to work. */
export function MineView() {
  const plan = usePlan()
  const { person } = useRoute()
  const asked = person ?? keptPerson(plan.id) ?? undefined
  const employee = plan.employees.find(({ id }) => id === asked)
  const choose = (employeeId: string) => {
    keepPerson(plan.id, employeeId)
    navigate({ person: employeeId })
  }
  return (
    <div className="mine">
      {employee ? (
        <OwnRoster key={employee.id} employeeId={employee.id} name={employee.name} />
      ) : (
        <PersonChooser unknown={asked} onChoose={choose} />
      )}
    </div>
  )
}

function OwnRoster({ employeeId, name }: { employeeId: string; name: string }) {
  const { t } = useTranslation()
  const { zone, weekStartsOn } = usePlan()
  const now = useNow()
  const today = wallClockIn(zone, now).slice(0, 10)
  const { weeks, asOf, error, retry } = useOwnRoster(employeeId, firstDayOfWeek(today, weekStartsOn))
  if (!weeks) return error ? <Failure error={error} onRetry={retry} /> : <Loading />
  return (
    <>
      <MineAnswer name={name} weeks={weeks} now={now} asOf={error ? asOf : undefined} />
      <div className="toolbar">
        <button type="button" className="quiet" onClick={() => navigate({ person: '-' })}>
          {t('mine.notMe', { name })}
        </button>
      </div>
      {weeks.map((week) => (
        <WeekList key={week.week} week={week} employeeId={employeeId} today={today} />
      ))}
      <p className="soft">{t('mine.publishedOnly')}</p>
    </>
  )
}
