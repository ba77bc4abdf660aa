/** `lockstep deploy` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Deployment, Pending } from '../db/deploy.ts'
import { EXIT } from '../errors.ts'
import type { Output } from '../output.ts'
import { examples } from './arguments.ts'

const deployedText = (done: Deployment, out: Output): string =>
  [
    `version       ${done.version}${done.isNew ? '' : ' (the same files were installed before)'}`,
    `migrations    ${done.migrations.length === 0 ? 'none' : done.migrations.join(', ')}`,
    `definitions   ${done.definitions} functions and views laid`,
    out.good('lockstep is deployed'),
  ].join('\n')

const pendingText = (pending: Pending, out: Output): string => {
  if (!pending.isPending) return out.good(`version ${pending.version} is installed, nothing to do`)
  return [
    `installed     ${pending.installed ?? 'nothing'}`,
    `package       ${pending.version}${pending.hasOtherFiles ? ', other files' : ''}`,
    ...pending.changedFunctions.map(({ change, signature }) => `${change.padEnd(14)}${signature}`),
    out.bad('a deploy would change this database'),
  ].join('\n')
}

/** Adds the command. */
export const addDeploy = (program: Command, context: () => Context): void => {
  const command = program
    .command('deploy')
    .description('install lockstep in the target database, or bring it up to date')
    .option('--check', 'change nothing; exit code 1 if a deploy would change something')
    .action(async ({ check }: { check?: boolean }) => {
      const { lockstep, out, finish } = context()
      if (check) {
        const pending = await lockstep.pendingDeployment()
        out.result(pending, pendingText(pending, out))
        out.next(pending.isPending ? 'lockstep deploy' : 'lockstep doctor')
        finish(pending.isPending ? EXIT.outOfStep : EXIT.inStep)
        return
      }
      const done = await lockstep.deploy()
      out.result(done, deployedText(done, out))
      const isFirst = done.migrations.length > 0
      if (isFirst) out.next('lockstep link create', 'link the source database')
      else out.next('lockstep doctor', 'check links, rights and settings')
    })
  examples(command, 'lockstep deploy', 'lockstep deploy --check')
}
