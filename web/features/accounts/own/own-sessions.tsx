import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { endAllSessions, endSession, sessionsQuery } from '../../../lib/account-queries.ts'
import { forgetPerson } from '../../../lib/person-on-device.ts'
import { useFormat } from '../../../lib/workspace.ts'
import { AccountProblem } from '../account-problem.tsx'
import { browserName } from './browser-name.ts'

/** Where somebody is signed in. */
export function OwnSessions() {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { data: sessions } = useSuspenseQuery(sessionsQuery)
  const end = useMutation({ mutationFn: endSession, onSettled: () => client.invalidateQueries(sessionsQuery) })
  const endAll = useMutation({ mutationFn: leaveEverywhere })
  return (
    <>
      <ul className="account-list">
        {sessions.map(({ id, isCurrent, browser, startedAt, lastSeenAt }) => (
          <li key={id}>
            <span>
              <strong>{browser === null ? t('account.unknownBrowser') : browserName(browser)}</strong>{' '}
              {isCurrent && (
                <span className="chip" data-tone="good">
                  {t('account.thisSession')}
                </span>
              )}
              <br />
              <span className="soft">
                {t('account.sessionTimes', { started: format.moment(startedAt), seen: format.moment(lastSeenAt) })}
              </span>
            </span>
            {!isCurrent && (
              <button type="button" className="quiet" disabled={end.isPending} onClick={() => end.mutate(id)}>
                {t('account.endSession')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <AccountProblem error={end.error ?? endAll.error} />
      <div className="dialog-actions">
        <button type="button" className="danger" disabled={endAll.isPending} onClick={() => endAll.mutate()}>
          {t('account.endAll')}
        </button>
      </div>
    </>
  )
}

async function leaveEverywhere(): Promise<void> {
  await endAllSessions()
  await forgetPerson()
  window.location.replace(window.location.pathname)
}
