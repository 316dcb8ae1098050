import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { VERSION_KINDS, type VersionKind, type VersionRequest } from '../../../server/contracts/version.ts'
import { Picker } from '../../components/picker.tsx'
import { proposeVersion, versionsQuery } from '../../lib/history-queries.ts'
import { forecastsQuery, runsQuery } from '../../lib/queries.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { HistoryDialog } from './history-dialog.tsx'

/** Keeps something of the plan as it is now, and asks for its publishing. */
export function ProposeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const plan = usePlan()
  const client = useQueryClient()
  const sources = useSources()
  const [id] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<VersionKind>('roster')
  const [chosen, setChosen] = useState<string>()
  const [notes, setNotes] = useState('')
  const options = sources[kind]
  const source = options.find(({ value }) => value === chosen)?.value ?? options[0]?.value
  const propose = useMutation({
    mutationFn: () => proposeVersion(plan.id, requestOf(kind, source ?? '', { id, notes, submit: true })),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries(versionsQuery(plan.id)),
  })
  return (
    <HistoryDialog
      title={t('history.proposeTitle')}
      action={t('history.propose')}
      isBusy={propose.isPending || source === undefined}
      error={propose.error}
      onSubmit={() => propose.mutate()}
      onClose={onClose}
    >
      <p className="soft">{t('history.proposeHint')}</p>
      <Picker
        label={t('history.what')}
        value={kind}
        options={VERSION_KINDS.map((value) => ({ value, label: t(`history.kind.${value}`) }))}
        onChange={(value) => setKind(value as VersionKind)}
      />
      {source === undefined ? (
        <p>{t('history.nothingToPropose')}</p>
      ) : (
        <Picker label={t('history.source')} value={source} options={options} onChange={setChosen} />
      )}
      <label className="history-field">
        <span>{t('history.notes')}</span>
        <textarea rows={2} maxLength={500} value={notes} onChange={(event) => setNotes(event.target.value)} />
      </label>
    </HistoryDialog>
  )
}

type Common = Pick<VersionRequest, 'id' | 'notes' | 'submit'>

function requestOf(kind: VersionKind, source: string, common: Common): VersionRequest {
  if (kind === 'scenario') return { ...common, kind, scenarioId: source }
  if (kind === 'forecast') return { ...common, kind, forecastId: source }
  return { ...common, kind, runId: source }
}

type Options = readonly { readonly value: string; readonly label: string }[]

/** What there is to be proposed, newest first. */
function useSources(): Record<VersionKind, Options> {
  const plan = usePlan()
  const format = useFormat()
  const names = useNames()
  const { data: runs } = useSuspenseQuery(runsQuery(plan.id))
  const { data: forecasts } = useSuspenseQuery(forecastsQuery(plan.id))
  const ofRuns = runs
    .filter(({ state }) => state === 'succeeded')
    .map((run) => ({
      value: run.id,
      label: `${format.week(run.week, run.weeks)} · ${names.scenario(run.scenario)} · ${format.moment(run.createdAt)}`,
    }))
  const ofForecasts = forecasts
    .filter(({ state }) => state === 'succeeded')
    .map(({ id, from, createdAt }) => ({ value: id, label: `${format.day(from)} · ${format.moment(createdAt)}` }))
  const ofScenarios = plan.scenarios
    .filter(({ id }) => id !== 'baseline')
    .map(({ id }) => ({ value: id, label: names.scenario(id) }))
  return { roster: ofRuns, requirement: ofRuns, forecast: ofForecasts, scenario: ofScenarios }
}
