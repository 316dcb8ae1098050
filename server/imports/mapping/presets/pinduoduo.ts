import type { ImportPreset } from '../import-preset.ts'

/**
 * 拼多多. Unverified: no export header of it is public, so that it is told by the name of the file alone, and its
 * columns by general synonyms and the shop's own words for its orders.
 */
export const pinduoduo: ImportPreset = {
  id: 'pinduoduo',
  name: '拼多多',
  isVerified: false,
  kind: 'contacts',
  signatures: [],
  fileWords: ['拼多多', 'pinduoduo', 'pdd'],
  columns: {
    customer: { headers: ['买家昵称', '消费者昵称', '用户昵称', '买家'] },
    order: { headers: ['订单号', '订单编号', '订单sn'] },
  },
}
