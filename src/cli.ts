#!/usr/bin/env node
/** The command line: wiring, and the one place that catches. */
import { Command, CommanderError } from 'commander'
import { config as readDotEnv } from 'dotenv'
import { addAnalyze } from './commands/analyze.ts'
import { addCheck } from './commands/check.ts'
import { addCheckpoint } from './commands/checkpoint.ts'
import { addCompare } from './commands/compare.ts'
import { addConflicts } from './commands/conflicts.ts'
import { addControl } from './commands/control.ts'
import { addDeploy } from './commands/deploy.ts'
import { addDetect } from './commands/detect.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEntity } from './commands/entity.ts'
import { addGroup } from './commands/group.ts'
import { addJob } from './commands/job.ts'
import { addLink } from './commands/link.ts'
import { addLogs } from './commands/logs.ts'
import { addMetrics } from './commands/metrics.ts'
import { addPrune } from './commands/prune.ts'
import { addRejects } from './commands/rejects.ts'
import { addReport } from './commands/report.ts'
import { addStatus } from './commands/status.ts'
import { addSync } from './commands/sync.ts'
import { addUndo } from './commands/undo.ts'
import { addValidate } from './commands/validate.ts'
import { createContext, type GlobalOptions } from './context.ts'
import { packageVersion } from './db/sources.ts'
import { EXIT, LockstepError, toLockstepError } from './errors.ts'

readDotEnv({ quiet: true })

const program = new Command('lockstep')
  .description('Bring a legacy PostgreSQL database into another schema, prove it, keep it in step.')
  .version(packageVersion())
  .option('--target-url <url>', 'target database (default: LOCKSTEP_TARGET_URL)')
  .option('--json', 'one JSON document on stdout')
  .option('--verbose', 'say more on stderr')
  .option('--no-color', 'no colour')
  .configureHelp({ showGlobalOptions: true })
  .configureOutput({ outputError: () => {} })
  .exitOverride()

const context = createContext(() => program.opts<GlobalOptions>())
const parts = [
  addDeploy,
  addDoctor,
  addLink,
  addEntity,
  addGroup,
  addAnalyze,
  addSync,
  addCompare,
  addDetect,
  addValidate,
  addCheck,
  addStatus,
  addLogs,
  addMetrics,
  addReport,
  addRejects,
  addConflicts,
  addUndo,
  addControl,
  addCheckpoint,
  addPrune,
  addJob,
]
for (const add of parts) add(program, context.get)

/** `entity load` */
const nameOf = (command: Command): string =>
  command.parent && command.parent !== program
    ? `${nameOf(command.parent)} ${command.name()}`
    : command.name()
program.hook('preAction', (_, action) => context.prepare(nameOf(action)))

const usageError = ({ message }: CommanderError) =>
  new LockstepError('LSK13', message.replace(/^error: /, ''), {
    hint: 'lockstep --help, or lockstep COMMAND --help',
  })

const report = (thrown: unknown): number => {
  const isUsage = thrown instanceof CommanderError
  if (isUsage && thrown.code.startsWith('commander.help')) return thrown.exitCode && EXIT.usage
  if (isUsage && thrown.exitCode === 0) return EXIT.inStep
  const failure = isUsage ? usageError(thrown) : toLockstepError(thrown)
  context.out().error(failure)
  return failure.exitCode
}

// Who reads our output may have seen enough (head, less).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(EXIT.unfinished)
})

// What nobody awaits would end the process with 1, which means "out of step".
process.once('uncaughtException', (stray) => {
  const code = report(stray)
  process.exit(code === EXIT.outOfStep ? EXIT.unfinished : code)
})

try {
  await program.parseAsync()
  process.exitCode = context.exitCode()
} catch (thrown) {
  process.exitCode = report(thrown)
} finally {
  await context.close()
}
