import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_NOTE_CHARACTERS, type PersonRequest } from '../../../server/contracts/request.ts'
import { Failure } from '../../components/failure.tsx'
import { decideRequest, requestCheckQuery } from '../../lib/team-queries.ts'
import { CheckResult } from './check-result.tsx'

/** What approving would do, a word to the person, and the decision. A refusal takes a reason. */
export function DecideForm({ request }: { request: PersonRequest }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, revision, unitId } = request
  const check = useQuery(requestCheckQuery(id, revision))
  const [answer, setAnswer] = useState('')
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'refuse') => decideRequest(id, decision, revision, answer.trim()),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['units', unitId] }),
        client.invalidateQueries({ queryKey: ['requests', id] }),
      ]),
  })
  const isRefused = check.data?.isRefused ?? false
  return (
    <div className="decide-form">
      {check.data && <CheckResult check={check.data} />}
      {check.isPending && <p className="soft">{t('inbox.checking')}</p>}
      {check.error && <Failure error={check.error} onRetry={() => void check.refetch()} />}
      <label className="ask-note">
        <span>{t('inbox.answer')}</span>
        <textarea
          rows={2}
          maxLength={MOST_NOTE_CHARACTERS}
          value={answer}
          onChange={({ target }) => setAnswer(target.value)}
        />
      </label>
      <div className="toolbar">
        <button
          type="button"
          disabled={decide.isPending || isRefused || !check.data}
          onClick={() => decide.mutate('approve')}
        >
          {t('inbox.approve')}
        </button>
        <button
          type="button"
          className="danger"
          disabled={decide.isPending || answer.trim() === ''}
          onClick={() => decide.mutate('refuse')}
        >
          {t('inbox.refuse')}
        </button>
        {answer.trim() === '' && <span className="soft">{t('inbox.reasonNeeded')}</span>}
      </div>
      {decide.error && <Failure error={decide.error} />}
    </div>
  )
}
