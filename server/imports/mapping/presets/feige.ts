import type { ImportPreset } from '../import-preset.ts'

/**
 * 飞鸽. Unverified: no export header of it is public, so that it is told by the name of the file alone, and its
 * columns by general synonyms and the shop's own words for its buyers.
 */
export const feige: ImportPreset = {
  id: 'feige',
  name: '飞鸽',
  isVerified: false,
  kind: 'contacts',
  signatures: [],
  fileWords: ['飞鸽', '飛鴿', 'feige', '抖店'],
  columns: {
    customer: { headers: ['抖音昵称', '用户昵称', '用户id', '用户'] },
    agent: { headers: ['客服昵称', '接待客服', '客服'] },
  },
}
