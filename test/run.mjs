// `npm test`: all tests. With `--once`, which `npm run check` gives, not again on a tree and a Node on which they passed:
// CI calls both, and a change of any file, or of a package, runs them anew.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = `${root}node_modules/.cache/driftgate`;
const passed = `${folder}/passed.json`;
const left = new Set(['.git', 'node_modules', 'dist', 'coverage']);

/** Of every file of the tree, and of the packages as npm installed them. */
function hashOfTree() {
  const hash = createHash('sha256').update(process.version);
  const add = (path) =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(root + path))
      .update('\0');
  const walk = (path) => {
    const entries = readdirSync(root + path, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (left.has(entry.name)) continue;
      if (entry.isDirectory()) walk(`${path}${entry.name}/`);
      else if (entry.isFile()) add(path + entry.name);
    }
  };
  walk('');
  add('node_modules/.package-lock.json');
  return hash.digest('hex');
}

function lastPass() {
  try {
    return JSON.parse(readFileSync(passed, 'utf8'));
  } catch {
    return {};
  }
}

const [first, ...more] = process.argv.slice(2);
const given = first === '--once' ? more : process.argv.slice(2);
const hash = hashOfTree();
const last = lastPass();
if (first === '--once' && last.hash === hash) {
  console.log(`tests: passed on this very tree at ${last.at}, not run again (npm test runs them)`);
} else {
  rmSync(passed, { force: true });
  const { status } = spawnSync('npx', ['vitest', 'run', ...given], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
  // A part of the tests says nothing of the rest, and a tree that changed meanwhile was not tested as it is.
  if (status === 0 && given.length === 0 && hashOfTree() === hash) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(passed, JSON.stringify({ hash, at: new Date().toISOString() }));
  }
}
