/** `lockstep job create|list|show|run|work|pause|resume|drop` */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { Job, JobRequest } from '../db/jobs.ts'
import { LockstepError } from '../errors.ts'
import { jobRunText, jobsText, jobText } from '../report/job.ts'
import { listenForStop } from '../run/stop.ts'
import { exitCodeOfJobRun } from '../run/ticks.ts'
import {
  addGroups,
  type ChoiceFlags,
  collect,
  examples,
  positive,
  ratio,
  share,
} from './arguments.ts'
import { meterOn } from './driven.ts'

type Flags = Omit<JobRequest, 'name' | 'windows' | 'groups'> &
  ChoiceFlags & { readonly window?: readonly string[] }

const named = async ({ lockstep }: Context, name: string): Promise<Job> => {
  const [job] = await lockstep.job.list(name)
  if (job) return job
  throw new LockstepError('LSK27', `there is no job '${name}'`, {
    hint: 'List those that are: lockstep job list',
  })
}

const addCreate = (parent: Command, context: () => Context) => {
  const command = parent
    .command('create')
    .description('have a sync run again and again')
    .argument('<job>', 'its name')
    .requiredOption('--every <schedule>', '15m, hourly, 2h, daily, 3d, weekly, or fields of cron')
    .option('--at <time>', 'time of day (HH:MM) of a schedule of days or weeks')
    .option('--zone <zone>', 'time zone whose wall clock it follows (default: UTC)')
    .option('--window <window>', "when it may work: 'mon-fri 22:00-06:00'; repeatable", collect)
    .option('--entities <entities...>', 'what to sync, with what it refers to (default: all)')
    .option('--full-every <schedule>', 'when to look at all rows; else by watermarks')
    .addOption(
      new Option('--verify <how>', 'what follows a pass of all rows')
        .choices(['none', 'compare', 'validate'])
        .default('none'),
    )
    .option('--sample <share>', 'share of the rows whose content validate compares', share)
    .option('--no-deletes', 'leave rows alone that are gone at the source')
    .option('--max-delete-ratio <ratio>', 'part of an entity that may be deleted', ratio)
    .option('--max-rows <n>', 'stop a run behind so many rows written; the next goes on', positive)
    .option('--max-minutes <n>', 'stop a run after so long; the next goes on', positive)
    .option('--no-cron', 'do not have pg_cron call it')
    .action(async (name: string, { window: windows, group: groups, ...flags }: Flags) => {
      const { lockstep, out } = context()
      const caller = await lockstep.job.create({ ...flags, name, windows, groups })
      const job = await named(context(), name)
      const when = `next run ${job.nextRunLocal} ${job.zone}`
      out.result({ job, caller }, out.good(`job ${name} is created   ${when}`))
      if (caller === 'pg_cron') out.next(`lockstep job show ${name}`, 'pg_cron calls it')
      else out.next('lockstep job work', 'nobody else calls jobs: let this run as a service')
    })
  addGroups(command)
  examples(
    command,
    'lockstep job create all --every 15m --full-every daily --verify compare',
    'lockstep job create orders --every daily --at 02:30 --zone Europe/Berlin --entities orders',
    "lockstep job create night --every '*/10 * * * *' --window '22:00-06:00' --max-minutes 30",
  )
}

const addRun = (parent: Command, context: () => Context) => {
  const command = parent
    .command('run')
    .description('run it now, also if it is paused or outside of its windows')
    .argument('<job>')
    .option('--no-wait', 'leave it to whoever calls jobs')
    .action(async (name: string, { wait }: { wait: boolean }) => {
      const { lockstep, out, finish } = context()
      const { state } = await named(context(), name)
      if (state === 'paused') out.note(`job ${name} is paused, and stays so behind this run`)
      if (!wait) {
        await lockstep.job.start(name)
        out.result({ job: name, state: 'asked' }, out.good(`job ${name} is asked for`))
        return out.next(`lockstep job show ${name}`)
      }
      const meter = meterOn(process.stderr)
      try {
        const run = await lockstep.job.run(name, {
          stop: listenForStop(out.note),
          onProgress: (progress) => meter.show(progress),
        })
        meter.clear()
        const say = run.outcome === 'succeeded' ? out.good : out.bad
        out.result({ run }, say(jobRunText(run)))
        finish(exitCodeOfJobRun(run))
        if (run.outcome === null) out.next(`lockstep job run ${name}`, 'goes on with it')
        else out.next(run.run === null ? `lockstep job show ${name}` : `lockstep report ${run.run}`)
      } finally {
        meter.clear()
      }
    })
  examples(command, 'lockstep job run night', 'lockstep job run night --no-wait')
}

const addWork = (parent: Command, context: () => Context) => {
  const command = parent
    .command('work')
    .description('do what is due, as pg_cron would, until Ctrl-C')
    .argument('[jobs...]', 'only these (default: all)')
    .option('--once', 'end when nothing is due')
    .option('--retries <n>', 'failures in a row before giving up (default: never)', positive)
    .action(async (jobs: string[], flags: { once?: boolean; retries?: number }) => {
      const { lockstep, out } = context()
      for (const job of jobs) await named(context(), job)
      if (!flags.once) out.note('working on jobs; Ctrl-C stops behind the current step')
      const ending = await lockstep.job.work({
        ...flags,
        jobs: jobs.length > 0 ? jobs : undefined,
        stop: listenForStop(out.note),
        onRun: (run) => out.note(jobRunText(run)),
      })
      const all = await lockstep.job.list()
      out.result({ ending, jobs: all }, jobsText(all))
    })
  examples(command, 'lockstep job work', 'lockstep job work --once')
}

/** Adds the commands. */
export const addJob = (program: Command, context: () => Context): void => {
  const parent = program.command('job').description('syncs that run by themselves')
  addCreate(parent, context)

  parent
    .command('list')
    .description('all jobs')
    .action(async () => {
      const { lockstep, out } = context()
      const jobs = await lockstep.job.list()
      out.result({ jobs }, jobsText(jobs))
      const [first] = jobs
      out.next(first ? `lockstep job show ${first.name}` : 'lockstep job create all --every 15m')
    })
  parent
    .command('show')
    .description('a job, what became of it, and when it runs next')
    .argument('<job>')
    .option('--runs <n>', 'how many of its runs', positive, 10)
    .action(async (name: string, { runs: limit }: { runs: number }) => {
      const { lockstep, out } = context()
      const job = await named(context(), name)
      const runs = await lockstep.job.runs(name, limit)
      out.result({ job, runs }, jobText(job, runs))
      out.next(job.state === 'paused' ? `lockstep job resume ${name}` : `lockstep job run ${name}`)
    })
  addRun(parent, context)
  addWork(parent, context)

  const add = (
    verb: 'pause' | 'resume' | 'drop',
    description: string,
    done: string,
    next: (name: string) => string,
  ) =>
    parent
      .command(verb)
      .description(description)
      .argument('<job>')
      .action(async (name: string) => {
        const { lockstep, out } = context()
        await lockstep.job[verb](name)
        out.result({ job: name, state: done }, out.good(`job ${name} is ${done}`))
        out.next(next(name))
      })
  add(
    'pause',
    'let it rest; what it does stops behind its current step',
    'paused',
    (name) => `lockstep job resume ${name}`,
  )
  add('resume', 'let it go on, at its next time', 'resumed', (name) => `lockstep job show ${name}`)
  add(
    'drop',
    'drop it and its history; a run of it is cancelled',
    'dropped',
    () => 'lockstep job list',
  )
}
