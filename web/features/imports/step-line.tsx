import { useTranslation } from 'react-i18next'
import { navigate } from '../../lib/route.ts'
import { STEPS, type Step } from './import-steps.ts'

/** Where the file stands on its way, and the way back and forth. */
export function StepLine({ shown, reachable }: { shown: Step; reachable: readonly Step[] }) {
  const { t } = useTranslation()
  const at = STEPS.indexOf(shown)
  return (
    <nav aria-label={t('imports.steps')}>
      <ol className="stages import-steps">
        {STEPS.map((step, index) => (
          <li key={step} data-state={index < at ? 'done' : index === at ? 'now' : 'next'}>
            <button
              type="button"
              className="plain"
              aria-current={step === shown ? 'step' : undefined}
              disabled={!reachable.includes(step)}
              onClick={() => navigate({ as: step })}
            >
              {t('imports.stepOf', { number: index + 1, name: t(`imports.step.${step}`) })}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
