import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { MAX_WEEKS } from '../../../solver/domain/horizon.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { firstDayOfWeek } from '../../lib/planning-week.ts'
import { runQuery, runsQuery, startRun } from '../../lib/queries.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'

const GAPS = [0.005, 0.01, 0.02, 0.05]
const TIME_LIMITS_SECONDS = [10, 30, 60, 120, 300]

/**
 * Asks for a week, or several in a row, to be planned. The choices start from the run before, so that repeating is one
 * click. The reader stays where they are, and the solve bar tells of the run; where nothing is planned yet, the run is shown.
 */
export function PlanWeekDialog({ last, onClose }: { last: Run | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const plan = usePlan()
  const dialog = useRef<HTMLDialogElement>(null)
  const [choices, setChoices] = useState(() => firstChoices(plan.defaultWeek, last))
  const start = useStart(plan.id, last, onClose)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate({ ...choices, week: firstDayOfWeek(choices.week, plan.weekStartsOn) })
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="plan-week-title" onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id="plan-week-title">{t('planning.title')}</h2>
        <PlanWeekFields choices={choices} onChange={(part) => setChoices({ ...choices, ...part })} />
        {start.error && <Failure error={start.error} />}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('planning.close')}
          </button>
          <button type="submit" disabled={start.isPending}>
            {t('planning.start')}
          </button>
        </div>
      </form>
    </dialog>
  )
}

type Choices = Pick<Run, 'week' | 'weeks' | 'seed' | 'scenario' | 'gap' | 'timeLimitSeconds'>

const firstChoices = (week: string, last: Run | undefined): Choices => ({
  week: last?.week ?? week,
  weeks: last?.weeks ?? 1,
  seed: last?.seed ?? 1,
  scenario: last?.scenario ?? 'baseline',
  gap: last?.gap ?? 0.02,
  timeLimitSeconds: last?.timeLimitSeconds ?? 60,
})

function useStart(planId: string, last: Run | undefined, onClose: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (choices: Choices) => startRun(planId, choices),
    onSuccess: async (run) => {
      client.setQueryData(runQuery(run.id).queryKey, run)
      await client.invalidateQueries(runsQuery(planId))
      if (last?.state !== 'succeeded') navigate({ run: run.id, view: 'overview' })
      onClose()
    },
  })
}

function PlanWeekFields({ choices, onChange }: { choices: Choices; onChange: (part: Partial<Choices>) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const plan = usePlan()
  const asOptions = (values: readonly number[], own: number, label: (value: number) => string) =>
    [...new Set([...values, own])].sort((a, b) => a - b).map((value) => ({ value: `${value}`, label: label(value) }))
  const scenarios = [...new Set(['baseline', ...plan.scenarios.map(({ id }) => id)])]
  return (
    <div className="fields">
      <label className="picker">
        <span>{t('planning.week')}</span>
        <input
          type="date"
          required
          value={choices.week}
          onChange={(event) => event.target.value !== '' && onChange({ week: event.target.value })}
        />
      </label>
      <Picker
        label={t('planning.weeks')}
        value={`${choices.weeks}`}
        options={Array.from({ length: MAX_WEEKS }, (_, index) => ({
          value: `${index + 1}`,
          label: t('planning.weekCount', { count: index + 1 }),
        }))}
        onChange={(weeks) => onChange({ weeks: Number(weeks) })}
      />
      <p className="soft">{format.week(firstDayOfWeek(choices.week, plan.weekStartsOn), choices.weeks)}</p>
      <Picker
        label={t('overview.scenario')}
        value={choices.scenario}
        options={scenarios.map((id) => ({ value: id, label: names.scenario(id) }))}
        onChange={(scenario) => onChange({ scenario })}
      />
      <label className="picker">
        <span>{t('planning.seed')}</span>
        <input
          type="number"
          required
          min={0}
          max={2_147_483_647}
          step={1}
          value={choices.seed}
          onChange={(event) => onChange({ seed: event.target.valueAsNumber || 0 })}
        />
      </label>
      <Picker
        label={t('planning.gap')}
        value={`${choices.gap}`}
        options={asOptions(GAPS, choices.gap, (gap) => format.percent(gap))}
        onChange={(gap) => onChange({ gap: Number(gap) })}
      />
      <Picker
        label={t('planning.timeLimit')}
        value={`${choices.timeLimitSeconds}`}
        options={asOptions(TIME_LIMITS_SECONDS, choices.timeLimitSeconds, format.duration)}
        onChange={(seconds) => onChange({ timeLimitSeconds: Number(seconds) })}
      />
      <p className="soft">{t('planning.timeLimitHint')}</p>
    </div>
  )
}
