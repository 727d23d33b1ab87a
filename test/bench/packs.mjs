// What packs cost: a generated pack of 30 rules compiled cold and taken from the cache, held against a run without it;
// and the built-in pack, read and made ready for evaluation.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePlan } from './generate.mjs';

const types = [
  'aws_db_instance',
  'aws_s3_bucket',
  'aws_sqs_queue',
  'aws_instance',
  'aws_lb',
  'aws_lambda_function',
];

/** A rule of about the size of a built-in one: a parameter, the library, two ways to fail. */
const source = (n) => {
  const number = String(n).padStart(2, '0');
  const type = types[n % types.length];
  return `# METADATA
# title: Set attribute ${number}
# description: Without it nothing is as it should be
# scope: package
# custom:
#   id: BENCH-ONE-${number}
#   severity: medium
#   resource_types: [${type}]
#   decisive: { ${type}: [/attribute_${number}] }
#   params: { allowed: { description: values that pass, default: [a, b] } }
#   remediation: Set attribute_${number}
package bench.rule_${number}

import data.driftgate.lib.resource

deny contains resource.finding(r, "/attribute_${number}", "is not set") if {
	some r in resource.of("${type}")
	not resource.is_set(r, "attribute_${number}")
}

deny contains resource.finding(r, "/attribute_${number}", concat(" ", ["is not one of", wanted])) if {
	some r in resource.of("${type}")
	resource.is_set(r, "attribute_${number}")
	not r.attributes.attribute_${number} in allowed
}

allowed := data.params["BENCH-ONE-${number}"].allowed

wanted := concat(", ", sort(allowed))
`;
};

const load = (compile) => `
const { builtinPack } = await import(${JSON.stringify(compile)});
const { createHash } = await import('node:crypto');
const start = performance.now();
const { wasm } = await builtinPack();
createHash('sha256').update(wasm).digest('hex');
new WebAssembly.Module(wasm);
console.log((performance.now() - start) / 1000);`;

/** Medians in seconds of wall and CPU: without the pack, with it from the cache, and cold; and the load of the built-in one. */
export async function measurePacks({ runNode, medians, folder, cli, runs, compile }) {
  const pack = join(folder, 'bench-pack');
  mkdirSync(pack);
  for (let n = 1; n <= 30; n++) writeFileSync(join(pack, `rule_${n}.rego`), source(n));
  const plan = join(folder, 'bench-pack.json');
  await writePlan(100, plan, {});
  const cache = join(folder, 'bench-cache');
  const check = async (...more) => {
    const result = await runNode([cli, 'check', plan, ...more], { DRIFTGATE_CACHE_DIR: cache });
    if (result.code !== 1)
      throw new Error(`driftgate ended with ${result.code}, expected 1\n${result.stderr}`);
    return result;
  };
  const steps = { none: [], cached: [], cold: [], builtin: [] };
  for (let n = 0; n < runs; n++) {
    rmSync(cache, { recursive: true, force: true });
    steps.cold.push(await check('--policy', pack));
    steps.cached.push(await check('--policy', pack));
    steps.none.push(await check());
    const loaded = await runNode(['--input-type=module', '-e', load(compile)]);
    steps.builtin.push({ wall: Number(loaded.stdout), cpu: loaded.cpu });
  }
  return Object.fromEntries(
    Object.entries(steps).map(([name, all]) => [name, medians(all, ['wall', 'cpu'])]),
  );
}

/** The figures as sentences; targets are those of a machine that has nothing else to do. */
export function packLines({ none, cached, cold, builtin }) {
  const seconds = (value) => `${value.toFixed(2)} s`;
  const times = (value, other) => `${(value / other).toFixed(1)} x`;
  const ms = (value) => `${(value * 1000).toFixed(0)} ms`;
  return [
    `30 own rules, cold: ${seconds(cold.wall)}, ${times(cold.wall, none.wall)} a run without, CPU ${times(cold.cpu, none.cpu)} (target 3 s)`,
    `30 own rules, cached: ${ms(cached.wall - none.wall)} more than without, ${times(cached.wall, none.wall)}, CPU ${times(cached.cpu, none.cpu)} (target 50 ms)`,
    `built-in pack, loaded: ${ms(builtin.wall)}, ${(builtin.wall / none.wall).toFixed(2)} x a run (target 60 ms)`,
  ].join('\n');
}
