// `npm run bench`: whole processes on generated plans, beside JSON.parse of the same file in the same run.
// Timings never fail it; a wrong answer does (an exit code other than 1, no verdicts, no findings).
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writePlan } from './generate.mjs';
import { measurePacks, packLines } from './packs.mjs';

const usage = `usage: node test/bench/run.mjs [--sizes 100,1000,10000,100000] [--runs N] [--keep] [--json FILE]
  --sizes  numbers of resources
  --runs   runs of each tool (default: 5, and 3 from 10,000 resources)
  --lean   plans of creations only, mostly small resources: half the bytes a resource
  --keep   keep the plans
  --json   write the figures to a file as well
  --cli    the program to measure (default: dist/cli.js of this tree)
Other tools are looked for on PATH, or in the folders of DRIFTGATE_BENCH_PATH.`;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: flags } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,10000,100000' },
    runs: { type: 'string' },
    lean: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    json: { type: 'string' },
    cli: { type: 'string', default: here('../../dist/cli.js') },
    help: { type: 'boolean', default: false },
  },
});
if (flags.help) {
  console.log(usage);
  process.exit(0);
}
const sizes = flags.sizes.split(',').map(Number);
if (sizes.some((size) => !(size > 0)) || (flags.runs !== undefined && !(Number(flags.runs) > 0))) {
  console.error(usage);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'driftgate-bench-'));
const usageFile = join(folder, 'usage.json');
const reportFile = join(folder, 'report.json');
/** The settings of whoever runs this must not change what is measured. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(DRIFTGATE_|NODE_OPTIONS)/.test(name)),
);

/** Runs a command to its end, or kills it at the limit. */
function run(command, args, limitMs = 600_000, more = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...env, DRIFTGATE_BENCH_USAGE: usageFile, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        if (output[name].length < 65_536) output[name] += text;
      });
    }
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ...output, code, late, wall: (performance.now() - start) / 1000 });
    });
  });
}

async function runNode(args, more) {
  rmSync(usageFile, { force: true });
  const result = await run(process.execPath, ['--require', here('usage.cjs'), ...args], undefined, more);
  return { ...result, ...JSON.parse(readFileSync(usageFile, 'utf8')) };
}

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const medians = (results, names) =>
  Object.fromEntries(names.map((name) => [name, median(results.map((result) => result[name]))]));

const reference =
  "const t=performance.now();JSON.parse(require('node:fs').readFileSync(process.argv[1],'utf8'));console.log((performance.now()-t)/1000)";

class WrongAnswer extends Error {}

async function driftgate(plan) {
  rmSync(reportFile, { force: true });
  const result = await runNode([
    flags.cli,
    'check',
    plan,
    '--format',
    'text',
    '--format',
    `json=${reportFile}`,
  ]);
  if (result.code !== 1)
    throw new WrongAnswer(`driftgate ended with ${result.code}, expected 1\n${result.stderr.slice(-2000)}`);
  const { summary, gate, errors } = JSON.parse(readFileSync(reportFile, 'utf8'));
  const { fail, unknown, pass } = summary.verdicts;
  if (errors.length > 0 || gate.exitCode !== 1 || summary.judged === 0 || fail === 0 || pass === 0) {
    throw new WrongAnswer(
      `the report of driftgate is not as expected: ${JSON.stringify({ summary, gate, errors }).slice(0, 2000)}`,
    );
  }
  return { ...result, judged: summary.judged, findings: fail + unknown };
}

async function measure(size, start) {
  const plan = join(folder, `${size}.json`);
  await writePlan(size, plan, { lean: flags.lean });
  const runs = Number(flags.runs ?? (size < 10_000 ? 5 : 3));
  const tool = [];
  const parse = [];
  const steps = [
    async () => tool.push(await driftgate(plan)),
    async () => {
      const result = await runNode(['-e', reference, plan]);
      parse.push({ ...result, inside: Number(result.stdout) });
    },
  ];
  for (let n = 0; n < runs; n++) for (const step of n % 2 ? [...steps].reverse() : steps) await step();
  const own = medians(tool, ['wall', 'rss', 'cpu']);
  const other = medians(parse, ['wall', 'rss', 'cpu', 'inside']);
  return {
    plan,
    size,
    bytes: statSync(plan).size,
    runs,
    ...own,
    judged: tool[0].judged,
    findings: tool[0].findings,
    reference: other,
    toParseInProcess: own.wall / other.inside,
    toParseProcess: own.wall / Math.max(0.001, other.wall - start),
    toParseCpu: own.cpu / other.cpu,
  };
}

const folders = (process.env.DRIFTGATE_BENCH_PATH ?? process.env.PATH ?? '').split(delimiter).filter(Boolean);
function find(name) {
  return folders
    .map((each) => join(each, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Other tools, each as its users run it. opa and conftest get a single rule: what they cost before any real policy. */
const floor = join(folder, 'floor.rego');
const others = {
  opa: (plan) => ['eval', '--format', 'json', '--data', floor, '--input', plan, 'data.main.deny'],
  conftest: (plan) => ['test', '--policy', floor, plan],
  checkov: (plan) => ['--framework', 'terraform_plan', '--compact', '--quiet', '-f', plan],
  trivy: (plan) => ['config', '--quiet', '--skip-check-update', plan],
};
const limit = 120_000;

async function measureOthers(plans) {
  writeFileSync(
    floor,
    'package main\n\nimport rego.v1\n\ndeny contains change.address if {\n\tsome change in input.resource_changes\n\tchange.type == "aws_sqs_queue"\n\tchange.change.after.sqs_managed_sse_enabled == false\n}\n',
  );
  const rows = [];
  for (const [name, args] of Object.entries(others)) {
    const command = find(name);
    const label = name === 'opa' || name === 'conftest' ? `${name} (one rule)` : name;
    if (command === undefined) {
      console.log(`${label}: not on PATH`);
      continue;
    }
    for (const { plan, size, wall } of plans) {
      if (size > 10_000) continue;
      const runs = [];
      for (let n = 0; n < 3 && !runs.some(({ late }) => late); n++)
        runs.push(await run(command, args(plan), limit));
      const late = runs.some((each) => each.late);
      const taken = median(runs.map((each) => each.wall));
      rows.push({ tool: label, size, seconds: late ? null : taken, exitCode: runs[0].code });
      const said = late
        ? `over ${limit / 1000} s, ended`
        : `${taken.toFixed(2)} s, ${(taken / wall).toFixed(1)} x driftgate, exit ${runs[0].code}`;
      console.log(`${label}, ${size} resources: ${said}`);
    }
  }
  return rows;
}

function table(rows) {
  const head = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(head[column])).join('  ')).join('\n');
}

try {
  console.log(
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  );
  const load = loadavg()[0] ?? 0;
  if (load > 1)
    console.log(
      `The machine is busy (load ${load.toFixed(1)}): of the figures, only CPU, RSS and x parse CPU mean much.`,
    );
  const bare = [];
  for (let n = 0; n < 5; n++) bare.push(await runNode(['-e', '0']));
  const start = median(bare.map(({ wall }) => wall));
  const figures = [];
  for (const size of sizes) {
    const made = await measure(size, start);
    const last = figures.at(-1);
    figures.push({ ...made, growth: last && made.wall / last.wall, cpuGrowth: last && made.cpu / last.cpu });
    console.log(
      `${size} resources: ${made.wall.toFixed(2)} s (median of ${made.runs}), JSON.parse ${made.reference.inside.toFixed(2)} s`,
    );
  }
  console.log(
    `\n${table([
      [
        'resources',
        'MB',
        'wall s',
        'RSS MB',
        'CPU s',
        'parse s',
        'x parse in process',
        'x parse process',
        'x parse CPU',
        'growth',
        'CPU growth',
        'verdicts',
        'findings',
      ],
      ...figures.map((each) => [
        String(each.size),
        (each.bytes / 1e6).toFixed(1),
        each.wall.toFixed(2),
        (each.rss / 1e6).toFixed(0),
        each.cpu.toFixed(2),
        each.reference.inside.toFixed(3),
        each.toParseInProcess.toFixed(1),
        each.toParseProcess.toFixed(1),
        each.toParseCpu.toFixed(1),
        each.growth === undefined ? '' : each.growth.toFixed(1),
        each.cpuGrowth === undefined ? '' : each.cpuGrowth.toFixed(1),
        String(each.judged),
        String(each.findings),
      ]),
    ])}

wall: from the start of the process to its end, text and JSON report written. RSS, CPU (user and system): all threads.
parse: JSON.parse(readFileSync(file, 'utf8')), timed inside its process.
x parse in process: wall to that; x parse process: wall to the whole process of it, less a bare start of Node (${start.toFixed(3)} s).
x parse CPU: CPU seconds of the one process to those of the other, starts included.
growth: to the size before; linear is ${
      sizes
        .slice(1)
        .map((size, n) => (size / sizes[n]).toFixed(1))
        .join(', ') || '-'
    }.
`,
  );
  const packs = await measurePacks({
    runNode,
    medians,
    folder,
    cli: flags.cli,
    runs: Number(flags.runs ?? 5),
    compile: new URL('./compile/compile.js', pathToFileURL(flags.cli)).href,
  });
  console.log(`${packLines(packs)}\n`);
  const compared = await measureOthers(figures);
  if (flags.json !== undefined) {
    const machine = {
      node: process.version,
      cpus: cpus().length,
      model: cpus()[0]?.model,
      memory: totalmem(),
    };
    const plain = figures.map(({ plan, ...rest }) => rest);
    writeFileSync(
      flags.json,
      `${JSON.stringify({ machine, bareStart: start, lean: flags.lean, figures: plain, packs, others: compared }, null, 2)}\n`,
    );
  }
} catch (error) {
  if (!(error instanceof WrongAnswer)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (flags.keep) console.log(`plans kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
