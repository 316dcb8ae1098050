/** A plan folder that ships with the product. */
export interface CatalogueEntry {
  readonly id: string
  /** Relative to the repository's root. */
  readonly folder: string
  /** First day of the week that its data are made for, `YYYY-MM-DD`. */
  readonly week: string
  readonly purpose: { readonly 'zh-CN': string; readonly en: string }
}

export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: 'beauty-50',
    folder: 'scenarios/beauty-50',
    week: '2026-11-09',
    purpose: {
      'zh-CN': '美妆直播客服 50 人：售前、售后、投诉三组，在线、电话与工单（合成数据）',
      en: 'Livestream beauty service of 50: three groups, chat, phone and tickets (synthetic data)',
    },
  },
  {
    id: 'bank',
    folder: 'scenarios/bank',
    week: '2026-06-22',
    purpose: {
      'zh-CN': '银行电话中心：用任意一份时段导出数据排班（附合成数据）',
      en: 'Bank telephone centre: plan from any interval export (synthetic data included)',
    },
  },
  {
    id: 'two-sites',
    folder: 'scenarios/two-sites',
    week: '2026-11-02',
    purpose: {
      'zh-CN': '上海与洛杉矶两地共同服务一个队列，各按当地时间排班（合成数据）',
      en: 'One queue served from Shanghai and Los Angeles, each by its own clock (synthetic data)',
    },
  },
  {
    id: 'resource-plan',
    folder: 'scenarios/resource-plan',
    week: '2026-11-09',
    purpose: {
      'zh-CN': '客服资源计划核算：高峰两倍、加 30% 人手够不够（合成数据）',
      en: 'A service resource plan worked out: is 30 % more staff enough for twice the contacts (synthetic data)',
    },
  },
  {
    id: 'friday-evening',
    folder: 'scenarios/friday-evening',
    week: '2026-11-09',
    purpose: {
      'zh-CN': '周五晚高峰：旧班次的错配、增设晚班与退款提速各值多少（合成数据）',
      en: 'Friday evening: the misfit of old shifts, and what a late shift and faster refunds are worth (synthetic data)',
    },
  },
]
