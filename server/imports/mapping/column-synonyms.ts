import type { ImportField, ImportKind } from '../../contracts/import.ts'
import { headerKey, headerParts } from './header-key.ts'

type Synonyms = Readonly<Partial<Record<ImportField, string>>>

const QUEUE = `queue|queue name|skill|skill group|group|group name|assigned group|agent group|team|team name|department|inbox|
  group id|队列|队列名称|技能组|技能组名称|客服组|接待组|受理组|服务组|坐席组|客服分组|分组|组别|所属组|业务组|业务线|所属部门|部门|佇列|群组`
const CHANNEL = `channel|contact channel|via channel|via|source|source channel|origin|media type|source type|
  渠道|来源渠道|接入渠道|会话渠道|服务渠道|咨询渠道|渠道类型|会话通路|来源|来源类型|咨询来源|
  管道|频道|通路`

/**
 * Names of columns by what they tell of a contact, the surer ones first, parted by `|`. Simplified Chinese stands for
 * traditional, and lower case with spaces for every spelling (see `headerKey`). A row number (序号) is no identity: it
 * begins again in each file.
 */
const CONTACTS: Synonyms = {
  id: `ticket id|ticket number|ticket no|case id|case number|case no|conversation id|session id|chat id|call id|interaction id|
    contact id|request id|issue key|issue id|uuid|id|工单编号|工单号|工单id|会话id|会话编号|对话id|对话编号|咨询id|咨询编号|通话id|
    通话流水号|流水号|记录id|记录编号|案件编号|案件号|编号`,
  createdAt: `created at|created time|creation time|created on|created|creation date|date created|opened at|open time|opened|
    submitted at|conversation started at|started at|session start time|session start|chat start time|chat started|call start time|
    start time|received at|arrival time|arrived at|initiated at|request time|call time|created date|start|timestamp|date time|
    datetime|time|date|创建时间|工单创建时间|建单时间|提交时间|会话创建时间|会话发起时间|发起时间|会话开始时间|对话开始时间|
    咨询开始时间|会话开始|进线时间|用户进线时间|来电时间|呼入时间|呼叫时间|接入时间|受理时间|咨询时间|来访时间|首次咨询时间|进入时间|
    开始时间|创建日期|建立时间|建立日期|日期时间|时间|日期`,
  updatedAt: `updated at|last updated at|last updated|last update time|updated time|updated|last modified|modified at|
    modified time|更新时间|最后更新时间|最近更新时间|修改时间|最后修改时间|最近修改时间`,
  queue: QUEUE,
  channel: CHANNEL,
  customer: `customer id|customer|customer name|requester id|requester|requester email|user id|buyer id|buyer|buyer nick|
    visitor id|visitor|client id|client|caller|caller number|caller id|phone number|phone|email|contact|user|客户id|客户编号|客户|
    客户昵称|客户名称|客户姓名|客户账号|客户电话|用户id|用户昵称|用户名|用户|买家id|买家昵称|买家旺旺|买家|旺旺|旺旺id|顾客id|顾客|
    顾客昵称|访客id|访客|访客昵称|会员id|会员名|会员昵称|抖音昵称|来电号码|主叫号码|手机号|手机号码|电话号码`,
  order: `order id|order number|order no|order sn|order|订单号|订单编号|订单id|主订单号|关联订单号|关联订单|子订单号|交易号|订单sn|订单`,
  agent: `agent id|agent|agent name|assignee id|assignee|assigned agent|assigned to|owner|staff id|staff|staff name|admin|operator|
    representative|handled by|客服id|客服工号|客服账号|客服姓名|客服昵称|客服名称|接待客服|人工客服|客服人员|客服|坐席工号|坐席姓名|坐席id|
    坐席|座席|座席工号|工号|受理人|受理客服|处理人|接待人|经办人|负责人|子账号|员工|专员`,
  effort: `time tracked|time spent|total time spent|handle time|handling time|handled time|work time|effort|talk time|
    call duration|aht|净处理时长|有效处理时长|人工处理时长|处理时长|处理用时|处理耗时|工时|通话时长|通话时间`,
  sessionLength: `session duration|session length|chat duration|conversation duration|conversation length|duration|length|
    会话时长|对话时长|会话持续时长|会话持续时间|人工会话时长|接待时长|聊天时长|服务时长|咨询时长|持续时间|时长`,
  sessionEnd: `session end time|session end|chat end time|call end time|conversation ended at|ended at|end time|end|hang up time|
    会话结束时间|对话结束时间|咨询结束时间|通话结束时间|挂断时间|结束时间|会话结束`,
  firstResponse: `first response time|first reply time|time to first response|time to first reply|first reply cost|frt|
    首次响应时长|首次响应用时|首响时长|首次回复时长|首响|首次响应时间|首次响应`,
  firstResponseAt: `first response at|first responded at|first reply at|first replied at|initial response time|first response time|
    首次响应时间|首次回复时间|首次应答时间|客服首次发送消息时间|客服首次回复时间`,
  closedAt: `closed at|closed time|close time|closed|solved at|resolved at|resolved time|completed at|completed|closed date|
    关闭时间|解决时间|完结时间|办结时间|结单时间|完成时间|结案时间`,
  status: `status|state|ticket status|状态|工单状态|会话状态|处理状态|解决状态`,
}

const INTERVALS: Synonyms = {
  start: `interval start|interval start time|start of interval|period start|start time|start|interval|timestamp|date time|datetime|
    time|time interval|time slot|from|时段开始|时段开始时间|区间开始|时间段开始|间隔开始|起始时间|开始时间|统计时间|日期时间|时间|统计时段|时段|
    时间段|时间区间`,
  date: 'date|day|stat date|report date|日期|统计日期|数据日期|日期天|天|时间日期',
  timeOfDay: `time slot|time of day|time interval|half hour|interval|slot|hour|time|时段|时间段|统计时段|时间区间|小时|时刻|半小时|
    小时段|时间`,
  queue: `${QUEUE}|${CHANNEL}`,
  offered: `offered|calls offered|contacts offered|offered calls|offered contacts|volume|contacts|total calls|inbound calls|calls|
    chats|tickets|conversations|incoming|received|arrivals|count|total|进线量|进线数|进线人数|总进线量|来电量|呼入量|呼入总量|呼入数|咨询量|
    咨询人数|咨询数|会话总数|会话总量|总会话数|会话数|会话量|接入量|请求数|请求量|工单量|工单数|话务量|业务量|总量|数量`,
  handled: `handled|calls handled|contacts handled|answered|calls answered|contacts answered|accepted|served|接通量|接通数|接起量|
    接起数|接听量|接听数|应答量|应答数|处理量|处理数|接待量|接待数|接待人数|有效接待人数|人工接待量|人工接待数|人工会话数`,
  abandoned: `abandoned|abandons|calls abandoned|abandoned calls|contacts abandoned|missed|missed calls|lost|dropped|放弃量|放弃数|
    放弃人数|呼损|呼损量|未接量|未接数|未接通|未接通数|未接来电|流失量|流失人数|排队放弃|排队放弃数|排队放弃量|未接待|未接待人数|未接待数`,
  aht: `aht|average handle time|average handling time|avg handle time|avg handling time|mean handle time|handle time|平均处理时长|
    平均处理时间|平均处理用时|平均通话时长|平均通话时间`,
}

const CALENDAR: Synonyms = {
  kind: 'kind|event type|type|phase|活动类型|事件类型|类型|活动阶段|阶段',
  title: `title|live title|event title|event name|event|summary|subject|name|直播主题|活动名称|活动主题|直播名称|主题|标题|名称|场次|活动|
    主题 品类`,
  start: `start|start time|starts at|start date|begin|begin time|dtstart|开播时间|直播开始时间|活动开始时间|开始时间|开始日期`,
  end: `end|end time|ends at|end date|finish|finish time|dtend|下播时间|直播结束时间|活动结束时间|结束时间|结束日期`,
  date: 'date|live date|event date|day|日期|直播日期|活动日期',
  startTime: `start time|start|begin time|开播时间|直播开始时间|开始时间|上播时间`,
  endTime: `end time|end|finish time|下播时间|直播结束时间|结束时间`,
  expectedSize: `expected orders|expected size|x expected orders|planned orders|forecast orders|expected gmv|x expected gmv|
    expected viewers|x expected viewers|预估订单|预估订单数|预计订单|预计订单数|预估单量|预计单量|预估gmv|预计gmv|目标gmv|预估销售额|预计销售额|
    预估观看|预估场观|预计场观|预估观看 场观|场观|预估人数`,
  category: 'category|categories|product category|品类|类目|商品品类|产品|商品',
  platform: 'platform|location|平台|直播平台|渠道',
  host: 'host|anchor|streamer|主播|直播间|直播间 账号|账号',
}

const wordsOf = (list: string): string[] => list.split('|').map((word) => headerKey(word))

interface Synonym {
  readonly field: ImportField
  /** Place in the field's list. */
  readonly rank: number
}

function fieldsByKey(synonyms: Synonyms): ReadonlyMap<string, readonly Synonym[]> {
  const byKey = new Map<string, Synonym[]>()
  for (const [field, list] of Object.entries(synonyms) as [ImportField, string][]) {
    for (const [rank, key] of wordsOf(list).entries()) byKey.set(key, [...(byKey.get(key) ?? []), { field, rank }])
  }
  return byKey
}

const FIELDS_BY_KEY: Readonly<Record<ImportKind, ReadonlyMap<string, readonly Synonym[]>>> = {
  contacts: fieldsByKey(CONTACTS),
  intervals: fieldsByKey(INTERVALS),
  calendar: fieldsByKey(CALENDAR),
}

/** A field that a header may stand for. */
export interface HeaderMatch {
  readonly field: ImportField
  /** 0..1; below 1 the less usual the word, and where the header says more than the word. */
  readonly score: number
}

/** Fields that a header may stand for in files of a kind. */
export function headerMatches(kind: ImportKind, header: string): HeaderMatch[] {
  const key = headerKey(header)
  const { name } = headerParts(key)
  const exact = FIELDS_BY_KEY[kind].get(key) ?? FIELDS_BY_KEY[kind].get(name)
  if (exact) return exact.map(({ field, rank }) => ({ field, score: 1 - rank / 1000 }))
  return [...FIELDS_BY_KEY[kind]].flatMap(([word, fields]) =>
    endsWithWord(name, word) ? fields.map(({ field, rank }) => ({ field, score: 0.7 - rank / 1000 })) : [],
  )
}

/** Whether a header ends with a synonym as a whole word; Chinese words of two characters are in too many others. */
const endsWithWord = (name: string, word: string): boolean =>
  name.endsWith(word) && (/[一-鿿]/.test(word) ? word.length > 2 : word.includes(' ') && name.endsWith(` ${word}`))

/** Headers that tell who took part in a conversation, and what their values say when it was a bot alone. */
const HANDLERS: readonly { readonly headers: readonly string[]; readonly botValues: readonly string[] }[] = [
  {
    headers: wordsOf('is bot|bot only|is robot|handled by bot|是否机器人|是否机器人会话|机器人接待|纯机器人'),
    botValues: ['true', '1', 'yes', 'y', '是'],
  },
  {
    headers: wordsOf(
      'is human|handled by human|transferred to human|escalated to human|是否人工|是否转人工|转人工|人工介入|是否人工接待',
    ),
    botValues: ['false', '0', 'no', 'n', '否', '未转人工'],
  },
  {
    headers:
      wordsOf(`handled by|handler|handler type|agent type|session type|interaction type|service type|interaction|服务类型|服务方式|
      接待类型|接待方式|处理方式|会话类型|agent|agent name|assignee|客服|客服姓名|客服名称|接待客服|客服昵称`),
    botValues: [
      'bot',
      'robot',
      'chatbot',
      'ai',
      'ai agent',
      'fin',
      'virtual agent',
      '机器人',
      '机器人接待',
      '智能客服',
      '智能机器人',
      '仅机器人',
      '纯机器人',
      'ai客服',
    ],
  },
]

/** Of the values of a column, those that say that a bot took part alone; empty for any other column. */
export function botValuesOf(header: string, values: Iterable<string>): string[] {
  const key = headerKey(header)
  const botValues = HANDLERS.find(({ headers }) => headers.includes(key))?.botValues ?? []
  return [...values].filter((value) => botValues.includes(value.toLowerCase().replace('機器人', '机器人')))
}
