/** Shows lockstep at work on two throw-away servers. */
import { parseArgs } from 'node:util'
import { dispatchStory } from './demos/dispatch.ts'
import { sampleStory } from './demos/sample.ts'
import { chapter, Failure, say } from './demos/say.ts'
import { type Pair, startLastingPair, startPair } from './lib/pair.ts'
import { dataFolder, isHere, sampleNamed, sampleNames } from './lib/samples.ts'

const usage = `usage: scripts/demo [--source NAME] [--scale N] [--keep]

  --source NAME   dispatch, ${sampleNames.join(', ')} (default: dispatch). All but
                  dispatch and shop are read from ../shared/data
  --scale N       of dispatch: 1 is a database of 10 million rows (default: 0.02)
  --keep          leave the two servers running, and say how to reach and to stop them`

/** It was asked for something that there is not. */
class Misuse extends Failure {}

const majors = { source: 15, target: 17 }

const closing = async (pair: Pair, isKept: boolean, seconds: string) => {
  chapter(`Done in ${seconds} s`)
  if (!isKept) {
    await pair.stop()
    say('The servers are stopped and gone. To look around in them: ./scripts/demo --keep')
  } else {
    say('The servers are still there:\n')
    say(`export LOCKSTEP_SOURCE_URL='${pair.sourceUrl}'`)
    say(`export LOCKSTEP_TARGET_URL='${pair.targetUrl}'\n`)
    say('→ npx tsx src/cli.ts compare      with these two variables, any command of lockstep')
    say(`→ ${pair.stopCommand}      stops them and removes their data`)
  }
  say('→ lockstep --help      what else there is')
}

/** What to tell on a pair of servers. */
const storyOf = (name: string, scale: number) => {
  if (name === 'dispatch') return (pair: Pair) => dispatchStory(pair, scale, majors)
  const sample = sampleNamed(name)
  if (!sample) throw new Misuse(`no sample ${name}: there are dispatch, ${sampleNames.join(', ')}`)
  if (!isHere(sample)) throw new Misuse(`sample ${name} is not here: ${dataFolder} lacks its files`)
  return (pair: Pair) => sampleStory(pair, sample, majors)
}

const demo = async (story: (pair: Pair) => Promise<void>, isKept: boolean) => {
  const started = performance.now()
  const pair = await (isKept ? startLastingPair : startPair)(majors)
  try {
    await story(pair)
  } catch (error) {
    await pair.stop()
    throw error
  }
  await closing(pair, isKept, ((performance.now() - started) / 1000).toFixed(0))
}

const scaleOf = (text: string) => {
  const scale = Number(text)
  if (scale >= 0.001 && scale <= 10) return scale
  throw new Misuse(`--scale ${text}: a number from 0.001 to 10 was expected`)
}

const asked = () => {
  try {
    return parseArgs({
      options: {
        source: { type: 'string', default: 'dispatch' },
        scale: { type: 'string', default: '0.02' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Misuse(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

try {
  const { source, scale, keep, help } = asked()
  if (help) say(usage)
  else await demo(storyOf(source, scaleOf(scale)), keep)
} catch (error) {
  console.error(`✗ the demo broke off: ${error instanceof Failure ? error.message : String(error)}`)
  process.exitCode = error instanceof Misuse ? 2 : 3
}
