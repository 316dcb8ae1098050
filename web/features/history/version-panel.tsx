import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Version } from '../../../server/contracts/version.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { versionsQuery } from '../../lib/history-queries.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { publishingRuleQuery } from '../../lib/unit-queries.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { ProposeDialog } from './propose-dialog.tsx'
import { VersionActions } from './version-actions.tsx'
import { lastStep, STATE_TONES, versionsByKind, waitingVersions } from './version-facts.ts'

/** What waits for a decision, and all versions by kind. */
export function VersionPanel() {
  const { t } = useTranslation()
  const plan = usePlan()
  const { data: versions } = useSuspenseQuery(versionsQuery(plan.id))
  const [isProposing, setIsProposing] = useState(false)
  const waiting = waitingVersions(versions)
  const { data: rule } = useQuery(publishingRuleQuery(plan.unitId))
  return (
    <>
      <section className="panel">
        <div className="history-head">
          <h2>{t('history.inbox')}</h2>
          <OnlyWith right="plan.edit">
            <button type="button" onClick={() => setIsProposing(true)}>
              {t('history.propose')}
            </button>
          </OnlyWith>
        </div>
        {rule?.fourEyes && <p className="soft">{t('unitRules.fourEyesOn')}</p>}
        {waiting.length === 0 ? (
          <p className="soft">{t('history.inboxEmpty')}</p>
        ) : (
          <VersionTable caption={t('history.inbox')} shown={waiting} versions={versions} />
        )}
      </section>
      {versions.length === 0 && (
        <Notice title={t('history.none')}>
          <p>{t('history.noneHint')}</p>
        </Notice>
      )}
      {versionsByKind(versions).map((group) => (
        <section key={group.kind} className="panel">
          <h2>{t(`history.kinds.${group.kind}`)}</h2>
          <VersionTable caption={t(`history.kinds.${group.kind}`)} shown={group.versions} versions={versions} />
        </section>
      ))}
      {isProposing && <ProposeDialog onClose={() => setIsProposing(false)} />}
    </>
  )
}

interface VersionTableProps {
  readonly caption: string
  readonly shown: readonly Version[]
  readonly versions: readonly Version[]
}

function VersionTable({ caption, shown, versions }: VersionTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useServerWords()
  const nameOf = useVersionName()
  return (
    <DataTable
      caption={caption}
      rows={shown}
      rowKey={({ id }) => id}
      columns={[
        { key: 'what', head: t('history.what'), cell: (version) => nameOf(version) },
        {
          key: 'state',
          head: t('history.state'),
          cell: ({ state }) => (
            <span className="chip" data-tone={STATE_TONES[state]}>
              {t(`history.stateOf.${state}`)}
            </span>
          ),
        },
        {
          key: 'last',
          head: t('history.lastStep'),
          cell: (version) => {
            const { name, at } = lastStep(version)
            return `${words(name)}, ${format.moment(at)}`
          },
        },
        {
          key: 'notes',
          head: t('history.notes'),
          cell: ({ notes, returned, state }) => (state === 'draft' && returned ? returned.reason : notes),
        },
        {
          key: 'actions',
          head: t('history.actions'),
          cell: (version) => <VersionActions version={version} versions={versions} name={nameOf(version)} />,
        },
      ]}
    />
  )
}

/** What a version is of, and its number. */
function useVersionName(): (version: Version) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return ({ kind, name, number, firstDay, lastDay }) => {
    const days = firstDay && lastDay ? `${format.day(firstDay)} – ${format.day(lastDay)}` : names.scenario(name)
    return t('history.versionName', { kind: t(`history.kind.${kind}`), name: days, number })
  }
}
