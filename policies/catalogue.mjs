// Writes README.md, the catalogue of the built-in rules, from their METADATA as the build compiled it.
// `--check` compares instead of writing and fails on a difference.
import { readFileSync, writeFileSync } from 'node:fs';

const { inputsOf } = await import(new URL('../dist/normalize/inputs.js', import.meta.url));
const { rules } = JSON.parse(readFileSync(new URL('../dist/policies/pack.json', import.meta.url), 'utf8'));

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const link = ({ id, file }) => `[${id}](${file})`;
const lines = (values) => values.join('<br>');
const frameworks = (rule) =>
  Object.entries(rule.frameworks).map(([name, controls]) => cell(`${name}: ${controls.join(', ')}`));
const row = (cells) => `| ${cells.join(' | ')} |`;

const families = [...new Set(rules.map(({ family }) => family))].sort();
const section = (family) => {
  const own = rules.filter((rule) => rule.family === family);
  return [
    `## ${family}`,
    '',
    row(['rule', 'requires', 'severity', 'inputs', 'frameworks', 'stated in']),
    row(['---', '---', '---', '---', '---', '---']),
    ...own.map((rule) =>
      row([
        link(rule),
        cell(rule.title),
        rule.severity,
        inputsOf(rule).kinds.join(', '),
        lines(frameworks(rule)),
        lines(rule.requirement.map((place) => `\`${place}\``)),
      ]),
    ),
    '',
  ];
};
const counted = ['critical', 'high', 'medium', 'low'].map(
  (severity) => `${rules.filter((rule) => rule.severity === severity).length} ${severity}`,
);
const text = [
  '# The built-in rules',
  '',
  '<!-- Generated from the METADATA of the rules by `npm run generate`; do not edit. -->',
  '',
  `${rules.length} rules: ${counted.join(', ')}. \`driftgate policy explain ID\` tells why a rule matters, how to mend what it finds,`,
  'its parameters, and shows examples. "Stated in" names the requirement that a rule comes from, where it comes from one.',
  '[AUTHORING.md](AUTHORING.md) tells how rules are written.',
  '',
  ...families.flatMap(section),
].join('\n');

const file = new URL('README.md', import.meta.url);
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log(`wrote a catalogue of ${rules.length} rules`);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('policies/README.md is not what the rules say; run `npm run generate`');
  process.exitCode = 1;
} else console.log(`checked a catalogue of ${rules.length} rules`);
