import type { ImportPreset } from '../import-preset.ts'

/**
 * 智齿. Unverified: no export header of it is public, so that it is told by the name of the file alone, and its
 * columns by general synonyms and the words of its help pages.
 */
export const sobot: ImportPreset = {
  id: 'sobot',
  name: '智齿',
  isVerified: false,
  kind: 'contacts',
  signatures: [],
  fileWords: ['智齿', '智齒', 'sobot', 'zhichi'],
  columns: {
    customer: { headers: ['访客昵称', '用户昵称', '客户昵称', '用户'] },
    agent: { headers: ['接待客服', '客服昵称', '客服'] },
    queue: { headers: ['技能组', '接待技能组'] },
  },
}
