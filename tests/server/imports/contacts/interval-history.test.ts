import { expect, test } from 'vitest'
import { intervalMapping, MemoryPlan } from './memory-plan.ts'

const row = (start: string, offered: string, queue = 'chat', aht = '') => [start, queue, offered, aht]

test('importing counts again changes nothing, a corrected count is an update, an empty cell takes nothing away', async () => {
  const plan = new MemoryPlan()
  const rows = [row('2026-11-02 09:00', '9', 'chat', '100'), row('2026-11-02 10:00', '8', 'chat', '90')]
  expect((await plan.import(rows, intervalMapping)).counts).toMatchObject({
    accepted: 2,
    added: 2,
    firstDate: '2026-11-02',
  })
  const before = plan.state
  expect((await plan.import(rows, intervalMapping)).counts).toMatchObject({ accepted: 0, duplicates: 2 })
  expect(plan.state).toEqual(before)
  const changed = [row('2026-11-02 09:00', ''), row('2026-11-02 10:00', '11')]
  expect((await plan.import(changed, intervalMapping)).counts).toMatchObject({ updated: 1, duplicates: 1 })
  expect(plan.history.slice(1)).toEqual(['chat,2026-11-02T09:00+08:00,9,100', 'chat,2026-11-02T10:00+08:00,11,90'])
})

test('finer counts are added up, with their handling times weighted; the parts of an interval cut off are refused', async () => {
  const plan = new MemoryPlan()
  await plan.import(
    [
      row('2026-11-02 09:00', '1', 'chat', '100'),
      row('2026-11-02 09:30', '3', 'chat', '200'),
      row('2026-11-02 10:00', '5', 'chat', '60'),
      row('2026-11-02 10:30', '0'),
      row('2026-11-02 11:00', '2'),
    ],
    intervalMapping,
  )
  expect(plan.history.slice(1)).toEqual(['chat,2026-11-02T09:00+08:00,4,175', 'chat,2026-11-02T10:00+08:00,5,60'])
  expect(plan.rejects).toEqual([
    {
      file: 'export.csv',
      row: 6,
      value: '2026-11-02T11:00+08:00',
      problem: 'is of an interval of 60 minutes that the file has only a part of',
      hint: 'Export from and to a full hour.',
    },
  ])
})

test('counts coarser than those of the history are refused', async () => {
  const history = 'queue,start,volume\nchat,2026-11-01T09:00,1\nchat,2026-11-01T09:30,2\n'
  const plan = new MemoryPlan({ 'history.csv': history })
  await expect(
    plan.import([row('2026-11-02 09:00', '1'), row('2026-11-02 10:00', '1')], intervalMapping),
  ).rejects.toThrow(
    'the rows of queue "chat" are 60 minutes apart, and its rows in history.csv 30. Export by 30 minutes or a part of it, or remove the queue\'s rows from history.csv.',
  )
  expect(plan.history).toEqual(history.trimEnd().split('\n'))
})

test('queues of the file that are one of the plan are added up; rows that contradict each other are all refused', async () => {
  const plan = new MemoryPlan()
  const { counts, tally } = await plan.import(
    [
      row('2026-11-02 09:00', '1', 'chat A'),
      row('2026-11-02 09:00', '2', 'chat B'),
      row('2026-11-02 10:00', '5', 'chat A'),
      row('2026-11-02 10:00', '5', 'chat A'),
      row('2026-11-02 11:00', '6', 'chat A'),
      row('2026-11-02 11:00', '7', 'chat A'),
      row('', '', '', ''),
    ],
    intervalMapping,
  )
  expect(plan.history.slice(1)).toEqual(['chat,2026-11-02T09:00+08:00,3,', 'chat,2026-11-02T10:00+08:00,5,'])
  expect(plan.rejects.map(({ row, problem }) => `${row}: ${problem}`)).toEqual([
    '6: has several rows with different counts for queue "chat": rows 6, 7',
    '7: has several rows with different counts for queue "chat": rows 6, 7',
  ])
  expect([tally.rows, counts.accepted, tally.rejected, counts.duplicates, tally.blank]).toEqual([7, 3, 2, 1, 1])
})
