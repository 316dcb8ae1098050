import { useTranslation } from 'react-i18next'
import type { QueueTargets, TargetPreset } from '../../../server/contracts/queue-targets.ts'
import { localName } from '../../lib/format.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { presetTargetsOn } from './preview-agents.ts'
import { useTargetWords } from './use-target-words.ts'

interface TargetCardProps {
  readonly queue: QueueTargets
  readonly presets: readonly TargetPreset[]
  readonly onEdit: () => void
}

/** A queue's promises in words. */
export function TargetCard({ queue, presets, onEdit }: TargetCardProps) {
  const { t, i18n } = useTranslation()
  const words = useTargetWords()
  const { defaultWeek } = usePlan()
  const { settings } = queue
  const name = localName(queue, i18n.language)
  return (
    <section className="panel target-card" data-queue={queue.id}>
      <header className="panel-head">
        <h2>{name}</h2>
        <span className="chip">{t(`targets.channel.${queue.channel}`)}</span>
        <span className="at-end">
          <button type="button" className="quiet" onClick={onEdit} aria-label={t('targets.editThis', { queue: name })}>
            {t('targets.edit')}
          </button>
        </span>
      </header>
      <p className="target-main">{words.main(settings)}</p>
      <ul className="target-further">
        {settings.targets.map((target, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two targets may be alike, and nothing of them has a state
          <li key={index}>{words.further(target)}</li>
        ))}
        {settings.presets.map((id) => {
          const preset = presets.find((known) => known.id === id)
          return (
            <li key={id}>
              <strong>{preset ? localName(preset, i18n.language) : id}</strong>
              {presetTargetsOn(presets, [id], defaultWeek).map((target) => (
                <span key={target.kind} className="soft">
                  {words.further(target)}
                </span>
              ))}
            </li>
          )
        })}
      </ul>
      <QueueFacts queue={queue} />
    </section>
  )
}

function QueueFacts({ queue: { settings, openHours, concurrency, channel } }: { queue: QueueTargets }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useTargetWords()
  const facts: [head: string, fact: string][] = [
    [t('targets.openHours'), openHours.map(words.hours).join(t('controls.listComma'))],
  ]
  if (channel === 'chat') facts.push([t('targets.concurrency'), format.number(concurrency)])
  if (settings.kind === 'instant') {
    const { meanPatienceSeconds: patience, maxOccupancy, priority } = settings
    facts.push(
      [
        t('targets.patience'),
        patience === undefined
          ? t('targets.nobodyLeaves')
          : t('targets.leavesAfter', { wait: format.duration(patience) }),
      ],
      [t('targets.maxOccupancy'), maxOccupancy === 1 ? t('targets.noLimit') : format.percent(maxOccupancy)],
      [t('targets.priority'), t('targets.priorityOf', { priority })],
    )
  }
  return (
    <dl className="target-facts">
      {facts.map(([head, fact]) => (
        <div key={head}>
          <dt>{head}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
