import { expect, test } from 'vitest'
import { daysOf, draftOf, isSameDays } from '../../../web/features/accounts/unit/retention-draft.ts'

const RETENTION = { requestNoteDays: 180, rejectDays: 90, resultDays: null, actualDays: 400 }

test('days survive being written, and an empty field is for ever', () => {
  expect(draftOf(RETENTION)).toEqual({ requestNoteDays: '180', rejectDays: '90', resultDays: '', actualDays: '400' })
  expect(daysOf(draftOf(RETENTION))).toEqual(RETENTION)
  expect(daysOf({ ...draftOf(RETENTION), rejectDays: ' ' })).toEqual({ ...RETENTION, rejectDays: null })
})

test.each(['0', '-1', '1.5', '36501', 'soon'])('%s is no number of days', (rejectDays) => {
  expect(daysOf({ ...draftOf(RETENTION), rejectDays })).toBe(undefined)
})

test('days are the same only when each of them is', () => {
  expect(isSameDays(RETENTION, { ...RETENTION })).toBe(true)
  expect(isSameDays(RETENTION, { ...RETENTION, resultDays: 1 })).toBe(false)
})
