import { describe, expect, test } from 'vitest'
import { createFormat, localName } from '../../web/lib/format.ts'
import { preferredLanguage } from '../../web/lib/language.ts'

const english = createFormat('en', 'Asia/Shanghai', 'CNY')
const chinese = createFormat('zh-CN', 'Asia/Shanghai', 'CNY')

describe('money', () => {
  test('comes in minor units, and shows them only where they count', () => {
    expect(english.money(123_456)).toBe('¥1,235')
    expect(english.money(12_345)).toBe('¥123.45')
    expect(chinese.money(12_345_600)).toBe('¥123,456')
  })

  test('sums that stand together have one precision', () => {
    expect([37_200, 0, 6_171_200].map((part) => english.money(part, 6_171_200))).toEqual(['¥372', '¥0', '¥61,712'])
    expect([0, 12_345].map((part) => english.money(part, 12_345))).toEqual(['¥0.00', '¥123.45'])
  })

  test('follows the minor units of the currency', () => {
    expect(createFormat('en', 'Asia/Tokyo', 'JPY').money(500)).toBe('¥500')
    expect(createFormat('en', 'Asia/Tokyo', 'JPY').money(123_456)).toBe('¥123,456')
  })
})

test('fractions become percent', () => {
  expect(english.percent(0.8243)).toBe('82.4%')
  expect(english.percent(0.0155, 2)).toBe('1.55%')
  expect(english.percent(1, 0)).toBe('100%')
})

test('few hours are told to the minute, many are rounded', () => {
  expect([0.25, 12.34, 12_914.12].map(english.hours)).toEqual(['0.25', '12.3', '12,914'])
})

test('net staffing carries its sign', () => {
  expect([2, 0, -1].map((value) => english.signed(value))).toEqual(['+2', '0', '-1'])
})

describe('times are those of the plan, not of the reader', () => {
  test('in the zone of the plan', () => {
    expect(english.time('2026-11-09T20:00+08:00')).toBe('20:00')
    expect(createFormat('en', 'Europe/London', 'GBP').time('2026-11-09T20:00+08:00')).toBe('12:00')
  })

  test('midnight is 00:00', () => {
    expect(chinese.time('2026-11-10T00:00+08:00')).toBe('00:00')
  })

  test('both 01:30s of an autumn clock change are the same wall-clock time', () => {
    const london = createFormat('en', 'Europe/London', 'GBP')
    expect(london.time('2026-10-25T01:30+01:00')).toBe('01:30')
    expect(london.time('2026-10-25T01:30+00:00')).toBe('01:30')
  })

  test('what is about a person keeps the clock that it was written by, and says which where it is not the plan’s', () => {
    expect(english.personMoment('2026-11-11T20:15+08:00')).toBe('Wed, Nov 11, 20:15')
    expect(english.personMoment('2026-11-11T20:15-08:00')).toBe('Wed, Nov 11, 20:15 UTC-08:00')
    expect(english.personMoment('2026-11-11')).toBe('Wed, Nov 11')
    expect(english.personSpan('2026-11-11T20:15+08:00', '2026-11-11T21:30+08:00')).toBe('Wed, Nov 11, 20:15–21:30')
    expect(english.personSpan('2026-10-31T22:00-07:00', '2026-11-01T06:00-08:00')).toBe(
      'Sat, Oct 31, 22:00–Sun, Nov 1, 06:00 UTC-08:00',
    )
  })

  test('a span names its day once, and both when it crosses midnight', () => {
    expect(english.span('2026-11-11T20:15+08:00', '2026-11-11T21:30+08:00')).toBe('Wed, Nov 11, 20:15–21:30')
    expect(english.span('2026-11-11T23:00+08:00', '2026-11-12T00:00+08:00')).toBe('Wed, Nov 11, 23:00–24:00')
    expect(chinese.span('2026-11-11T00:00+08:00', '2026-11-12T00:00+08:00')).toBe('11月11日周三 00:00–24:00')
    expect(english.span('2026-11-11T23:00+08:00', '2026-11-12T01:00+08:00')).toBe(
      'Wed, Nov 11, 23:00–Thu, Nov 12, 01:00',
    )
    expect(chinese.span('2026-11-11T20:15+08:00', '2026-11-11T21:30+08:00')).toBe('11月11日周三 20:15–21:30')
  })

  test('a week is named by its first and last day', () => {
    expect(english.week('2026-11-30').replaceAll(/\s/g, ' ')).toBe('Nov 30 – Dec 6, 2026')
  })
})

test('short waits are in seconds, long ones in minutes', () => {
  expect(english.duration(20)).toBe('20 sec')
  expect(chinese.duration(300)).toBe('5分钟')
})

test('names come in the reader’s language', () => {
  const queue = { id: 'chat', name: { 'zh-CN': '在线', en: 'Live chat' } }
  expect([localName(queue, 'zh-CN'), localName(queue, 'en')]).toEqual(['在线', 'Live chat'])
  expect(localName({ id: 'chat', name: 'Chat' }, 'zh-CN')).toBe('Chat')
  expect(localName({ id: 'chat' }, 'en')).toBe('chat')
})

test('the language is the last choice, else the browser’s, else English', () => {
  expect(preferredLanguage('en', ['zh-CN'])).toBe('en')
  expect(preferredLanguage(null, ['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN')
  expect(preferredLanguage(null, ['en-GB', 'zh'])).toBe('en')
  expect(preferredLanguage(null, ['de'])).toBe('en')
})
