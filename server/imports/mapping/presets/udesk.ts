import type { ImportPreset } from '../import-preset.ts'

/**
 * Udesk. Unverified: no export header of it is public, so that it is told by the name of the file alone, and its
 * columns by general synonyms and the words of its help pages.
 */
export const udesk: ImportPreset = {
  id: 'udesk',
  name: 'Udesk',
  isVerified: false,
  kind: 'contacts',
  signatures: [],
  fileWords: ['udesk'],
  columns: {
    customer: { headers: ['客户名称', '客户昵称', '客户', 'customer_id', 'user_id'] },
    agent: { headers: ['受理客服', '客服名称', '客服', 'agent_id'] },
    queue: { headers: ['受理客服组', '客服组', 'agent_group', 'group_name'] },
  },
}
