import { expect, test } from 'vitest'
import {
  type BoardFilter,
  filteredRows,
  filterOfRoute,
  type PersonFacts,
  routeOfFilter,
  shownPeople,
} from '../../../../web/features/roster/panels/board-filter.ts'
import { parseRoute, routeAddress } from '../../../../web/lib/route.ts'
import { board } from './small-board.ts'

const roster = board({})
const ALL: BoardFilter = { group: '', skill: '', find: '', condition: '' }
const nobody: PersonFacts = { hasViolation: () => false, isChanged: () => false }
const shown = (part: Partial<BoardFilter>, facts = nobody) => shownPeople(roster, { ...ALL, ...part }, facts)

test('each filter leaves those whom it says', () => {
  expect(shown({})).toEqual([0, 1, 2])
  expect(shown({ group: 'day' })).toEqual([0, 1])
  expect(shown({ group: 'Asia/Urumqi' })).toEqual([2])
  expect(shown({ skill: 'phone' })).toEqual([2])
  expect(shown({ find: 'chen a2' })).toEqual([1])
  expect(shown({ find: '王' })).toEqual([0])
  expect(shown({ find: 'FULL' })).toEqual([0, 1, 2])
  expect(shown({ find: 'chen bo' })).toEqual([])
  expect(shown({ condition: 'open' })).toEqual([])
  expect(shown({ condition: 'violations' }, { ...nobody, hasViolation: (person) => person === 1 })).toEqual([1])
  expect(shown({ condition: 'changed', group: 'day' }, { ...nobody, isChanged: (person) => person !== 1 })).toEqual([0])
})

test('a filter can be linked to: the address brings it back, and an empty one leaves no trace', () => {
  const filter: BoardFilter = { group: 'day', skill: 'chat', find: '王 莉', condition: 'changed' }
  const address = routeAddress({ view: 'roster' }, routeOfFilter(filter))
  expect(filterOfRoute(parseRoute(address))).toEqual(filter)
  expect(routeAddress(parseRoute(address), routeOfFilter(ALL))).toBe('?view=roster')
  expect(routeAddress(parseRoute(address), routeOfFilter({ find: '' }))).toContain('as=changed')
  expect(filterOfRoute({ view: 'roster', as: 'table' }).condition).toBe('')
})

test('rows: open shifts, then groups in the order of the plan, unknown ones last', () => {
  expect(filteredRows(roster, [0, 1, 2], ['night'])).toEqual([
    { kind: 'open' },
    { kind: 'group', group: 'night', people: [2] },
    { kind: 'person', person: 2 },
    { kind: 'group', group: 'day', people: [0, 1] },
    { kind: 'person', person: 0 },
    { kind: 'person', person: 1 },
  ])
  expect(filteredRows(roster, [], ['day', 'night'])).toEqual([{ kind: 'open' }])
})
