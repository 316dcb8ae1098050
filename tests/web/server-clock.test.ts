import { expect, test, vi } from 'vitest'
import { onClockSet, serverNow, setClockBy } from '../../web/lib/server-clock.ts'

const replyOf = (date: string | undefined) => ({ headers: new Headers(date === undefined ? {} : { date }) })
const toldInSeconds = (seconds: number) => replyOf(new Date(Date.now() + seconds * 1000).toUTCString())

test('the page goes by the clock of the server, whatever the device says, and tells whoever shows it', () => {
  const told = vi.fn()
  const forget = onClockSet(told)
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(5)
  setClockBy(toldInSeconds(-12 * 86_400))
  expect(told).toHaveBeenCalledOnce()
  expect(Math.abs(serverNow() - (Date.now() - 12 * 86_400_000))).toBeLessThan(1500)
  forget()
  setClockBy(toldInSeconds(3600))
  expect(told).toHaveBeenCalledOnce()
  expect(Math.abs(serverNow() - (Date.now() + 3_600_000))).toBeLessThan(1500)
})

test.each([
  ['a reply that took a second', () => toldInSeconds(-1)],
  ['a reply without a time', () => replyOf(undefined)],
  ['a time that is none', () => replyOf('yesterday')],
])('%s does not move the clock', (_, reply) => {
  setClockBy(toldInSeconds(0))
  const told = vi.fn()
  const forget = onClockSet(told)
  setClockBy(reply())
  forget()
  expect(told).not.toHaveBeenCalled()
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(3000)
})
