import type { ImportPreset } from '../import-preset.ts'

/**
 * 腾讯企点 sessions. 会话时长(秒) is the wall clock of a chat, of which an agent may hold several, and not work.
 * Rows have no id.
 * Source: the header of session exports in public code.
 */
export const qidian: ImportPreset = {
  id: 'qidian',
  name: '腾讯企点',
  isVerified: true,
  kind: 'contacts',
  signatures: [
    ['会话通路', '会话开始时间', '所在组织架构'],
    ['会话通路', '会话开始时间', '接入方式', '结束方式'],
  ],
  columns: {
    createdAt: { headers: ['会话开始时间'], timeFormat: 'iso' },
    queue: { headers: ['所在组织架构'] },
    channel: { headers: ['会话通路'] },
    customer: { headers: ['客户'] },
    agent: { headers: ['客服'] },
    sessionLength: { headers: ['会话时长(秒)'], durationUnit: 'seconds' },
    firstResponse: { headers: ['首次响应时长(秒)'], durationUnit: 'seconds' },
    firstResponseAt: { headers: ['客服首次发送消息时间'], timeFormat: 'iso' },
    status: { headers: ['会话状态'] },
  },
}
