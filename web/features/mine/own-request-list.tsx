import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonRequest } from '../../../server/contracts/request.ts'
import type { OwnPerson } from '../../../server/contracts/team.ts'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { RequestOutcome, RequestState } from '../../components/request-state.tsx'
import { clockOf } from '../../lib/planning-week.ts'
import { agreeRequest, ownRequestsQuery, stepRequest } from '../../lib/team-queries.ts'
import { useRequestWords } from '../../lib/use-request-words.ts'
import { dateOf } from '../../lib/week-grid.ts'
import type { OwnWeek } from './own-weeks.ts'
import type { OwnWords } from './own-words.ts'

interface OwnRequestListProps {
  readonly person: OwnPerson
  readonly weeks: readonly OwnWeek[]
  readonly words: OwnWords
}

/** Swaps that colleagues ask the reader for, and what the reader asked for, newest first. */
export function OwnRequestList({ person, weeks, words }: OwnRequestListProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(ownRequestsQuery)
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const ofUnit = ({ unitId }: PersonRequest) => unitId === person.unitId
  const asked = data.asked.filter(ofUnit)
  const own = data.requests.filter(ofUnit).toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1))
  return (
    <>
      {asked.length > 0 && (
        <section className="panel" aria-labelledby="asked-of-me">
          <h2 id="asked-of-me">{t('ask.ofMe', { count: asked.length })}</h2>
          <ul className="request-list">
            {asked.map((request) => (
              <AskedOfMe key={request.id} {...{ request, person, weeks, words }} />
            ))}
          </ul>
        </section>
      )}
      <section className="panel" aria-labelledby="my-requests">
        <h2 id="my-requests">{t('ask.mine')}</h2>
        {own.length === 0 && <p className="soft">{t('ask.none')}</p>}
        <ul className="request-list">
          {own.map((request) => (
            <OwnRequest key={request.id} request={request} words={words} />
          ))}
        </ul>
      </section>
    </>
  )
}

function useStep() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: () => Promise<PersonRequest>) => step(),
    onSettled: () => client.invalidateQueries({ queryKey: ['own'] }),
  })
}

function OwnRequest({ request, words }: { request: PersonRequest; words: OwnWords }) {
  const { t } = useTranslation()
  const told = useRequestWords({ template: words.template, person: (id) => id })(request)
  const step = useStep()
  const isOpen = request.state === 'asked' || request.state === 'agreed'
  return (
    <li>
      <p>
        <strong>{told.what}</strong> <RequestState request={request} />
      </p>
      <p>{told.when}</p>
      <p className="soft">{t('request.askedAt', { when: words.format.moment(request.askedAt) })}</p>
      {request.note && <p className="soft">{request.note}</p>}
      <RequestOutcome request={request} format={words.format} />
      {isOpen && (
        <button
          type="button"
          className="quiet"
          disabled={step.isPending}
          onClick={() => step.mutate(() => stepRequest(request.id, 'withdraw', request.revision))}
        >
          {t('ask.withdraw')}
        </button>
      )}
      {step.error && <Failure error={step.error} />}
    </li>
  )
}

interface AskedOfMeProps extends OwnRequestListProps {
  readonly request: PersonRequest
}

/** A colleague's shift to take over, with one of the reader's own in return where that is asked for. */
function AskedOfMe({ request, person, weeks, words }: AskedOfMeProps) {
  const { t } = useTranslation()
  const told = useRequestWords({ template: words.template, person: (id) => id })(request)
  const step = useStep()
  const [returned, setReturned] = useState('')
  const { subject, revision, id } = request
  if (subject.kind !== 'swap') return null
  const own = weeks.flatMap(({ shifts }) => shifts)
  const inReturn = own.filter(({ start }) => subject.returnDates.includes(dateOf(start)))
  const needsReturn = subject.returnDates.length > 0
  const agree = () => {
    const { employeeId } = person
    step.mutate(() => agreeRequest(id, { revision, employeeId, returnShiftId: needsReturn ? returned : null }))
  }
  return (
    <li>
      <p>
        <strong>{t('ask.fromPerson', { who: request.employeeName })}</strong> <RequestState request={request} />
      </p>
      <p>{told.what}</p>
      {request.state === 'asked' && (
        <>
          {needsReturn && inReturn.length === 0 && <p className="soft">{t('ask.noReturn')}</p>}
          {inReturn.length > 0 && (
            <label className="ask-note">
              <span>{t('ask.giveBack')}</span>
              <select value={returned} onChange={({ target }) => setReturned(target.value)}>
                <option value="">{t('ask.choose')}</option>
                {inReturn.map(({ id: shiftId, start, end }) => (
                  <option key={shiftId} value={shiftId ?? ''}>
                    {`${words.format.day(dateOf(start))} ${clockOf(start)}–${clockOf(end)}`}
                  </option>
                ))}
              </select>
            </label>
          )}
          <div className="toolbar">
            <button type="button" disabled={step.isPending || (needsReturn && returned === '')} onClick={agree}>
              {t('ask.agree')}
            </button>
            <button
              type="button"
              className="quiet"
              disabled={step.isPending}
              onClick={() => step.mutate(() => stepRequest(id, 'decline', revision))}
            >
              {t('ask.decline')}
            </button>
          </div>
        </>
      )}
      {step.error && <Failure error={step.error} />}
    </li>
  )
}
