import './watch-setting.css'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WatchSetting, WatchSettingContent } from '../../../../server/contracts/watch-setting.ts'
import { InvalidPlaces } from '../../../components/draft-fields.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Guarded } from '../../../components/guarded.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Sheet } from '../../../components/sheet.tsx'
import { ApiError } from '../../../lib/api.ts'
import { changeWatchSetting, watchSettingQuery } from '../../../lib/watch-setting-queries.ts'
import { usePlan } from '../../../lib/workspace.ts'
import { DeliveryList, TestMailForm } from './delivery-list.tsx'
import { LadderFields } from './ladder-fields.tsx'
import { LanguagePicker, ReportFields } from './report-fields.tsx'
import { contentOf, draftOf, problemsOf, type SettingDraft } from './setting-draft.ts'
import { BadAddresses } from './setting-fields.tsx'
import { QuietFields, WarningFields } from './warning-fields.tsx'

/** Opens what the plan warns of, and whom it tells. */
export function WatchSettingButton() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('intraday.watchSetting.open')}
      </button>
      {isOpen && (
        <Sheet title={t('intraday.watchSetting.title')} onClose={() => setOpen(false)}>
          <Guarded>
            <WatchSettingParts />
          </Guarded>
        </Sheet>
      )}
    </>
  )
}

function WatchSettingParts() {
  const { t } = useTranslation()
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const query = watchSettingQuery(planId)
  const { data: found } = useSuspenseQuery(query)
  // What others change meanwhile is told when it is saved, and does not change what is being written.
  const [setting, setSetting] = useState(found)
  const take = (changed: WatchSetting) => {
    client.setQueryData(query.queryKey, changed)
    setSetting(changed)
  }
  const save = useMutation({
    mutationFn: (content: WatchSettingContent) =>
      changeWatchSetting(planId, { expectedRevision: setting.revision, content }),
    onSuccess: take,
  })
  const reload = useMutation({ mutationFn: () => client.fetchQuery(query), onSuccess: take })
  const isOvertaken = save.error instanceof ApiError && save.error.code === 'conflict'
  return (
    <div className="watch-setting">
      {!setting.mail.isSetUp && (
        <Notice title={t('intraday.watchSetting.noMail')} tone="warn">
          <p>{t('intraday.watchSetting.noMailHint')}</p>
        </Notice>
      )}
      <SettingForm key={setting.revision} setting={setting} isBusy={save.isPending} onSave={save.mutate} />
      {save.error && <Failure error={save.error} />}
      {isOvertaken && (
        <button
          type="button"
          onClick={() => {
            save.reset()
            reload.mutate()
          }}
        >
          {t('intraday.watchSetting.reload')}
        </button>
      )}
      <p role="status" className="watch-saved">
        {save.isSuccess && t('intraday.watchSetting.saved')}
      </p>
      <section className="watch-deliveries">
        <h3>{t('unitRules.deliveries')}</h3>
        <TestMailForm language={setting.content.language} isSetUp={setting.mail.isSetUp} />
        <DeliveryList />
      </section>
    </div>
  )
}

interface SettingFormProps {
  readonly setting: WatchSetting
  readonly isBusy: boolean
  readonly onSave: (content: WatchSettingContent) => void
}

function SettingForm({ setting, isBusy, onSave }: SettingFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<SettingDraft>(() => draftOf(setting.content))
  const problems = useMemo(() => problemsOf(draft), [draft])
  const change = (part: Partial<SettingDraft>) => setDraft((now) => ({ ...now, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.places.size === 0) onSave(contentOf(draft))
  }
  return (
    <InvalidPlaces value={problems.places}>
      <BadAddresses value={problems.badAddresses}>
        <form onSubmit={submit} noValidate>
          <WarningFields draft={draft} onChange={change} />
          <LadderFields ladder={draft.ladder} webhooks={setting.webhooks} onChange={(ladder) => change({ ladder })} />
          <LanguagePicker value={draft.language} onChange={(language) => change({ language })} />
          <QuietFields draft={draft} onChange={change} />
          <ReportFields
            report={draft.dailyReport}
            language={draft.language}
            onChange={(dailyReport) => change({ dailyReport })}
          />
          <div className="dialog-actions">
            {problems.places.size > 0 && <span className="draft-problem">{t('intraday.watchSetting.cannotSave')}</span>}
            <button type="submit" className="primary" disabled={isBusy || problems.places.size > 0}>
              {t('settings.save')}
            </button>
          </div>
        </form>
      </BadAddresses>
    </InvalidPlaces>
  )
}
