// The reference evaluator, asked what bench-js.mjs does not print.
//
//   node reference.mjs rationale REFERENCE DATA   its full rationale of every row of the workload, a
//                                                 line each, as main.cpp reads it
//   node reference.mjs matrix REFERENCE DATA      every certificate in every other market: the
//                                                 milliseconds of processor time it takes
// REFERENCE is the folder of ref.mjs, DATA that of data.json and workload.json.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [what, reference, data] = process.argv.slice(2);
const { buildIndex, decide } = await import(pathToFileURL(path.resolve(reference, 'ref.mjs')));
const read = (name) => JSON.parse(fs.readFileSync(path.join(data, name)));
const facts = read('data.json');
const index = buildIndex(facts);

function rationale() {
  const evidence = ['agreement', 'accreditation', 'acceptance', 'requirement', 'decision'];
  const lines = read('workload.json').map(([certificate, importer, at]) => {
    const answer = decide(index, certificate, importer, at, true);
    const told = evidence.map((name) => answer[name] ?? '-');
    return [answer.fails.join(',') || '-', ...told].join('\t');
  });
  process.stdout.write(lines.join('\n') + '\n');
}

function matrix() {
  const economies = facts.meta.N.economies;
  const round = () => {
    const before = process.cpuUsage();
    let recognised = 0;
    for (const certificate of facts.certs) {
      for (let importer = 0; importer < economies; importer++) {
        if (importer === certificate.origin) continue;
        recognised += decide(index, certificate.id, importer, facts.meta.NOW).recognised ? 1 : 0;
      }
    }
    const used = process.cpuUsage(before);
    return { ms: (used.user + used.system) / 1e3, recognised };
  };
  round();
  const rounds = Array.from({ length: 5 }, round);
  console.log(JSON.stringify(rounds.reduce((best, one) => (one.ms < best.ms ? one : best))));
}

({ rationale, matrix })[what]();
