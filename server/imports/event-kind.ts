/**
 * Words of schedule sheets for the same kind of event, so that a plan with sheets in two languages learns from both.
 * A sale's phases are kinds of their own: before, during and after it customers ask for different things.
 */
const WORDS_BY_KIND: Readonly<Record<string, readonly string[]>> = {
  livestream: [
    '直播',
    '直播场次',
    '直播带货',
    '日播',
    '開播',
    '直播間',
    'live',
    'live stream',
    'live streaming',
    'live session',
  ],
  sale: ['大促', '促销', '促銷', '活动', '活動', 'promotion', 'promo', 'campaign', 'mega sale'],
  presale: ['预售', '預售', '预售期', '定金', '付定金', 'pre-sale', 'pre sale', 'deposit'],
  saleWarmUp: ['预热', '預熱', '预热期', '蓄水', '蓄水期', '种草', '种草期', 'warm-up', 'warm up', 'warmup', 'teaser'],
  salePeak: ['爆发', '爆發', '爆发期', '高潮', '正式期', '现货', '现货期', 'peak', 'burst', 'main sale'],
  saleEncore: ['返场', '返場', '返场期', '余热', '余热期', 'encore', 'extended sale'],
  holiday: ['节假日', '節假日', '法定节假日', '假期', '放假', '休', 'public holiday', 'bank holiday'],
  makeupWorkday: ['调休上班', '調休上班', '补班', '補班', '调休工作日', '班', 'make-up workday', 'makeup workday'],
  launch: ['新品', '上新', '首发', '首發', '新品上市', 'new product', 'product launch'],
  outage: ['停机', '系统维护', '維護', '维护', '故障', 'maintenance', 'downtime'],
}

const kindByWord = new Map(
  Object.entries(WORDS_BY_KIND).flatMap(([kind, words]) =>
    [kind, ...words].map((word) => [word.toLowerCase(), kind] as const),
  ),
)

/** The kind that a word means; a word not known is a kind of the user's own. */
export const eventKindOf = (word: string): string => kindByWord.get(word.trim().toLowerCase()) ?? word.trim()
