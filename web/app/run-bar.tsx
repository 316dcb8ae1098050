import { useTranslation } from 'react-i18next'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { OnlyWith } from '../components/only-with.tsx'
import { Picker } from '../components/picker.tsx'
import { isUnderWay } from '../features/planning/use-run-events.ts'
import { useRunWords } from '../features/planning/use-run-words.ts'
import { localName } from '../lib/format.ts'
import { navigate } from '../lib/route.ts'
import { useFormat, useNames, usePlan } from '../lib/workspace.ts'

interface RunBarProps {
  readonly plans: readonly Plan[]
  readonly runs: readonly Run[]
  readonly run: Run | undefined
  readonly onPlanWeek: () => void
}

/** Which plan and which run of it the page shows, how the run stands, and the button that starts another. */
export function RunBar({ plans, runs, run, onPlanWeek }: RunBarProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const plan = usePlan()
  const words = useRunWords()
  const labelOf = (one: Run) => {
    const made = format.moment(one.createdAt)
    const source = words.source(one)
    const standing = isUnderWay(one.state) ? t(`state.${one.state}`) : undefined
    return t(one.scenario === 'baseline' ? 'shell.run' : 'shell.runScenario', {
      week: words.weekOf(one),
      scenario: names.scenario(one.scenario),
      made: [made, source, standing].filter((part) => part !== undefined).join(' · '),
    })
  }
  return (
    <>
      <Picker
        label={t('shell.plan')}
        value={plan.id}
        options={plans.map(({ id, name }) => ({ value: id, label: localName({ id, name }, i18n.language) }))}
        onChange={(id) =>
          navigate({ plan: id, run: undefined, queue: undefined, ...NO_DAY, import: undefined, ...NO_RESULT })
        }
      />
      {run && (
        <>
          <Picker
            label={t('shell.week')}
            value={run.id}
            options={runs.map((one) => ({ value: one.id, label: labelOf(one) }))}
            onChange={(id) => navigate({ run: id, ...NO_DAY })}
          />
          <span className="chip" data-tone={STATE_TONES[run.state]} data-run-state={run.state} role="status">
            {t(`state.${run.state}`)}
          </span>
        </>
      )}
      <OnlyWith right="plan.edit">
        <button type="button" onClick={onPlanWeek}>
          {t('planning.planWeek')}
        </button>
      </OnlyWith>
    </>
  )
}

/** Another run has other days. */
const NO_DAY = { week: undefined, day: undefined }
/** Another plan has other comparisons and headcount plans. */
const NO_RESULT = { comparison: undefined, headcount: undefined }

const STATE_TONES: Record<Run['state'], string> = {
  queued: 'plain',
  running: 'work',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'plain',
  interrupted: 'warn',
}
