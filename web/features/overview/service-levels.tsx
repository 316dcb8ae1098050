import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { navigate } from '../../lib/route.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { type LevelVerdict, levelVerdict } from './level-verdict.ts'
import { QueueTarget } from './queue-target.tsx'
import { type Outcome, targetOfRun } from './target-of-run.ts'

type Level = PlanReportReply['serviceLevels'][number]

/** Each queue's simulated service level with its 95 % interval against its target. */
export function ServiceLevels({ levels, outcomes }: { levels: readonly Level[]; outcomes: readonly Outcome[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const met = levels.filter((level) => levelVerdict(level) === 'met').length
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('overview.serviceLevels')}</h2>
        <p className="soft">
          {t('overview.serviceMet', { met, count: levels.length, share: format.percent(0.95, 0) })}
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard */}
      <section className="table-frame" aria-label={t('overview.serviceLevels')} tabIndex={0}>
        <table className="service-levels">
          <thead>
            <tr>
              <th scope="col">{t('controls.queue')}</th>
              <th scope="col">{t('overview.target')}</th>
              <th scope="col">{t('overview.simulated')}</th>
              <th scope="col" className="level-column">
                <span className="hidden-text">{t('overview.interval95')}</span>
              </th>
              <th scope="col">{t('overview.verdict')}</th>
              <th scope="col">{t('overview.worst')}</th>
              <th scope="col" className="numeric">
                {t('overview.occupancy')}
              </th>
              <th scope="col" className="numeric">
                {t('overview.abandoned')}
              </th>
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <LevelRow key={level.queue} level={level} outcomes={outcomes} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function LevelRow({ level, outcomes }: { level: Level; outcomes: readonly Outcome[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const queue = usePlan().queues.find(({ id }) => id === level.queue)
  const verdict = levelVerdict(level)
  const share = (fraction: number | null, digits = 1) => (fraction === null ? '–' : format.percent(fraction, digits))
  return (
    <tr data-queue={level.queue}>
      <th scope="row">{names.queue(level.queue)}</th>
      <td>{queue ? <QueueTarget target={targetOfRun(queue.target, level, outcomes)} /> : level.target}</td>
      <td>
        <strong>{share(level.mean)}</strong>{' '}
        <span className="soft">
          [{share(level.lower95)} – {share(level.upper95)}]
        </span>
      </td>
      <td className="level-column">
        <LevelMark level={level} verdict={verdict} />
      </td>
      <td>
        <span className="chip" data-tone={verdict === 'met' ? 'good' : verdict === 'missed' ? 'bad' : 'warn'}>
          {t(`overview.level.${verdict}`)}
        </span>
      </td>
      <td>
        <WorstInterval level={level} />
      </td>
      <td className="numeric">{share(level.occupancy, 0)}</td>
      <td className="numeric">{share(level.abandonRate)}</td>
    </tr>
  )
}

/** Its weakest interval, with a way to look at it. */
function WorstInterval({ level: { queue, worstInterval } }: { level: Level }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!worstInterval) return '–'
  const { start, mean } = worstInterval
  return (
    <button
      type="button"
      className="plain"
      onClick={() => navigate({ view: 'coverage', queue, day: dateOf(start), at: start, as: undefined })}
    >
      {t('overview.worstAt', { when: format.moment(start), share: format.percent(mean, 0) })}
    </button>
  )
}

/** From half to all contacts: the interval as a bar, the mean as a dot, the target as a tick. */
function LevelMark({ level, verdict }: { level: Level; verdict: LevelVerdict }) {
  const { mean, lower95, upper95, targetShare } = level
  const floor = Math.min(0.5, lower95 ?? 0.5)
  const at = (share: number) => 4 + ((share - floor) / (1 - floor)) * 192
  return (
    <svg className="level-mark" data-verdict={verdict} viewBox="0 0 200 20" aria-hidden="true">
      <line className="level-axis" x1="4" x2="196" y1="10" y2="10" />
      {mean !== null && lower95 !== null && upper95 !== null && (
        <>
          <line className="level-range" x1={at(lower95)} x2={at(upper95)} y1="10" y2="10" />
          <circle className="level-mean" cx={at(mean)} cy="10" r="4" />
        </>
      )}
      <line className="level-target" x1={at(targetShare)} x2={at(targetShare)} y1="2" y2="18" />
    </svg>
  )
}
