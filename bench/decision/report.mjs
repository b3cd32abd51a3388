// The figures of all rounds, one JSON object a line: the best round of every engine counts.
// usage: node report.mjs FOLDER
import fs from 'node:fs';
import path from 'node:path';

const [folder] = process.argv.slice(2);
const rounds = (name) => fs.readFileSync(path.join(folder, name), 'utf8').trim().split('\n')
  .map((line) => JSON.parse(line));
const ours = rounds('ours'), javascript = rounds('javascript');
const javascriptMatrix = rounds('javascript-matrix'), postgresql = rounds('postgresql');
const most = (list, of) => Math.max(...list.map(of));
const least = (list, of) => Math.min(...list.map(of));
const decisions = ours[0].rows;

const rates = {
  explained: most(ours, (r) => r.explainedPerS),
  evaluated: most(ours, (r) => r.evaluatedPerS),
  firstReason: most(ours, (r) => r.firstReasonPerS),
  javascriptFull: most(javascript, (r) => r.full_rationale.per_cpu_s),
  javascriptFirst: most(javascript, (r) => r.first_fail.per_cpu_s),
  postgresqlFull: decisions / least(postgresql, (r) => r.explain) * 1e3,
  postgresqlBool: decisions / least(postgresql, (r) => r.bool) * 1e3,
};
const matrix = {
  ours: least(ours, (r) => r.matrixMs),
  javascript: least(javascriptMatrix, (r) => r.ms),
  postgresql: least(postgresql, (r) => r.matrix),
};
if (new Set([ours[0].matrixRecognised, ...javascriptMatrix.map((r) => r.recognised)]).size > 1) {
  console.error('bench decision: the matrix counts differ');
  process.exitCode = 1;
}

const lines = [];
const add = (metric, value, unit, against = null, ratio = null) =>
  lines.push({ bench: 'decision', metric, value, unit, against, ratio });
const round = (value, digits) => Number(value.toFixed(digits));
const perSecond = 'decisions/s';
const compare = (metric, value, against, other) =>
  add(metric, Math.round(value), perSecond, `${against}: ${Math.round(other)}`,
      round(value / other, 2));
add('mismatches', most(ours, (r) => r.mismatches + r.everyLegMismatches), 'rows',
    `expected reason of ${decisions} rows`);
add('evidence mismatches', most(ours, (r) => r.evidenceMismatches), 'rows',
    `reference's full rationale of ${ours[0].evidenceRows} rows`);
compare('full reasons', rates.explained, 'JavaScript, full rationale', rates.javascriptFull);
compare('full reasons', rates.explained, 'PostgreSQL, set-based, explained', rates.postgresqlFull);
compare('first reason', rates.firstReason, 'JavaScript, first reason', rates.javascriptFirst);
compare('first reason', rates.firstReason, 'PostgreSQL, set-based, boolean', rates.postgresqlBool);
add('cost of evidence', round((rates.evaluated / rates.explained - 1) * 100, 1), '%',
    `every leg, evidence unwritten: ${Math.round(rates.evaluated)} ${perSecond}`,
    round(rates.explained / rates.evaluated, 3));
for (const [name, ms] of [['JavaScript', matrix.javascript], ['PostgreSQL', matrix.postgresql]]) {
  add('all certificates x importers', round(matrix.ours, 1), 'ms', `${name}: ${Math.round(ms)}`,
      round(ms / matrix.ours, 1));
}

for (const line of lines) console.log(JSON.stringify(line));
if (lines.slice(0, 2).some((line) => line.value !== 0)) process.exitCode = 1;
