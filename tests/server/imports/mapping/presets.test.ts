import { describe, expect, it } from 'vitest'
import type { ImportField } from '../../../../server/contracts/import.ts'
import { contactReader } from '../../../../server/imports/mapping/contact-row.ts'
import { detectImport } from '../../../../server/imports/mapping/detect-mapping.ts'
import { PRESETS } from '../../../../server/imports/mapping/presets/presets.ts'
import { memoryTable } from './memory-table.ts'

const CREATED = Date.UTC(2024, 10, 1, 0, 5)
const NOW = Date.UTC(2024, 11, 1)

interface Dialect {
  readonly title: string
  readonly preset: string
  readonly header: readonly string[]
  /** Cells of the row of a contact; minutes after 08:05 in Shanghai. */
  readonly row: readonly string[]
  readonly queue: string
  readonly fields: Partial<Record<ImportField, string>>
  readonly contact: Readonly<Record<string, unknown>>
}

const FRESHDESK =
  'Ticket ID,Subject,Description,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),Agent interactions,Customer interactions,Resolution status,First response status,Tags,Survey results,Product'
const FRESHDESK_ROW =
  '31,Refund,Where is it,Closed,Low,Email,Question,Li,Care,2024-11-01 08:05:00,2024-11-04 08:05:00,2024-11-02 10:00:00,2024-11-02 10:00:00,2024-11-02 10:00:00,2024-11-01 09:00:00,00:04:30,00:55:00,25:55:00,2,1,Within SLA,Within SLA,,,'
const QIYU =
  'id,fromShuntName,fromGroupName,fromType,inQueueTime,interaction,staffId,startTime,endTime,userId,vipLevel,transferType,category,closeReason,staffFirstReplyTime,firstReplyCost,avgRespDuration,clientFirstMessageTime,roundNumber,isValid,status'
const QIDIAN =
  '客服,所在组织架构,客户,会话开始时间,会话通路,会话状态,接入方式,结束方式,排队时长(秒),首次响应时长(秒),会话时长(秒),满意度评分,是否已解决,会话发起方,会话消息数,客户首次发送消息时间,客服首次发送消息时间'

const DIALECTS: readonly Dialect[] = [
  {
    title: 'Zendesk JSON lines',
    preset: 'zendesk',
    header:
      'id,created_at,updated_at,status,priority,type,via.channel,group_id,assignee_id,requester_id,tags,satisfaction_rating.score,metric_set.reply_time_in_minutes.calendar,metric_set.full_resolution_time_in_minutes.calendar,metric_set.solved_at'.split(
        ',',
      ),
    row: '31,2024-11-01T00:05:00Z,2024-11-02T00:05:00Z,closed,low,question,web,360001,17,99,a,good,12,1440,2024-11-02T00:05:00Z'.split(
      ',',
    ),
    queue: '360001',
    fields: { id: 'id', createdAt: 'created_at', queue: 'group_id', channel: 'via.channel', customer: 'requester_id' },
    contact: { key: '31', agent: '17', updatedAtMs: CREATED + 86_400_000 },
  },
  {
    title: 'Zendesk CSV',
    preset: 'zendesk-csv',
    header:
      'Id,Created at,Updated at,Status,Via,Group,Assignee,Requester,Solved at,first_reply_time_in_minutes,first_reply_time_in_minutes_within_business_hours,full_resolution_time_in_minutes'.split(
        ',',
      ),
    row: '31,2024-11-01 00:05:00 UTC,2024-11-02 00:05:00 UTC,Closed,Mail,Care,Li,Wang,2024-11-02 00:05:00 UTC,12,7,1440'.split(
      ',',
    ),
    queue: 'Care',
    fields: { closedAt: 'Solved at', firstResponse: 'first_reply_time_in_minutes' },
    contact: { key: '31', agent: 'Li' },
  },
  {
    title: 'Freshdesk',
    preset: 'freshdesk',
    header: FRESHDESK.split(','),
    row: FRESHDESK_ROW.split(','),
    queue: 'Care',
    fields: { effort: 'Time tracked', closedAt: 'Closed time', firstResponseAt: 'Initial response time' },
    contact: { key: '31', effortSeconds: 270, sessionSeconds: Number.NaN, agent: 'Li' },
  },
  {
    title: 'Freshservice',
    preset: 'freshdesk',
    header: FRESHDESK.toLowerCase().split(','),
    row: FRESHDESK_ROW.replace('00:04:30', '0.5').split(','),
    queue: 'Care',
    fields: { id: 'ticket id' },
    contact: { effortSeconds: 1800 },
  },
  {
    title: 'Intercom',
    preset: 'intercom',
    header:
      'id,created_at,updated_at,state,source.type,team_assignee_id,admin_assignee_id,statistics.time_to_assignment,statistics.time_to_admin_reply,statistics.first_contact_reply_at,statistics.first_admin_reply_at,statistics.time_to_first_close,statistics.last_close_at'.split(
        ',',
      ),
    row: '31,1730419500,1730505900,closed,conversation,55,8,10,40,1730419500,1730419540,900,1730420400'.split(','),
    queue: '55',
    fields: { firstResponse: 'statistics.time_to_admin_reply', closedAt: 'statistics.last_close_at' },
    contact: { key: '31', updatedAtMs: CREATED + 86_400_000 },
  },
  {
    title: '网易七鱼',
    preset: 'qiyu',
    header: QIYU.split(','),
    row: '31,官网,售后组,2,0,1,8,1730419500000,1730420100000,u7,0,0,退款,1,1730419520000,20000,15,1730419500000,4,1,1'.split(
      ',',
    ),
    queue: '售后组',
    fields: { sessionEnd: 'endTime', handledBy: 'interaction', queue: 'fromGroupName' },
    contact: { key: '31', sessionSeconds: 600, isBotOnly: false, repeatKey: 'u7\u001f\u001fone' },
  },
  {
    title: '网易七鱼, the bot alone',
    preset: 'qiyu',
    header: QIYU.split(','),
    row: '32,官网,售后组,2,0,0,,1730419500000,1730419560000,u7,0,0,退款,1,,,,1730419500000,4,1,1'.split(','),
    queue: '售后组',
    fields: {},
    contact: { isBotOnly: true },
  },
  {
    title: '腾讯企点',
    preset: 'qidian',
    header: QIDIAN.split(','),
    row: '小李,售后组,微信用户,2024-11-01 08:05:00,微信,已结束,客户接入,客服结束,3,12,480,5,是,客户,14,2024-11-01 08:05:00,2024-11-01 08:05:12'.split(
      ',',
    ),
    queue: '售后组',
    fields: { sessionLength: '会话时长(秒)', agent: '客服', customer: '客户' },
    contact: { sessionSeconds: 480, agent: '小李' },
  },
]

describe('presets', () => {
  it.each(DIALECTS)(
    'of $title are recognised, and read its contacts without taking a wait for work',
    async (dialect) => {
      const { preset, header, row, queue, fields, contact } = dialect
      const detection = await detectImport(memoryTable(header, [row, row]), {
        queueIds: ['one', 'two'],
        zone: 'Asia/Shanghai',
        savedMappings: [],
        fileName: 'export.csv',
      })
      expect(detection.preset).toMatchObject({ id: preset, isVerified: true })
      expect(detection.questions).toEqual(['queues'])
      expect(detection.unknownQueues).toEqual([{ value: queue, rows: 2 }])
      const columns = Object.fromEntries(detection.mapping.columns.map(({ field, column }) => [field, column]))
      expect(columns).toMatchObject(fields)
      const mapping = { ...detection.mapping, queues: { [queue]: 'one' } }
      const reading = contactReader(mapping, header, { queueIds: ['one'], nowMs: NOW })(row)
      const unknown = { effortSeconds: Number.NaN }
      expect(reading).toMatchObject({
        contact: { queueId: 'one', createdAtMs: CREATED, ...unknown, ...contact },
        doubts: [],
      })
    },
  )

  it('read Chinese headers of 网易七鱼 with written times', async () => {
    const header = [
      '会话ID',
      '接待组',
      '客服组',
      '来源类型',
      '在列队时间',
      '客服',
      '开始时间',
      '结束时间',
      '用户',
      '客服首次响应时长',
    ]
    const row = ['31', '官网', '售后', '网页', '0', '小李', '2024-11-01 08:05:00', '2024-11-01 08:15:00', 'u7', '12']
    const { preset, mapping } = await detectImport(memoryTable(header, [row]), {
      queueIds: ['售后'],
      zone: 'Asia/Shanghai',
      savedMappings: [],
      fileName: '七鱼.csv',
    })
    expect(preset).toMatchObject({ id: 'qiyu' })
    expect(contactReader(mapping, header, { queueIds: ['售后'], nowMs: NOW })(row)).toMatchObject({
      contact: { createdAtMs: CREATED, sessionSeconds: 600, agent: '小李' },
    })
  })

  const unverified = PRESETS.filter(({ isVerified }) => !isVerified)

  it('without a public header are marked so', () => {
    expect(unverified.map(({ name }) => name)).toEqual(['千牛', '飞鸽', '拼多多', '京东咚咚', 'Udesk', '智齿'])
    expect(PRESETS.filter(({ isVerified }) => isVerified)).toHaveLength(6)
  })

  it.each(unverified)(
    'of $name are told by the name of the file, and less sure of every column',
    async ({ id, fileWords }) => {
      const header = ['会话编号', '会话开始时间', '会话结束时间', '买家昵称', '客服昵称', '订单编号']
      const rows = [['a1', '2024-11-01 08:05:00', '2024-11-01 08:15:00', '张**', '小李', 'P1']]
      const detection = await detectImport(memoryTable(header, rows), {
        queueIds: ['one'],
        zone: 'Asia/Shanghai',
        savedMappings: [],
        fileName: `${fileWords![0]}-2024-11.csv`,
      })
      expect(detection.preset).toMatchObject({ id, isVerified: false, confidence: 0.3 })
      expect(detection.mapping.preset).toBe(id)
      expect(detection.mapping.name).toBe(id)
      expect(detection.columns.every(({ confidence }) => confidence <= 0.7)).toBe(true)
      expect(Object.fromEntries(detection.mapping.columns.map(({ field, column }) => [field, column]))).toMatchObject({
        id: '会话编号',
        createdAt: '会话开始时间',
        sessionEnd: '会话结束时间',
        order: '订单编号',
      })
    },
  )
})
