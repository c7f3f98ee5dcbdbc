// Measures commands by the CPU time of the process and all it starts, which a loaded machine changes less than the clock.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const time = '/usr/bin/time';

/** Prints a figure against its budget; with none it is for information. */
export function report(what, value, budget, unit) {
  const verdict = budget === undefined ? 'no budget' : `budget ${budget} ${unit}, ${value <= budget ? 'ok' : 'over'}`;
  console.log(`${what}: ${value.toFixed(2)} ${unit}, ${verdict}`);
}

/** Runs a part of the bench. What cannot be had is "not measured", and says why. */
export async function part(what, action) {
  try {
    await action();
  } catch (thrown) {
    console.log(`${what}: not measured: ${String(thrown instanceof Error ? thrown.message : thrown).split('\n')[0]}`);
  }
}

/** The value at a share of the sorted values: 0.5 is the median. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** CPU milliseconds of each of many runs, after some that are not counted.
 *  @param prepare  makes what a run is given, at no cost to it */
export function timesOf(action, prepare = () => undefined, runs = 200, warmUps = 20) {
  return Array.from({ length: warmUps + runs }, (_, round) => {
    const given = prepare(round);
    const start = process.cpuUsage();
    action(given);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }).slice(warmUps);
}

/** CPU seconds and peak memory (MiB) of a command: the median of some runs. Exit codes up to `mayExit` are fine. */
export function commandCost(command, args, { cwd, runs = 3, mayExit = 1, env } = {}) {
  if (!existsSync(time)) throw new Error(`${time} is not there; it counts the CPU time (Debian: apt install time)`);
  const costs = Array.from({ length: runs }, () => {
    const run = spawnSync(time, ['-f', 'cost %U %S %M', command, ...args], {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (run.error) throw run.error;
    const cost = /cost ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(run.stderr);
    if (cost === null || run.status === null || run.status > mayExit) {
      throw new Error(`${command} ${args[0] ?? ''} ended with ${run.status}: ${run.stderr.slice(0, 300)}`);
    }
    return { cpuS: Number(cost[1]) + Number(cost[2]), peakMiB: Number(cost[3]) / 1024 };
  });
  return {
    cpuS: quantile(
      costs.map(({ cpuS }) => cpuS),
      0.5,
    ),
    peakMiB: Math.max(...costs.map(({ peakMiB }) => peakMiB)),
  };
}
