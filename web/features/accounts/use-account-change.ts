import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Account, AccountWithLink, MembershipChange } from '../../../server/contracts/account.ts'
import {
  accountsQuery,
  changeMembership,
  newPasswordLink,
  removeMembership,
  switchAccount,
} from '../../lib/account-queries.ts'
import { ApiError } from '../../lib/api.ts'

export type AccountChange = ReturnType<typeof useAccountChange>

/** Changes of one account; each tells of the last, and what others did meanwhile is shown at once. */
export function useAccountChange(account: Account) {
  const client = useQueryClient()
  const put = useMutation({
    mutationFn: (act: () => Promise<Account | AccountWithLink>) => act(),
    onSuccess: (reply) => {
      const changed = 'account' in reply ? reply.account : reply
      client.setQueryData(accountsQuery.queryKey, (accounts) =>
        accounts?.map((other) => (other.id === changed.id ? changed : other)),
      )
    },
    onSettled: () => client.invalidateQueries(accountsQuery),
  })
  const { id, revision } = account
  return {
    error: put.error,
    isBusy: put.isPending,
    isConflict: put.error instanceof ApiError && put.error.code === 'conflict',
    isDone: put.isSuccess && put.data !== undefined && !('link' in put.data),
    /** The way in that was made last; told this once. */
    link: put.data !== undefined && 'link' in put.data ? put.data : undefined,
    makeLink: () => put.mutate(() => newPasswordLink(id)),
    switchTo: (to: 'disable' | 'enable') => put.mutate(() => switchAccount(id, to, revision)),
    save: (unitId: string, change: MembershipChange) => put.mutate(() => changeMembership(id, unitId, change)),
    remove: (unitId: string, of: number) => put.mutate(() => removeMembership(id, unitId, of)),
  }
}
