/** Opens the store in the folder of the first argument, stores a plan, prints its id and holds on. */
import { openAsOwner } from '../../../server/store/database.ts'
import { openStore } from '../../../server/store/open-store.ts'
import { storePlan } from '../stored-plan.ts'

const store = await openStore({ databaseUrl: undefined, dataFolder: process.argv[2]! }, () => undefined)
console.log(await storePlan(openAsOwner(store.url)))
setInterval(() => undefined, 1000)
