import { useTranslation } from 'react-i18next'
import type { SettingsItem, SettingsValue } from '../../../server/contracts/settings.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { editingById } from './draft.ts'
import { NameField, NumberField, TextField } from './fields.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { stringAt, useSettingWords } from './use-setting-words.ts'
import { usesOf } from './uses.ts'

const KINDS = ['group', 'contract'] as const
type Kind = (typeof KINDS)[number]
const SECTION_OF = { group: 'groups', contract: 'contracts' } as const
const NEW: Readonly<Record<Kind, SettingsValue>> = {
  group: {},
  contract: {
    ...{ guaranteedMinutesPerWeek: 2400, ordinaryMinutesPerWeek: 2400 },
    ...{ overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 480 },
  },
}

/** What people are grouped by, and the terms that they work on. */
export function TermsPanels(props: SectionProps) {
  return (
    <div className="table-pair">
      {KINDS.map((kind) => (
        <TermsPanel key={kind} kind={kind} {...props} />
      ))}
    </div>
  )
}

function TermsPanel({ kind, settings, item, onOpen, onDone }: SectionProps & { kind: Kind }) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const section = SECTION_OF[kind]
  const items = settings.sections[section]
  const open = items.find((each) => `${kind}:${each.item}` === item)
  const isNew = item === `${ADDED}${kind}`
  const name = open ? words.nameOf(open) : t(`settings.terms.add.${kind}`)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t(`settings.${section}`)}</h2>
        <span className="at-end">
          <button type="button" className="quiet" onClick={() => onOpen(`${ADDED}${kind}`)}>
            {t(`settings.terms.add.${kind}`)}
          </button>
        </span>
      </header>
      <TermsTable kind={kind} settings={settings} onOpen={onOpen} />
      {(open || isNew) && (
        <ItemDialog
          key={item}
          title={name}
          settings={settings}
          editing={editingById(section, open?.item)}
          first={open?.value ?? NEW[kind]}
          uses={open ? words.uses(usesOf(settings, kind, open.item)) : []}
          onClose={() => onOpen(undefined)}
          onDone={(how) => onDone(open ? name : t(`settings.terms.added.${kind}`), how)}
        >
          {() => <TermsForm kind={kind} isNew={!open} />}
        </ItemDialog>
      )}
    </section>
  )
}

function TermsForm({ kind, isNew }: { kind: Kind; isNew: boolean }) {
  const { t } = useTranslation()
  const hours = { unit: t('targets.hoursUnit'), scale: 1 / 60 }
  return (
    <div className="setting-fields">
      {isNew && <TextField path={['id']} label={t('settings.id')} hint={t('settings.idHint')} />}
      <NameField path={['name']} />
      {kind === 'group' ? (
        <>
          <TextField path={['zone']} label={t('settings.terms.zone')} hint={t('settings.terms.zoneHint')} />
          <TextField path={['site']} label={t('team.site')} hint={t('settings.terms.siteHint')} />
          <TextField path={['vendor']} label={t('team.vendor')} hint={t('settings.terms.vendorHint')} />
          <NumberField
            path={['maxOffPerDay']}
            label={t('settings.terms.maxOff')}
            step={1}
            hint={t('settings.terms.maxOffHint')}
          />
        </>
      ) : (
        <>
          <NumberField
            path={['guaranteedMinutesPerWeek']}
            label={t('settings.terms.guaranteed')}
            {...hours}
            hint={t('settings.terms.guaranteedHint')}
          />
          <NumberField
            path={['ordinaryMinutesPerWeek']}
            label={t('settings.terms.ordinary')}
            {...hours}
            hint={t('settings.terms.ordinaryHint')}
          />
          <NumberField path={['overtimePremium']} label={t('settings.terms.premium')} unit="%" scale={100} />
          <NumberField path={['maxOvertimeMinutesPerWeek']} label={t('settings.terms.maxOvertime')} {...hours} />
        </>
      )}
    </div>
  )
}

function TermsTable({ kind, settings, onOpen }: Pick<SectionProps, 'settings' | 'onOpen'> & { kind: Kind }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  const people = Map.groupBy(settings.sections.people, ({ value }) => stringAt(value, kind))
  const hours =
    (key: string) =>
    ({ value }: SettingsItem) =>
      format.number(Number(value[key]) / 60, 1)
  const columns: Column<SettingsItem>[] = [
    {
      ...{ key: 'name', head: t('settings.name') },
      cell: (each) => (
        <button type="button" className="plain" onClick={() => onOpen(`${kind}:${each.item}`)}>
          {words.nameOf(each)}
        </button>
      ),
    },
    ...(kind === 'group'
      ? [
          {
            key: 'zone',
            head: t('settings.terms.zone'),
            cell: ({ value }: SettingsItem) => stringAt(value, 'zone') || settings.zone,
          },
          { key: 'site', head: t('team.site'), cell: ({ value }: SettingsItem) => stringAt(value, 'site') },
          { key: 'vendor', head: t('team.vendor'), cell: ({ value }: SettingsItem) => stringAt(value, 'vendor') },
          {
            key: 'maxOff',
            head: t('settings.terms.maxOff'),
            cell: ({ value }: SettingsItem) => stringAt(value, 'maxOffPerDay'),
            numeric: true,
          },
        ]
      : [
          {
            key: 'guaranteed',
            head: t('settings.terms.guaranteed'),
            cell: hours('guaranteedMinutesPerWeek'),
            numeric: true,
          },
          { key: 'ordinary', head: t('settings.terms.ordinary'), cell: hours('ordinaryMinutesPerWeek'), numeric: true },
          {
            key: 'overtime',
            head: t('settings.terms.maxOvertime'),
            cell: hours('maxOvertimeMinutesPerWeek'),
            numeric: true,
          },
        ]),
    {
      key: 'people',
      head: t('settings.section.people'),
      cell: ({ item }) => format.number(people.get(item)?.length ?? 0),
      numeric: true,
    },
  ]
  return (
    <DataTable
      caption={t(`settings.${SECTION_OF[kind]}`)}
      rows={settings.sections[SECTION_OF[kind]]}
      rowKey={({ item }) => item}
      columns={columns}
    />
  )
}
