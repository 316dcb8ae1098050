import './team.css'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublishedShift, TeamPerson } from '../../../server/contracts/team.ts'
import { Answer } from '../../components/answer.tsx'
import { UnitPicker, useTeamUnit } from '../../components/unit-picker.tsx'
import { useMe } from '../../lib/me.ts'
import { addDays, firstDayOfWeek } from '../../lib/planning-week.ts'
import { wallClockIn } from '../../lib/published-roster.ts'
import { useRoute } from '../../lib/route.ts'
import { requestsQuery, teamPeopleQuery, teamShiftsQuery } from '../../lib/team-queries.ts'
import { unitsWith } from '../../lib/team-units.ts'
import { useNow } from '../../lib/use-now.ts'
import { sum } from '../../lib/week-grid.ts'
import { PlanContext, useFormat } from '../../lib/workspace.ts'
import { PersonSheet } from './person-sheet.tsx'
import { ShiftSheet } from './shift-sheet.tsx'
import { atWork, teamGrid } from './team-grid.ts'
import { TeamTable } from './team-table.tsx'
import { TeamToolbar } from './team-toolbar.tsx'

/** Who of the team works when, by the rosters that are out. */
export function TeamView() {
  const { t } = useTranslation()
  const { unitId, units } = useTeamUnit('team.view')
  return (
    <>
      <UnitPicker units={units} unitId={unitId} />
      {unitId === undefined ? (
        <Answer question={t('team.question')}>{t('team.noUnit')}</Answer>
      ) : (
        <TeamWeek key={unitId} unitId={unitId} />
      )}
    </>
  )
}

/** What is looked at beside the week. */
type Opened = { readonly person: TeamPerson } | { readonly person: TeamPerson; readonly shift: PublishedShift }

function TeamWeek({ unitId }: { unitId: string }) {
  const route = useRoute()
  const plan = useContext(PlanContext)
  const now = useNow()
  const me = useMe()
  const [opened, setOpened] = useState<Opened>()
  const { data: team } = useSuspenseQuery(teamPeopleQuery(unitId))
  const zone = team.people[0]?.zone ?? 'UTC'
  const today = wallClockIn(zone, now).slice(0, 10)
  const first = route.week ?? firstDayOfWeek(today, plan?.weekStartsOn ?? 1)
  const { data: reply } = useSuspenseQuery(teamShiftsQuery(unitId, first, 7))
  const mayDecide = unitsWith(me, 'requests.decide', [unitId]).includes(unitId)
  const { data: requests = [] } = useQuery({ ...requestsQuery(unitId, 'all'), enabled: mayDecide })
  const groups = teamGrid(reply, first, requests, route)
  return (
    <>
      <TeamAnswer {...{ reply, first, today, now }} />
      <TeamToolbar {...{ team, first, today }} />
      <TeamTable
        {...{ groups, first, today }}
        currency={reply.published[0]?.currency ?? 'CNY'}
        templates={team.templates.map(({ id }) => id)}
        onPerson={(person) => setOpened({ person })}
        onShift={(person, shift) => setOpened({ person, shift })}
      />
      {opened &&
        ('shift' in opened ? (
          <ShiftSheet {...{ team, mayDecide }} {...opened} onClose={() => setOpened(undefined)} />
        ) : (
          <PersonSheet {...{ team, mayDecide, today }} {...opened} onClose={() => setOpened(undefined)} />
        ))}
    </>
  )
}

type TeamAnswerProps = { reply: Parameters<typeof teamGrid>[0]; first: string; today: string; now: number }

function TeamAnswer({ reply: { shifts, people, published }, first, today, now }: TeamAnswerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const week = format.week(first)
  const working = new Set(shifts.map(({ employeeId }) => employeeId)).size
  const here = atWork(shifts, now)
  const isThisWeek = shifts.length > 0 && today >= first && today < addDays(first, 7)
  return (
    <Answer question={t('team.question')}>
      {published.length === 0 && shifts.length === 0
        ? t('team.notPublished', { week })
        : t('team.answer', {
            ...{ week, count: people.length, working, shifts: shifts.length },
            hours: format.number(sum(shifts.map(({ paidMinutes }) => paidMinutes)) / 60),
          })}
      {isThisWeek && t('controls.sentenceGap') + t('team.atWork', { count: here })}
    </Answer>
  )
}
