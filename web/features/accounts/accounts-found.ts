import type { Account } from '../../../server/contracts/account.ts'

/** Accounts whose name or e-mail address has all the words that are looked for; by name, those disabled last. */
export function accountsFound(accounts: readonly Account[], find: string): Account[] {
  const words = find
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const isOut = ({ state }: Account) => Number(state === 'disabled')
  return accounts
    .filter(({ displayName, email }) => words.every((word) => `${displayName} ${email}`.toLowerCase().includes(word)))
    .toSorted((a, b) => isOut(a) - isOut(b) || a.displayName.localeCompare(b.displayName) || (a.id < b.id ? -1 : 1))
}
