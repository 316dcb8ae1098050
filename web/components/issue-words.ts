import { useTranslation } from 'react-i18next'
import type { InputIssueReply } from '../../server/contracts/api-error.ts'
import { useServerWords } from '../lib/server-words.ts'

/** Fields of accounts as people know them; the last part of the column names them. */
const FIELDS = [
  'email',
  'password',
  'currentPassword',
  'newPassword',
  'displayName',
  'name',
  'id',
  'employeeId',
  'url',
] as const

/** What is wrong with a field of a form about accounts, as a sentence, and what to do. */
export function useIssueWords(): (issue: InputIssueReply) => string {
  const { t } = useTranslation()
  const said = useServerWords()
  return ({ column, problem, hint }) => {
    const field = FIELDS.find((known) => known === column?.split(/[./]/).at(-1))
    return t('fieldProblem.sentence', {
      field: field ? t(`fieldProblem.${field}`) : (column ?? ''),
      problem: said(problem),
      hint: said(hint),
    }).trim()
  }
}
