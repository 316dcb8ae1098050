import fc from 'fast-check'

/** Properties try the same cases on every run, so that a red run can be repeated; another seed tries others. */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261109) })
