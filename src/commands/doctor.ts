/** `lockstep doctor` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples } from './arguments.ts'
import { showFindings } from './findings.ts'

/** Adds the command. */
export const addDoctor = (program: Command, context: () => Context): void => {
  const command = program
    .command('doctor')
    .description(
      'check installation, rights, links, clocks and settings. Exit code 1 with findings',
    )
    .action(async () => {
      const { lockstep, out } = context()
      const findings = await lockstep.doctor()
      showFindings(context(), findings, 'healthy')
      out.next(
        findings.length === 0 ? 'lockstep sync' : 'lockstep doctor',
        findings.length === 0 ? '' : 'look again',
      )
    })
  examples(command, 'lockstep doctor', 'lockstep doctor --json')
}
