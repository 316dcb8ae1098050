import { describe, expect, it } from 'vitest'
import { importMappingSchema } from '../../../../server/contracts/import.ts'
import { mappingText, parseMapping } from '../../../../server/imports/mapping/mapping-file.ts'

const MAPPING = importMappingSchema.parse({
  name: '会话记录',
  kind: 'contacts',
  preset: 'qiyu',
  zone: 'Asia/Shanghai',
  columns: [
    { field: 'createdAt', column: '开始时间: "local"', timeFormat: 'epochMilliseconds' },
    { field: 'effort', column: '- time', durationUnit: 'minutes' },
  ],
  queues: { '': 'chat', 售后: 'after-sales', no: 'chat', '0': 'chat' },
  botValues: ['0', 'true'],
})

describe('mapping files', () => {
  it('read back as they were written', () => {
    expect(parseMapping('m.yaml', mappingText(MAPPING))).toEqual(MAPPING)
  })

  it.each([
    [
      'kind: contacts',
      'kind: tickets',
      'm.yaml row 2, column kind: "tickets" is not a known value. Use one of: contacts, intervals, calendar.',
    ],
    [
      'zone: Asia/Shanghai',
      'zone: Peking',
      'm.yaml row 4, column zone: "Peking" is not a time zone. Use an IANA name such as Asia/Shanghai.',
    ],
    [
      'field: effort',
      'field: aht',
      'm.yaml row 9, column columns[1].field: "aht" tells nothing of contacts. Use one of: id, createdAt, timeOfDay, updatedAt, queue, channel, customer, order, agent, handledBy, effort, sessionLength and 5 more.',
    ],
    [
      'field: effort',
      'field: createdAt',
      'm.yaml row 9, column columns[1].field: "createdAt" has a column already. Keep one column of each field.',
    ],
    [
      'durationUnit: minutes',
      'duration_unit: minutes',
      'm.yaml row 11, column columns[1].duration_unit: "minutes" is not a known setting. Maybe you meant "durationUnit".',
    ],
  ])('with %s as %s are refused', (right, wrong, message) => {
    expect(() => parseMapping('m.yaml', mappingText(MAPPING).replace(right, wrong))).toThrow(message)
  })
})
