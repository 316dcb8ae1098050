import type { ImportPreset } from '../import-preset.ts'

/**
 * 千牛. Unverified: no export header of it is public, so that it is told by the name of the file alone, and its
 * columns by general synonyms and the shop's own words for its buyers.
 */
export const qianniu: ImportPreset = {
  id: 'qianniu',
  name: '千牛',
  isVerified: false,
  kind: 'contacts',
  signatures: [],
  fileWords: ['千牛', 'qianniu', '旺旺', 'wangwang', '赤兔'],
  columns: {
    customer: { headers: ['买家昵称', '买家旺旺', '买家', '旺旺id'] },
    agent: { headers: ['客服旺旺', '客服昵称', '子账号', '客服'] },
  },
}
