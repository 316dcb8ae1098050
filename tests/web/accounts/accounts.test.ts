import { expect, test } from 'vitest'
import type { Account } from '../../../server/contracts/account.ts'
import { accountsFound } from '../../../web/features/accounts/accounts-found.ts'
import { draftOf, isWhole, membershipOf, NEW_MEMBERSHIP } from '../../../web/features/accounts/membership-draft.ts'
import { browserName } from '../../../web/features/accounts/own/browser-name.ts'

const account = (displayName: string, state: Account['state'] = 'active') =>
  ({ id: displayName, displayName, email: `${displayName.toLowerCase()}@example.com`, state }) as Account

test('accounts are found by all words of name and address; those disabled stand last', () => {
  const accounts = [account('Ada', 'disabled'), account('Cy'), account('Bo')]
  const names = (find: string) => accountsFound(accounts, find).map(({ displayName }) => displayName)
  expect(names('')).toEqual(['Bo', 'Cy', 'Ada'])
  expect(names('ADA example')).toEqual(['Ada'])
  expect(names('ada cy')).toEqual([])
})

test('a membership survives being written, and an empty person is none', () => {
  const scope = { kind: 'group' as const, ids: ['care'] }
  const stored = {
    unitId: 'main',
    role: 'agent' as const,
    scope,
    extraRights: ['audit.view' as const],
    employeeId: 'an',
  }
  expect(membershipOf(draftOf(stored))).toEqual({ role: 'agent', scope, extraRights: ['audit.view'], employeeId: 'an' })
  expect(membershipOf({ ...NEW_MEMBERSHIP, employeeId: ' ' }).employeeId).toBe(null)
  expect(isWhole(NEW_MEMBERSHIP)).toBe(true)
  expect(isWhole({ ...NEW_MEMBERSHIP, scope: { kind: 'group', ids: [] } })).toBe(false)
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1', 'Safari, iOS'],
  ['Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile MicroMessenger/8.0', 'WeChat, Android'],
  ['curl/8.1', 'curl/8.1'],
])('%s is called %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})
