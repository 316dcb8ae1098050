import { useTranslation } from 'react-i18next'
import type { RulePack } from '../../../solver/domain/rule-packs/rule-pack.ts'
import { localName } from '../../lib/format.ts'
import { editingById } from './draft.ts'
import { ChecksField, TextField } from './fields.tsx'
import { FieldGroup, useValue } from './form-context.tsx'
import { ItemDialog } from './item-dialog.tsx'
import type { SectionProps } from './section-props.ts'
import { useSettingWords } from './use-setting-words.ts'

type PackDialogProps = Pick<SectionProps, 'settings' | 'onOpen' | 'onDone'> & { readonly pack: RulePack }

/** Putting a pack in force: for whom, which of its rules, and until when it is approved. */
export function PackDialog({ pack, settings, onOpen, onDone }: PackDialogProps) {
  const { t, i18n } = useTranslation()
  const words = useSettingWords(settings)
  const use = settings.sections.rulePacks.find(({ item }) => item === pack.id)
  const name = localName(pack, i18n.language)
  const none = t('settings.all')
  return (
    <ItemDialog
      title={name}
      settings={settings}
      editing={editingById('rulePacks', pack.id)}
      first={use?.value ?? { id: pack.id }}
      removalNote={t('settings.packs.offAsk')}
      onClose={() => onOpen(undefined)}
      onDone={(how) => onDone(name, how)}
    >
      {() => (
        <>
          <p>{t('settings.packs.advice')}</p>
          {pack.needsApproval && (
            <TextField
              path={['approvedUntil']}
              type="date"
              label={t('settings.packs.approvedUntil')}
              hint={t('settings.packs.approvedHint')}
            />
          )}
          <RulesInForce pack={pack} />
          <ChecksField
            path={['appliesTo', 'groups']}
            label={t('settings.groups')}
            options={words.options('groups')}
            none={none}
          />
          <ChecksField
            path={['appliesTo', 'contracts']}
            label={t('settings.contracts')}
            options={words.options('contracts')}
            none={none}
          />
          {words.roles().length > 0 && (
            <ChecksField
              path={['appliesTo', 'roles']}
              label={t('settings.roles')}
              options={words.roles()}
              none={none}
            />
          )}
        </>
      )}
    </ItemDialog>
  )
}

/** Rules and terms of the pack that hold here: those that do not are written down. */
function RulesInForce({ pack }: { pack: RulePack }) {
  const { t, i18n } = useTranslation()
  const [without = [], setWithout] = useValue<readonly string[]>(['without'])
  const toggle = (id: string) => {
    const next = without.includes(id) ? without.filter((other) => other !== id) : [...without, id]
    setWithout(next.length === 0 ? undefined : next)
  }
  const texts = [...pack.rules, ...pack.contractTerms]
  if (texts.length === 0) return null
  return (
    <FieldGroup path={['without']} label={t('settings.packs.rules')}>
      <ul>
        {texts.map((text) => (
          <li key={text.id}>
            <label className="setting-check">
              <input type="checkbox" checked={!without.includes(text.id)} onChange={() => toggle(text.id)} />
              {localName(text, i18n.language)}
            </label>
          </li>
        ))}
      </ul>
    </FieldGroup>
  )
}
