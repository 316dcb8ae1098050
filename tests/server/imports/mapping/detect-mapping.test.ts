import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../../property-seed.ts'
import { type Detection, detectionSchema, importMappingSchema } from '../../../../server/contracts/import.ts'
import { type DetectionContext, detectImport } from '../../../../server/imports/mapping/detect-mapping.ts'
import { memoryTable } from './memory-table.ts'

const CONTEXT: DetectionContext = {
  queueIds: ['chat'],
  zone: 'Asia/Shanghai',
  savedMappings: [],
  fileName: 'export.csv',
}
const detect = async (header: string, rows: readonly string[], context: Partial<DetectionContext> = {}) => {
  const table = memoryTable(
    header.split('|'),
    rows.map((row) => row.split('|')),
  )
  const detection = await detectImport(table, { ...CONTEXT, ...context })
  // Whatever is detected can be sent and saved.
  expect(detectionSchema.parse(detection)).toEqual(detection)
  return detection
}
const fieldsOf = ({ mapping }: Detection) =>
  Object.fromEntries(mapping.columns.map(({ field, column }) => [field, column]))
const formatOf = ({ mapping }: Detection, field: string) => mapping.columns.find((column) => column.field === field)

const CONTACT_HEADERS = [
  'Ticket number|Created at|Last updated|Queue|Channel|Customer ID|Order ID|Agent name|Handle time (sec)|Status',
  'TICKET_NUMBER|CREATED_AT|LAST_UPDATED|QUEUE|CHANNEL|CUSTOMER_ID|ORDER_ID|AGENT_NAME|HANDLE_TIME_SEC|STATUS',
  'ticketNumber|createdAt|lastUpdated|queue|channel|customerId|orderId|agentName|handleTimeSec|status',
  '工单编号|创建时间|最后更新时间|技能组|渠道|客户ID|订单号|客服姓名|处理时长（秒）|状态',
  '工單編號|創建時間|最後更新時間|技能組|渠道|客戶ID|訂單號|客服姓名|處理時長(秒)|狀態',
]
const CONTACT_ROWS = [
  '1|2024-11-01 08:05:00|2024-11-01 09:00:00|chat|app|u1|o1|Li|120|closed',
  '2|2024-11-01 08:06:00|2024-11-01 09:00:00|chat|web|u2||Li|95|closed',
]

describe('detection of contacts', () => {
  it.each([
    ['编号|日期|时间|技能组', ['1|2024-11-01|08:05:00|chat', '2|2024-11-01|23:59:59|chat'], '时间'],
    ['Ticket ID|Date|Time|Customer', ['1|11/14/2024|8:05:00 PM|u', '2|11/15/2024|9:05:00 AM|v'], 'Time'],
    ['id|created at|time|agent', ['1|45597|08:05|u', '2|45598|08:06|v'], 'time'],
    ['id|created at|hour|agent', ['1|2024-11-01 0:00|08:05|u', '2|2024-11-02 0:00|08:06|v'], 'hour'],
  ])('takes the time of creation from two columns of %s', async (header, rows, time) => {
    const detection = await detect(header, rows)
    expect(formatOf(detection, 'timeOfDay')?.column).toBe(time)
    expect(detection.questions).toEqual([])
  })

  it('asks for the time where a date stands alone, whatever numbers stand beside it', async () => {
    const rows = ['1|2024-11-01 00:00:00|3|u', '2|2024-11-02 00:00:00|4|v']
    expect((await detect('id|created at|score|agent', rows)).questions).toContain('time')
    expect((await detect('id|created at|score|agent', ['1|45597|3|u', '2|45598|4|v'])).questions).toContain('time')
  })

  it.each(CONTACT_HEADERS)('knows the headers %s', async (header) => {
    const detection = await detect(header, CONTACT_ROWS)
    const [id, createdAt, updatedAt, queue, channel, customer, order, agent, effort, status] = header.split('|')
    expect(detection.mapping.kind).toBe('contacts')
    expect(fieldsOf(detection)).toEqual({
      id,
      createdAt,
      updatedAt,
      queue,
      channel,
      customer,
      order,
      agent,
      effort,
      status,
    })
    expect(detection.questions).toEqual([])
    expect(Math.min(...detection.columns.map(({ confidence }) => confidence))).toBeGreaterThan(0.9)
    expect(detection.columns[0]!.samples).toEqual(['1', '2'])
  })

  it('takes a header that says more than a synonym, with less confidence', async () => {
    const { columns } = await detect('售后工单编号|售后工单创建时间', ['1|2024-11-01 08:00', '2|2024-11-01 09:00'])
    expect(columns.map(({ field }) => field)).toEqual(['id', 'createdAt'])
    expect(columns.every(({ confidence }) => confidence > 0.4 && confidence < 0.8)).toBe(true)
  })

  it('does not take a running row number for an id', async () => {
    const detection = await detect('序号|创建时间|状态', ['1|2024-11-01 08:00|开'])
    expect(fieldsOf(detection)).not.toHaveProperty('id')
  })

  it.each([
    ['1730419500', 'epochSeconds'],
    ['1730419500000', 'epochMilliseconds'],
    ['45597.3368', 'excelSerial'],
    ['2024年11月1日 8:05', 'iso'],
    ['20241101080500', 'iso'],
    ['13/4/2024 08:05', 'dayFirst'],
    ['4/13/2024 8:05 PM', 'monthFirst'],
    ['Apr 13, 2024 8:05 PM', 'monthFirst'],
  ])('reads %s as %s', async (time, timeFormat) => {
    const detection = await detect('id|created at', [`1|${time}`, `2|${time}`])
    expect(formatOf(detection, 'createdAt')).toMatchObject({ timeFormat })
    expect(detection.questions).toEqual([])
  })

  it('asks whether the day or the month comes first only where no date tells', async () => {
    const dates = ['1/2/2024 08:00', '3/4/2024 08:00', '12/11/2024 08:00']
    const asked = async (...more: string[]) =>
      detect(
        'id|created at|closed at',
        [...dates, ...more].map((date, id) => `${id}|${date}|`),
      )
    expect((await asked()).questions).toEqual(['dayOrMonthFirst'])
    const dayFirst = await asked('13/4/2024 08:00')
    expect([formatOf(dayFirst, 'createdAt')?.timeFormat, dayFirst.questions]).toEqual(['dayFirst', []])
    const monthFirst = await asked('4/13/2024 08:00')
    expect([formatOf(monthFirst, 'createdAt')?.timeFormat, monthFirst.questions]).toEqual(['monthFirst', []])
    // Dates that contradict each other are for a person, too.
    expect((await asked('13/4/2024 08:00', '4/13/2024 08:00')).questions).toEqual(['dayOrMonthFirst'])
  })

  it('settles the order of day and month by any column of the file', async () => {
    const detection = await detect('id|created at|closed at', [
      '1|1/2/2024 08:00|20/2/2024 09:00',
      '2|3/2/2024 08:00|3/2/2024 09:00',
    ])
    expect(formatOf(detection, 'createdAt')?.timeFormat).toBe('dayFirst')
    expect(detection.questions).toEqual([])
  })

  it('never settles an order that the dates do not tell', async () => {
    const day = fc.integer({ min: 1, max: 28 })
    const month = fc.integer({ min: 1, max: 12 })
    let told = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(day, month), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (dates, isDayFirst) => {
          const rows = dates.map(([d, m], id) => `${id}|${isDayFirst ? `${d}/${m}` : `${m}/${d}`}/2024 08:00`)
          const detection = await detect('id|created at', rows)
          const isTold = dates.some(([d]) => d > 12)
          expect(detection.questions).toEqual(isTold ? [] : ['dayOrMonthFirst'])
          if (!isTold) return
          told++
          expect(formatOf(detection, 'createdAt')?.timeFormat).toBe(isDayFirst ? 'dayFirst' : 'monthFirst')
        },
      ),
      { numRuns: 60 },
    )
    expect(told).toBeGreaterThan(20)
  })

  it('asks for the zone only when the plan has none and the times do not tell', async () => {
    const { zone: _, ...nowhere } = CONTEXT
    const ask = async (header: string, time: string) => {
      const table = memoryTable(['id', header], [['1', time]])
      const { questions, mapping } = await detectImport(table, nowhere)
      return [questions, mapping.zone]
    }
    expect(await ask('created at', '2024-11-01 08:00')).toEqual([['zone'], 'Asia/Shanghai'])
    expect(await ask('created at', '45597.3368')).toEqual([['zone'], 'Asia/Shanghai'])
    expect(await ask('created at', '2024-11-01T08:00:00Z')).toEqual([[], 'UTC'])
    expect(await ask('created at', '1730419500')).toEqual([[], 'UTC'])
    expect(await ask('Created at (UTC)', '2024-11-01 08:00')).toEqual([[], 'UTC'])
    expect(await ask('创建时间（北京时间）', '2024-11-01 08:00')).toEqual([[], 'Asia/Shanghai'])
    expect((await detect('id|created at', ['1|2024-11-01 08:00'], { zone: 'Europe/Berlin' })).mapping.zone).toBe(
      'Europe/Berlin',
    )
  })

  it('asks for the unit of bare numbers where the header does not tell it and it would matter', async () => {
    const ask = async (header: string, value: string) => {
      const detection = await detect(`id|created at|${header}`, [`1|2024-11-01 08:00|${value}`])
      const { durationUnit } = detection.mapping.columns.find(({ column }) => column === header) ?? {}
      return [detection.questions, durationUnit]
    }
    expect(await ask('handle time', '120')).toEqual([['duration'], 'seconds'])
    expect(await ask('handle time', '120000')).toEqual([['duration'], 'milliseconds'])
    expect(await ask('handle time (min)', '2')).toEqual([[], 'minutes'])
    expect(await ask('处理时长(毫秒)', '120000')).toEqual([[], 'milliseconds'])
    expect(await ask('handle time', '1分20秒')).toEqual([[], 'seconds'])
    expect(await ask('会话时长', '120')).toEqual([['duration'], 'seconds'])
    expect(await ask('first response time', '120')).toEqual([[], 'seconds'])
  })

  it('does not take how long a ticket was open for work or for a conversation', async () => {
    const long = await detect('id|创建时间|结束时间|处理时长', ['1|2024-11-01 08:00|2024-11-03 08:00|48:00:00'])
    expect(fieldsOf(long)).toEqual({ id: 'id', createdAt: '创建时间', closedAt: '结束时间' })
    const short = await detect('id|创建时间|结束时间|处理时长', ['1|2024-11-01 08:00|2024-11-01 08:10|00:03:00'])
    expect(fieldsOf(short)).toMatchObject({ sessionEnd: '结束时间', effort: '处理时长' })
  })

  it('asks which column is the time, and guesses, when no header says so', async () => {
    const guessed = await detect('id|foo|bar', ['1|x|2024-11-01 08:00', '2|y|2024-11-01 09:00'])
    expect(guessed.questions).toEqual(expect.arrayContaining(['time']))
    expect(fieldsOf(guessed)).toEqual({ id: 'id', createdAt: 'bar' })
    expect(guessed.columns[2]).toMatchObject({ field: 'createdAt', confidence: 0.3 })
    // A date without a time of day would put all contacts of a day at midnight.
    expect((await detect('id|创建时间', ['1|2024-11-01', '2|2024-11-02'])).questions).toContain('time')
    // A header whose values are no times is not believed.
    expect((await detect('id|创建时间', ['1|昨天', '2|今天'])).questions).toContain('time')
  })

  it('refuses a table of which nothing is known', async () => {
    await expect(detect('foo|bar', ['1|x'])).rejects.toThrow(
      'export.csv row 1: no column is known, and none holds times. The columns found are: foo, bar. Name them as in another export, or write a mapping file that says what they mean.',
    )
  })

  it('finds bots in a column of their own, and among the agents', async () => {
    const own = await detect('id|created at|是否机器人', ['1|2024-11-01 08:00|是', '2|2024-11-01 09:00|否'])
    expect([fieldsOf(own).handledBy, own.mapping.botValues]).toEqual(['是否机器人', ['是']])
    const human = await detect('id|created at|转人工', ['1|2024-11-01 08:00|是', '2|2024-11-01 09:00|否'])
    expect(human.mapping.botValues).toEqual(['否'])
    const agents = await detect('id|created at|客服', ['1|2024-11-01 08:00|机器人', '2|2024-11-01 09:00|小李'])
    expect(fieldsOf(agents)).toMatchObject({ agent: '客服', handledBy: '客服' })
    expect(agents.mapping.botValues).toEqual(['机器人'])
  })
})

describe('detection of queues', () => {
  const HEADER = 'id|created at|group'
  const rows = (...groups: string[]) => groups.map((group, id) => `${id}|2024-11-01 08:00|${group}`)

  it('asks for values that are no queues, the most frequent first, and suggests by their words', async () => {
    const detection = await detect(HEADER, rows('在线客服', '电话组', '在线客服', 'chat', '仓库', ''), {
      queueIds: ['chat', 'phone'],
    })
    expect(detection.unknownQueues).toEqual([
      { value: '在线客服', rows: 2 },
      { value: '', rows: 1 },
      { value: '仓库', rows: 1 },
      { value: '电话组', rows: 1 },
    ])
    expect(detection.mapping.queues).toEqual({ 在线客服: 'chat', 电话组: 'phone' })
    expect(detection.questions).toEqual(['queues'])
  })

  it('asks nothing when all values are queues, and takes the only queue for a file that names none', async () => {
    expect((await detect(HEADER, rows('chat', 'phone'), { queueIds: ['chat', 'phone'] })).questions).toEqual([])
    const only = await detect('id|created at', ['1|2024-11-01 08:00'])
    expect([only.mapping.defaultQueue, only.questions]).toEqual(['chat', []])
    const several = await detect('id|created at', ['1|2024-11-01 08:00'], { queueIds: ['chat', 'phone'] })
    expect([several.mapping.defaultQueue, several.questions]).toEqual([undefined, ['queues']])
  })

  it('tells queues by the channel when nothing else does, and asks', async () => {
    const detection = await detect(
      'id|created at|channel',
      ['1|2024-11-01 08:00|Live chat', '2|2024-11-01 08:00|Voice'],
      {
        queueIds: ['pre-sales-chat', 'phone'],
      },
    )
    expect(fieldsOf(detection)).toMatchObject({ queue: 'channel' })
    expect(detection.mapping.queues).toEqual({ 'Live chat': 'pre-sales-chat', Voice: 'phone' })
    expect(detection.questions).toEqual(['queues'])
  })
})

describe('detection of intervals', () => {
  it.each([
    [
      'Interval start|Queue|Offered|Handled|Abandoned|AHT (sec)',
      '2024-11-01 09:00|chat|5|4|1|120',
      'start,queue,offered,handled,abandoned,aht',
    ],
    [
      '日期|时段|技能组|进线量|接通量|放弃量|平均处理时长(秒)',
      '2024-11-01|09:00-09:30|chat|5|4|1|120',
      'date,timeOfDay,queue,offered,handled,abandoned,aht',
    ],
    ['統計日期|時段|進線量|接聽量|放棄量', '2024/11/1|9:00|5|4|1', 'date,timeOfDay,offered,handled,abandoned'],
    ['Date|Hour|Calls offered|Calls answered', '11/13/2024|9|5|4', 'date,timeOfDay,offered,handled'],
    ['时间段|咨询人数|接待人数', '2024-11-01 09:00-09:30|5|4', 'start,offered,handled'],
    ['timestamp|volume', '2024-11-01T09:00:00Z|5', 'start,offered'],
  ])('knows %s', async (header, row, fields) => {
    const detection = await detect(header, [row, row.replace('9:00-09:30', '9:30-10:00')])
    expect(detection.mapping.kind).toBe('intervals')
    expect(Object.keys(fieldsOf(detection)).sort()).toEqual(fields.split(',').sort())
    expect(detection.questions).toEqual([])
  })

  it.each([
    ['日期|客服|咨询人数|接待人数|平均响应时间', ['2024-11-01|小李|120|118|12', '2024-11-02|小李|130|128|12']],
    ['日期|咨询人数|接待人数', ['2024-11-01 00:00:00|120|118', '2024-11-02 00:00:00|90|90']],
    ['Date|Contacts offered', ['45597|120', '45598|99']],
    ['Date|Contacts offered', ['2024-11-01|120']],
  ])('refuses counts by the day: %s', async (header, rows) => {
    await expect(detect(header, rows)).rejects.toThrow(
      'is a day without a time: these are counts by the day, which do not say when in the day people wrote. Export counts by 60 minutes or less (分时段, 半小时), or the single conversations (会话记录, 聊天记录).',
    )
  })

  it('takes intervals that begin at midnight for what they are', async () => {
    const { mapping } = await detect('start|offered', ['2024-11-01 00:00|3', '2024-11-01 00:30|4'])
    expect(mapping.kind).toBe('intervals')
    expect((await detect('start|offered', ['2024-11-01 00:00|3'])).mapping.kind).toBe('intervals')
  })
})

describe('detection of calendars', () => {
  it.each([
    ['日期|开播时间|下播时间|直播间|平台|主播|主题/品类|预估订单', '2024-11-01|20:00|24:00|一号|抖音|小美|美妆|5000'],
    ['kind|title|start|end|expected_size', 'livestream|Evening|2024-11-01 20:00|2024-11-02 00:30|5000'],
  ])('knows %s', async (header, row) => {
    const detection = await detect(header, [row, row])
    expect(detection.mapping.kind).toBe('calendar')
    expect(detection.unknownQueues).toEqual([])
    expect(detection.questions).toEqual([])
    const fields = fieldsOf(detection)
    expect(fields.expectedSize).toBeDefined()
    expect(fields.start ?? `${fields.date} ${fields.startTime}`).toMatch(/^(start|日期 开播时间)$/)
  })
})

describe('saved mappings', () => {
  const saved = importMappingSchema.parse({
    name: 'our-export',
    kind: 'contacts',
    zone: 'Asia/Tokyo',
    columns: [
      { field: 'createdAt', column: 'when', timeFormat: 'monthFirst' },
      { field: 'queue', column: 'what' },
    ],
    queues: { hello: 'chat' },
  })
  const row = ['3/4/2024 08:00|hello']

  it('win when all their columns are there, and are not asked about again', async () => {
    const detection = await detect('when|what', row, { savedMappings: [saved] })
    expect(detection.mapping).toEqual(saved)
    expect(detection.questions).toEqual([])
    expect(detection.columns.map(({ confidence }) => confidence)).toEqual([1, 1])
    const more = await detect('when|what', [...row, '3/4/2024 08:00|bye'], { savedMappings: [saved] })
    expect([more.questions, more.unknownQueues]).toEqual([['queues'], [{ value: 'bye', rows: 1 }]])
  })

  it('are not used where a column is missing or its times are of another format', async () => {
    const missing = await detect('id|created at', ['1|2024-11-01 08:00'], { savedMappings: [saved] })
    expect(missing.mapping.name).toMatch(/^contacts-[0-9a-f]{8}$/)
    const other = await detect('when|what', ['2024-11-01 08:00|hello'], { savedMappings: [saved] })
    expect(other.questions).toContain('time')
  })

  it('of contacts are named after their columns, so that a renamed copy is of the same source', async () => {
    const nameOf = async (header: string, fileName: string) =>
      (await detect(header, ['1|2024-11-01 08:00'], { fileName })).mapping.name
    const first = await nameOf('id|created at', 'june.csv')
    expect([await nameOf('id|created at', 'june copy.csv'), await nameOf('ID|Created_At', 'x.csv')]).toEqual([
      first,
      first,
    ])
    expect(await nameOf('case number|created at', 'june.csv')).not.toBe(first)
  })

  it('lend a new mapping neither their name nor their ids', async () => {
    const context = { fileName: 'our-export-2024-11.csv', savedMappings: [saved] }
    expect((await detect('date|time|offered', ['2024-11-01|08:00|3'], context)).mapping.name).toBe('our-export-2')
    const names = ['会话记录_20241101-20241130.xlsx', '2024-11.csv', 'C:\\exports\\Tickets (3).CSV', '../../etc/passwd']
    const detected = names.map((fileName) => detect('date|time|offered', ['2024-11-01|08:00|3'], { fileName }))
    expect((await Promise.all(detected)).map(({ mapping }) => mapping.name)).toEqual([
      '会话记录',
      'intervals',
      'tickets',
      'passwd',
    ])
  })
})
