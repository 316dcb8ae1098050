import ICAL from 'ical.js'
import type { IcsComponent } from './ics-components.ts'

/** A value of a property, as ical.js takes it apart. */
export interface IcsValue {
  readonly value: unknown
  /** The property's value as written, for messages. */
  readonly raw: string
  /** TZID, '' where there is none. */
  readonly zoneName: string
}

/** What an event's properties say, times not yet read. */
export interface EventProperties {
  readonly row: number
  readonly uid: string
  /** SUMMARY, else UID, else VEVENT. */
  readonly title: string
  readonly description: string
  readonly categories: readonly string[]
  readonly isCancelled: boolean
  /** Later revisions of one event sort after earlier ones. */
  readonly revision: readonly [number, string]
  readonly dtstart: IcsValue | undefined
  readonly dtend: IcsValue | undefined
  readonly duration: IcsValue | undefined
  readonly recurrenceId: IcsValue | undefined
  /** Whether a moved occurrence moves those after it alike. */
  readonly isForFuture: boolean
  readonly rules: readonly IcsValue[]
  readonly extraDates: readonly IcsValue[]
  readonly exceptedDates: readonly IcsValue[]
  /** Text of an X- property, '' where there is none. */
  readonly extension: (name: string) => string
}

type JcalProperty = readonly [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]]

/** Takes an event apart. @throws Error of ical.js when a line of it is no property */
export function eventProperties(component: IcsComponent): EventProperties {
  const text = ['BEGIN:VEVENT', ...component.lines, 'END:VEVENT'].join('\r\n')
  const [, properties] = ICAL.parse(text) as unknown as [string, JcalProperty[]]
  // ical.js may not touch the raw text of a property, so it is looked up by the property's place among the lines.
  const values = (name: string): IcsValue[] =>
    properties.flatMap(([own, parameters, , ...items], at) => {
      if (own !== name) return []
      const raw = rawValue(component.lines[at] ?? '')
      return items.map((value) => ({ value, raw, zoneName: String(parameters.tzid ?? '') }))
    })
  const textOf = (name: string) => String(values(name)[0]?.value ?? '').trim()
  const uid = textOf('uid')
  const [recurrenceId] = values('recurrence-id')
  return {
    row: component.row,
    uid,
    title: textOf('summary').replaceAll(/\s+/g, ' ') || uid || 'VEVENT',
    description: textOf('description'),
    categories: values('categories').map(({ value }) => String(value).trim()),
    isCancelled: component.isTakenBack || textOf('status').toUpperCase() === 'CANCELLED',
    revision: [Number(textOf('sequence')) || 0, textOf('last-modified') || textOf('dtstamp')],
    dtstart: values('dtstart')[0],
    dtend: values('dtend')[0],
    duration: values('duration')[0],
    recurrenceId,
    isForFuture: properties.some(([name, { range }]) => name === 'recurrence-id' && range === 'THISANDFUTURE'),
    rules: values('rrule'),
    extraDates: values('rdate'),
    exceptedDates: values('exdate'),
    extension: textOf,
  }
}

/** What stands after the colon that ends a property's name and parameters, in which a quoted colon is none. */
const rawValue = (line: string): string => /^(?:[^":]|"[^"]*")*:(.*)$/.exec(line)?.[1] ?? line
