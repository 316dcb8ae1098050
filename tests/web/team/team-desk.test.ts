import { expect, test } from 'vitest'
import type { Me, Membership } from '../../../server/contracts/access.ts'
import type { PersonRequest, RequestSubject } from '../../../server/contracts/request.ts'
import type { PublishedShift, TeamPerson, TeamShifts } from '../../../server/contracts/team.ts'
import { foundRequests } from '../../../web/features/requests/found-requests.ts'
import { NOBODY, proposedChange, SAME_PERSON } from '../../../web/features/team/proposed-change.ts'
import { atWork, teamGrid } from '../../../web/features/team/team-grid.ts'
import { isToDecide, isUnderWay } from '../../../web/lib/request-standing.ts'
import { unitsWith } from '../../../web/lib/team-units.ts'

const person = (employeeId: string, name: string, groupId: string): TeamPerson => ({
  ...{ employeeId, name, groupId, site: null, vendor: null, zone: 'Asia/Shanghai' },
})
const group = (id: string) => ({ id, name: id, site: null, vendor: null, maxOffPerDay: null })
const shift = (employeeId: string, day: string, paidCost: number | null = null): PublishedShift => ({
  ...{ id: `${employeeId} ${day}`, unitId: 'main', employeeId, groupId: 'care', zone: 'Asia/Shanghai', onCall: false },
  ...{ templateId: 'day', templateName: 'Day', breaks: [], activities: [], queues: [], paidMinutes: 480, paidCost },
  ...{ publicationId: 'p', start: `${day}T09:00+08:00`, end: `${day}T18:00+08:00` },
})
const TEAM: TeamShifts = {
  unitId: 'main',
  published: [
    {
      ...{ publicationId: 'p', unitId: 'main', runId: 'run', week: '2026-11-09', weeks: 1, currency: 'CNY' },
      ...{ publishedAt: '2026-11-01T00:00:00Z', rosterSha256: '' },
    },
  ],
  groups: [group('care'), group('empty'), group('vendor')],
  people: [person('an', '安安', 'care'), person('bo', 'Bo', 'care'), person('vi', 'Vi', 'vendor')],
  shifts: [shift('an', '2026-11-09', 100), shift('an', '2026-11-10', 150), shift('bo', '2026-11-10')],
}

const request = (id: string, parts: Partial<PersonRequest> & { readonly subject: RequestSubject }): PersonRequest => ({
  ...{ id, kind: parts.subject.kind, unitId: 'main', employeeId: 'bo', employeeName: 'Bo', groupId: 'care' },
  ...{ state: 'asked', revision: 1, askedAt: '2026-11-01T00:00:00Z', askedBy: 'Bo', decidedAt: null, decidedBy: null },
  ...{ answer: '', effect: null, ...parts },
})
const OFF = { kind: 'timeOff', start: '2026-11-11T00:00', end: '2026-11-13T00:00', reason: 'paid' } as const
const SWAP = {
  ...{ kind: 'swap', colleagueId: null, colleagueName: null, offeredToGroup: true, returnDates: [], returnShift: null },
  shift: { id: 's', employeeId: 'bo', start: '', end: '', templateId: 'day', templateName: 'Day' },
} satisfies RequestSubject

test('the grid has everybody of the groups that have people, what each day is, and costs where all of them are told', () => {
  const grid = teamGrid(TEAM, '2026-11-09', [request('off', { subject: OFF, state: 'approved' })])
  expect(grid.map(({ group: { id }, rows }) => [id, rows.map((row) => row.person.employeeId)])).toEqual([
    ['care', ['an', 'bo']],
    ['vendor', ['vi']],
  ])
  const [an, bo] = grid[0]!.rows
  expect(bo?.cells.map(({ standing }) => standing)).toEqual([
    ...['off', 'works', 'timeOff', 'timeOff', 'off', 'off', 'off'],
  ])
  expect([an?.paidMinutes, an?.paidCost, bo?.paidCost]).toEqual([960, 250, null])
})

test('what was only asked for, and other people, are no time off; a week that is not out is not planned', () => {
  const requests = [
    request('asked', { subject: OFF }),
    request('vi', { subject: OFF, state: 'approved', employeeId: 'vi' }),
  ]
  const [bo] = teamGrid(TEAM, '2026-11-09', requests, { find: 'BO' })[0]!.rows
  expect(bo?.cells.map(({ standing }) => standing)).not.toContain('timeOff')
  const later = teamGrid({ ...TEAM, shifts: [] }, '2026-11-16', [])
  expect(
    new Set(later.flatMap(({ rows }) => rows.flatMap((row) => row.cells.map(({ standing }) => standing)))),
  ).toEqual(new Set(['unplanned']))
})

test('people are found by name or number, within a group', () => {
  const found = (wanted: Parameters<typeof teamGrid>[3]) =>
    teamGrid(TEAM, '2026-11-09', [], wanted).flatMap(({ rows }) => rows.map((row) => row.person.employeeId))
  expect(found({ find: '安' })).toEqual(['an'])
  expect(found({ group: 'vendor' })).toEqual(['vi'])
  expect(found({ group: 'vendor', find: 'bo' })).toEqual([])
})

test('at work is who has begun and not ended; standing by is not', () => {
  const at = (text: string, shifts = TEAM.shifts) => atWork(shifts, Date.parse(text))
  expect(at('2026-11-10T08:59+08:00')).toBe(0)
  expect(at('2026-11-10T09:00+08:00')).toBe(2)
  expect(at('2026-11-10T18:00+08:00')).toBe(0)
  expect(
    at(
      '2026-11-10T12:00+08:00',
      TEAM.shifts.map((one) => ({ ...one, onCall: true })),
    ),
  ).toBe(0)
})

test('a proposal says what is changed, and nothing else', () => {
  const { id } = TEAM.shifts[0]!
  const change = (who: string, time: string) => proposedChange(TEAM.shifts[0]!, who, time)
  expect(change(SAME_PERSON, '09:00')).toBeUndefined()
  expect(change(SAME_PERSON, '')).toBeUndefined()
  expect(change(SAME_PERSON, '10:30')).toEqual({ kind: 'shiftChange', shiftId: id, start: '2026-11-09T10:30' })
  expect(change('bo', '09:00')).toEqual({ kind: 'shiftChange', shiftId: id, toEmployeeId: 'bo' })
  // A shift that nobody works starts at no time.
  expect(change(NOBODY, '10:30')).toEqual({ kind: 'shiftChange', shiftId: id, toEmployeeId: null })
})

test('a swap waits for a colleague before anybody decides it', () => {
  expect(isToDecide(request('a', { subject: OFF }))).toBe(true)
  expect(isToDecide(request('b', { subject: SWAP }))).toBe(false)
  expect(isToDecide(request('c', { subject: SWAP, state: 'agreed' }))).toBe(true)
  expect(isToDecide(request('d', { subject: OFF, state: 'approved' }))).toBe(false)
  const effect = { kind: 'roster', runId: 'r', checkRunId: null, publicationId: null, message: '' } as const
  expect(isUnderWay(request('e', { subject: SWAP, effect: { ...effect, state: 'checking' } }))).toBe(true)
  expect(isUnderWay(request('f', { subject: SWAP, effect: { ...effect, state: 'published' } }))).toBe(false)
})

test('open requests: those to decide first, the oldest of them on top; decided ones the newest first', () => {
  const requests = [
    request('new', { subject: OFF, askedAt: '2026-11-03T00:00:00Z' }),
    request('swap', { subject: SWAP, askedAt: '2026-11-01T00:00:00Z' }),
    request('old', { subject: OFF, askedAt: '2026-11-02T00:00:00Z', groupId: 'vendor' }),
    request('refused', { subject: OFF, state: 'refused', decidedAt: '2026-11-04T00:00:00Z' }),
    request('approved', { subject: OFF, state: 'approved', decidedAt: '2026-11-05T00:00:00Z' }),
  ]
  const found = (wanted: Parameters<typeof foundRequests>[1]) => foundRequests(requests, wanted).map(({ id }) => id)
  expect(found({ standing: 'open' })).toEqual(['old', 'new', 'swap'])
  expect(found({ standing: 'decided' })).toEqual(['approved', 'refused'])
  expect(found({ standing: 'open', kind: 'swap' })).toEqual(['swap'])
  expect(found({ standing: 'open', group: 'care' })).toEqual(['new', 'swap'])
  expect(found({ standing: 'open', find: 'nobody' })).toEqual([])
})

test('units of a right are those of the memberships that give it; without sign-in all', () => {
  const member = (
    unitId: string,
    role: Membership['role'],
    extraRights: Membership['extraRights'] = [],
  ): Membership => ({
    ...{ unitId, role, scope: { kind: 'unit' }, extraRights, employeeId: null },
  })
  const me: Me = {
    ...{ actorId: 'a', displayName: 'A', email: 'a@example.com', rights: [] },
    memberships: [member('north', 'agent'), member('south', 'vendorScheduler'), member('west', 'agent', ['team.view'])],
  }
  expect(unitsWith(me, 'team.view', ['east'])).toEqual(['south', 'west'])
  expect(unitsWith(me, 'requests.decide', [])).toEqual(['south'])
  expect(unitsWith({ ...me, email: null, memberships: [] }, 'team.view', ['east'])).toEqual(['east'])
})
