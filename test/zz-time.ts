import { openStage } from './lib/stage.ts'
import { zoo } from './lib/zoo.ts'
const t0 = Date.now(); let last = t0
const lap = (what: string) => { console.log(what, Date.now() - last, 'ms'); last = Date.now() }
const s = await openStage({ source: 17, target: 15 }); lap('clusters')
await s.far.unsafe(zoo.source).simple(); lap('source data')
await s.near.unsafe(zoo.target).simple()
const run = async (l: string) => { const e = await s.attempt(l); if (e.code) console.log(e); lap(l) }
await run('deploy'); await run('link create'); 
await s.load({ 'm.sql': zoo.mapping }).catch((e: unknown) => console.log(String(e))); lap('load')
await run('sync'); await run('sync'); await run('compare'); await run('status')
await s.stop(); lap('stop')
