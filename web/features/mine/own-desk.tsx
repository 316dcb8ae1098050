import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPerson, OwnShifts } from '../../../server/contracts/team.ts'
import { Choice } from '../../components/choice.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Picker } from '../../components/picker.tsx'
import { wallClockIn } from '../../lib/published-roster.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useNow } from '../../lib/use-now.ts'
import { AskSheet } from './ask/ask-sheet.tsx'
import type { Asking } from './ask/asking.ts'
import { OwnCalendar } from './ask/own-calendar.tsx'
import { MineAnswer } from './mine-answer.tsx'
import { OwnRequestList } from './own-request-list.tsx'
import { OwnShiftList } from './own-shift-list.tsx'
import { publishedWeeks } from './own-weeks.ts'
import { usePersonWords } from './own-words.ts'
import { useOwnShifts } from './use-own-shifts.ts'

/** Who is signed in and works by a roster: own shifts, days and requests. `nobody` is for those who do not. */
export function OwnDesk({ nobody }: { nobody: ReactNode }) {
  const { t } = useTranslation()
  const { unit } = useRoute()
  const { people, shifts, asOf, error, retry } = useOwnShifts()
  if (people?.length === 0) return nobody
  const person = people?.find(({ unitId }) => unitId === unit) ?? people?.[0]
  if (!person || !shifts) return error ? <Failure error={error} onRetry={retry} /> : <Loading />
  return (
    <>
      {people && people.length > 1 && (
        <Picker
          label={t('mine.unit')}
          value={person.unitId}
          options={people.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))}
          onChange={(unitId) => navigate({ unit: unitId })}
        />
      )}
      <PersonDesk key={person.unitId} {...{ person, shifts, asOf }} />
    </>
  )
}

const PARTS = ['shifts', 'calendar', 'requests'] as const

interface PersonDeskProps {
  readonly person: OwnPerson
  readonly shifts: OwnShifts
  /** Of what is shown without a connection: nothing can be asked for then. */
  readonly asOf: string | undefined
}

function PersonDesk({ person, shifts, asOf }: PersonDeskProps) {
  const { t } = useTranslation()
  const route = useRoute()
  const now = useNow()
  const words = usePersonWords(person, shifts)
  const [asking, setAsking] = useState<Asking>()
  const today = wallClockIn(person.zone, now).slice(0, 10)
  const weeks = publishedWeeks(person, today, shifts)
  const isOffline = asOf !== undefined
  const part = isOffline ? 'shifts' : (PARTS.find((known) => known === route.as) ?? 'shifts')
  const shared = { person, weeks, words, today }
  return (
    <>
      <MineAnswer name={person.name} {...{ weeks, now, words, asOf }} />
      {!isOffline && (
        <Choice
          label={t('mine.part.label')}
          value={part}
          options={PARTS.map((value) => ({ value, label: t(`mine.part.${value}`) }))}
          onChange={(as) => navigate({ as: as === 'shifts' ? undefined : as }, { replace: true })}
        />
      )}
      {part === 'shifts' && <OwnShiftList {...shared} onAsk={isOffline ? undefined : setAsking} />}
      {part === 'calendar' && <OwnCalendar {...shared} onAsk={setAsking} />}
      {part === 'requests' && <OwnRequestList {...shared} />}
      {asking && <AskSheet {...{ person, asking, words }} onClose={() => setAsking(undefined)} />}
    </>
  )
}
