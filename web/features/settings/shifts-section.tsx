import { useTranslation } from 'react-i18next'
import type { SettingsValue } from '../../../server/contracts/settings.ts'
import { Answer } from '../../components/answer.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { editingById } from './draft.ts'
import { ItemDialog } from './item-dialog.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { shiftFacts } from './shift-facts.ts'
import { ShiftForm } from './shift-form.tsx'
import { ShiftPicture } from './shift-picture.tsx'
import { useSettingWords } from './use-setting-words.ts'
import { usesOf } from './uses.ts'

const NEW_SHIFT: SettingsValue = {
  startTimes: ['09:00'],
  lengthMinutes: 540,
  breaks: [{ kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 180, latestStartMinutes: 270 }],
}

/** Which shifts there are to be worked. */
export function ShiftsSection({ settings, item, onOpen, onDone }: SectionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  const templates = settings.sections.shiftTemplates
  const facts = shiftFacts(templates)
  const open = templates.find((template) => template.item === item)
  const source = templates.find((template) => `${ADDED}${template.item}` === item)
  const { id: _, name: __, ...copied } = source?.value ?? {}
  const hours = (minutes: number) => format.number(minutes / 60, 1)
  return (
    <>
      <Answer question={t('settings.shifts.question')}>
        {t('settings.shifts.answer', {
          ...{ count: templates.length, first: facts.firstStart, last: facts.lastStart },
          ...{ shortest: hours(facts.shortestMinutes), longest: hours(facts.longestMinutes) },
          starts: t('settings.shifts.starts', { count: facts.starts }),
        })}
      </Answer>
      <section className="panel">
        <header className="panel-head">
          <h2>{t('settings.section.shifts')}</h2>
          <span className="at-end">
            <OnlyWith right="plan.edit">
              <button type="button" className="quiet" onClick={() => onOpen(ADDED)}>
                {t('settings.shifts.add')}
              </button>
            </OnlyWith>
          </span>
        </header>
        <ShiftList settings={settings} onOpen={onOpen} />
      </section>
      {(open || item?.startsWith(ADDED)) && (
        <ItemDialog
          key={item}
          title={open ? t('settings.shifts.titleOf', { name: words.nameOf(open) }) : t('settings.shifts.add')}
          settings={settings}
          editing={editingById('shiftTemplates', open?.item)}
          first={open?.value ?? (source ? copied : NEW_SHIFT)}
          uses={open ? words.uses(usesOf(settings, 'template', open.item)) : []}
          onClose={() => onOpen(undefined)}
          onDone={(how) => onDone(open ? words.nameOf(open) : t('settings.shifts.added'), how)}
        >
          {(draft) => <ShiftForm draft={draft} settings={settings} isNew={!open} />}
        </ItemDialog>
      )}
    </>
  )
}

function ShiftList({ settings, onOpen }: Pick<SectionProps, 'settings' | 'onOpen'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  return (
    <ul className="shift-list">
      {settings.sections.shiftTemplates.map((template) => {
        const { value } = template
        const name = words.nameOf(template)
        const openTo = [
          ...asList(value.groups).map((id) => words.nameIn('groups', id)),
          ...asList(value.contracts).map((id) => words.nameIn('contracts', id)),
          ...asList(value.roles),
        ]
        return (
          <li key={template.item} data-template={template.item}>
            <div className="shift-words">
              <h3>
                <button type="button" className="plain" onClick={() => onOpen(template.item)}>
                  {name}
                </button>
              </h3>
              <p className="soft">
                {[
                  t('settings.shifts.hours', { hours: format.number(Number(value.lengthMinutes) / 60, 2) }),
                  words.weekdays(value.weekdays),
                  openTo.length > 0 ? words.list(openTo) : t('settings.shifts.forAll'),
                  ...(value.onCall === true ? [t('settings.shift.onCall')] : []),
                ].join(' · ')}
              </p>
            </div>
            <ShiftPicture value={value} />
            <button
              type="button"
              className="quiet"
              onClick={() => onOpen(`${ADDED}${template.item}`)}
              aria-label={t('settings.copyThis', { what: name })}
            >
              {t('settings.copy')}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
