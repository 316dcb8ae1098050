import type { ImportPreset } from '../import-preset.ts'

/**
 * 京东咚咚. Unverified: no export header of it is public, so that it is told by the name of the file alone, and its
 * columns by general synonyms and the shop's own words for its customers.
 */
export const dongdong: ImportPreset = {
  id: 'dongdong',
  name: '京东咚咚',
  isVerified: false,
  kind: 'contacts',
  signatures: [],
  fileWords: ['咚咚', 'dongdong', '京麦', '京东'],
  columns: {
    customer: { headers: ['顾客账号', '客户账号', '顾客', '用户pin', '客户'] },
    agent: { headers: ['客服账号', '客服pin', '客服'] },
  },
}
