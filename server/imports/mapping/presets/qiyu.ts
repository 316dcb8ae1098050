import type { ImportPreset } from '../import-preset.ts'

/**
 * 网易七鱼 sessions, by the names of its interface or of its page. Times are epoch milliseconds; `interaction` is 0 for
 * a session with the bot alone and 1 for one with a person. A session is the wall clock of a chat, not work.
 * Source: public code against the session export interface, and the column names of its help pages.
 */
export const qiyu: ImportPreset = {
  id: 'qiyu',
  name: '网易七鱼',
  isVerified: true,
  kind: 'contacts',
  signatures: [
    ['fromShuntName', 'startTime'],
    ['fromGroupName', 'interaction'],
    ['staffFirstReplyTime', 'startTime', 'interaction'],
    ['接待组', '在列队时间'],
    ['客服首次响应时长', '在列队时间'],
  ],
  columns: {
    id: { headers: ['id', '会话id'] },
    createdAt: { headers: ['startTime', '开始时间', '会话开始时间'], timeFormat: 'epochMilliseconds' },
    queue: { headers: ['fromGroupName', '客服组', 'fromShuntName', '接待组'] },
    channel: { headers: ['fromType', '来源类型'] },
    customer: { headers: ['userId', '用户id', '用户'] },
    agent: { headers: ['staffId', 'staffName', '客服', '客服姓名'] },
    handledBy: { headers: ['interaction', '会话类型', '交互类型'] },
    sessionEnd: { headers: ['endTime', '结束时间', '会话结束时间'], timeFormat: 'epochMilliseconds' },
    firstResponse: { headers: ['firstReplyCost', '客服首次响应时长'], durationUnit: 'milliseconds' },
    firstResponseAt: { headers: ['staffFirstReplyTime'], timeFormat: 'epochMilliseconds' },
    status: { headers: ['status', '解决状态'] },
  },
  botValues: ['0', '机器人'],
}
