import { useTranslation } from 'react-i18next'
import type { SettingsItem } from '../../../server/contracts/settings.ts'
import { Answer } from '../../components/answer.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { editingById } from './draft.ts'
import { ItemDialog } from './item-dialog.tsx'
import { queueFacts, type WallWindow } from './queue-facts.ts'
import { NEW_QUEUE, QueueForm } from './queue-form.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { useSettingWords } from './use-setting-words.ts'
import { usesOf } from './uses.ts'

/** What contacts come in over, when, and what one of them takes. */
export function QueuesSection({ settings, item, onOpen, onDone }: SectionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  const { queues } = settings.sections
  const facts = queueFacts(queues)
  const open = queues.find((queue) => queue.item === item)
  return (
    <>
      <Answer question={t('settings.queues.question')}>
        {t('settings.queues.answer', {
          count: facts.queues,
          hours: format.number(facts.openHours, 1),
          promises: t('settings.queues.promises', {
            count: facts.instant,
            wait: format.duration(facts.longestWaitSeconds),
          }),
        })}
      </Answer>
      <section className="panel">
        <header className="panel-head">
          <h2>{t('settings.section.queues')}</h2>
          <span className="at-end">
            <OnlyWith right="plan.edit">
              <button type="button" className="quiet" onClick={() => onOpen(ADDED)}>
                {t('settings.queues.add')}
              </button>
            </OnlyWith>
          </span>
        </header>
        <QueueTable settings={settings} onOpen={onOpen} />
      </section>
      {(open || item === ADDED) && (
        <ItemDialog
          key={item}
          title={open ? t('settings.queues.titleOf', { name: words.nameOf(open) }) : t('settings.queues.add')}
          settings={settings}
          editing={editingById('queues', open?.item)}
          first={open?.value ?? NEW_QUEUE}
          uses={open ? words.uses(usesOf(settings, 'queue', open.item)) : []}
          onClose={() => onOpen(undefined)}
          onDone={(how) => onDone(open ? words.nameOf(open) : t('settings.queues.added'), how)}
        >
          {(draft) => <QueueForm draft={draft} settings={settings} isNew={!open} />}
        </ItemDialog>
      )}
    </>
  )
}

function QueueTable({ settings, onOpen }: Pick<SectionProps, 'settings' | 'onOpen'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  const number = (key: string, shown: (value: number) => string) => (queue: SettingsItem) =>
    queue.value[key] === undefined ? '–' : shown(Number(queue.value[key]))
  const columns: Column<SettingsItem>[] = [
    {
      ...{ key: 'name', head: t('settings.queue.name') },
      cell: (queue) => (
        <button type="button" className="plain" onClick={() => onOpen(queue.item)}>
          {words.nameOf(queue)}
        </button>
      ),
    },
    {
      ...{ key: 'channel', head: t('settings.queue.channel') },
      cell: ({ value }) => t(`targets.channel.${value.channel as 'phone' | 'chat' | 'ticket'}`),
    },
    {
      ...{ key: 'open', head: t('settings.queue.openHours') },
      cell: ({ value }) => (
        <span className="setting-lines">
          {(value.openHours as WallWindow[]).map((window) => (
            <span key={JSON.stringify(window)}>
              {`${window.from}–${window.to} `}
              <span className="soft">{words.weekdays(window.weekdays)}</span>
            </span>
          ))}
        </span>
      ),
    },
    { key: 'aht', head: t('settings.queue.aht'), cell: number('ahtSeconds', format.duration), numeric: true },
    {
      key: 'concurrency',
      head: t('settings.queue.concurrency'),
      cell: number('concurrency', format.number),
      numeric: true,
    },
    {
      key: 'patience',
      head: t('settings.queue.patience'),
      cell: number('meanPatienceSeconds', format.duration),
      numeric: true,
    },
    { key: 'priority', head: t('settings.queue.priority'), cell: number('priority', format.number), numeric: true },
    {
      ...{ key: 'price', head: t('settings.queue.price'), numeric: true },
      cell: ({ value }) => {
        const price = value.understaffingCostPerHour ?? value.overdueCostPerHour
        return price === undefined ? '–' : format.money(Number(price))
      },
    },
  ]
  return (
    <DataTable
      caption={t('settings.section.queues')}
      rows={settings.sections.queues}
      rowKey={({ item }) => item}
      columns={columns}
    />
  )
}
