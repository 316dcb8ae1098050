import { expect, test } from 'vitest'
import { type Me, type Membership, RIGHTS, rightsOf } from '../../server/contracts/access.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import { landingView, offeredViews, seesPlans } from '../../web/app/offered-views.ts'
import { VIEWS } from '../../web/lib/route.ts'

const plan = { id: 'p', unitId: 'main' } as Plan

function person(...memberships: Partial<Membership>[]): Me {
  const whole = memberships.map(
    (part): Membership => ({
      ...{ unitId: 'main', role: 'agent', scope: { kind: 'unit' }, extraRights: [], employeeId: null, ...part },
    }),
  )
  const held = new Set(whole.flatMap((membership) => [...rightsOf(membership)]))
  const rights = RIGHTS.filter((right) => held.has(right))
  return { actorId: 'a', displayName: 'A', email: 'a@example.com', memberships: whole, rights }
}

test('an administrator, and whoever needs no sign-in, is offered every view', () => {
  expect(offeredViews(person({ role: 'admin' }), plan)).toEqual([...VIEWS])
  const local = { ...person(), email: null, rights: [...RIGHTS] }
  expect(offeredViews(local, plan)).toEqual([...VIEWS])
  expect(landingView(local)).toBe('overview')
})

test('a scheduler is offered neither headcount nor accounts', () => {
  const offered = offeredViews(person({ role: 'scheduler' }), plan)
  expect(offered).toContain('roster')
  expect(offered).not.toContain('headcount')
  expect(offered).not.toContain('accounts')
})

test('who keeps people’s data sees to it in the administration, without keeping accounts', () => {
  const hr = person({ role: 'hr' })
  expect(hr.rights).not.toContain('accounts.manage')
  expect(offeredViews(hr, plan)).toContain('accounts')
  const ofPart = person({ role: 'hr', scope: { kind: 'site', ids: ['hz'] } })
  expect(offeredViews(ofPart, plan)).not.toContain('accounts')
})

test('a right in one unit opens no view of another unit’s plan', () => {
  const me = person({ role: 'scheduler' }, { role: 'manager', unitId: 'other' })
  expect(offeredViews(me, plan)).not.toContain('headcount')
  expect(offeredViews(me, { ...plan, unitId: 'other' })).toContain('headcount')
})

test('agents arrive at their own shifts, schedulers of vendors at their team, and see no plans', () => {
  const agent = person({ role: 'agent', employeeId: 'an' })
  expect(seesPlans(agent)).toBe(false)
  expect(landingView(agent)).toBe('mine')
  expect(offeredViews(agent, undefined)).toEqual(['mine'])
  const vendor = person({ role: 'vendorScheduler', scope: { kind: 'vendor', ids: ['north'] } })
  expect(landingView(vendor)).toBe('team')
  expect(offeredViews(vendor, undefined)).toEqual(['mine', 'team', 'requests'])
})

test('plans are seen whole or not at all', () => {
  const me = person({ role: 'scheduler', scope: { kind: 'site', ids: ['hz'] } })
  expect(seesPlans(me)).toBe(false)
  expect(offeredViews(me, undefined)).not.toContain('data')
  expect(landingView(me)).toBe('team')
})
