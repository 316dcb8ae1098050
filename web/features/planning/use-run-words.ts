import { useTranslation } from 'react-i18next'
import type { Run, RunErrorCode } from '../../../server/contracts/run.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat } from '../../lib/workspace.ts'

/** Failures whose message names what this page cannot know: the rule that was broken, the limit that was reached. */
const SAYS_MORE: ReadonlySet<RunErrorCode> = new Set(['brokenRules', 'timedOut', 'crashed'])

/** How runs stand, in words. */
export function useRunWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useServerWords()
  const weekOf = ({ week, weeks }: Run) => format.week(week, weeks)
  const codeOf = ({ error }: Run) => error?.code ?? 'crashed'
  return {
    weekOf,
    /** The stage at work, the round where it is not the first, and how much of it is done. */
    stage: ({ progress }: Run): string => {
      if (!progress) return t('state.queued')
      const { round, fraction } = progress
      const stage = t(`stage.${progress.stage}`)
      const named = round === undefined ? stage : t('planning.stageRound', { stage, round: round + 1 })
      return fraction === undefined ? named : `${named} ${format.percent(fraction, 0)}`
    },
    /** Why a run ended without a roster. */
    ended: (run: Run): string =>
      run.state === 'cancelled'
        ? t('planning.cancelled', { week: weekOf(run) })
        : t(`planning.failed.${codeOf(run)}`, { week: weekOf(run) }),
    /** What the server said besides, where that is more. */
    detail: (run: Run): string | undefined =>
      run.error && SAYS_MORE.has(codeOf(run)) ? said(run.error.message) : undefined,
    /** What the run went on from; undefined when from nothing. */
    source: ({ source }: Run): string | undefined => {
      // Runs that an earlier server stored say nothing of it.
      if (!source) return undefined
      return source.kind === 'file'
        ? t('solving.source.file', { file: source.fileName })
        : t(`solving.source.${source.mode}`)
    },
  }
}
