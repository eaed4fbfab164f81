// Makes random programs and inputs, runs them through jq itself (npm package jq-wasm 3.0.0-jq-1.8.2) and
// writes one JSON line for each: input, program, what jq printed, the first line of its error.
//
//   npm install jq-wasm@3.0.0-jq-1.8.2 && node generate.mjs SEED COUNT > cases.jsonl
import { loadJq } from 'jq-wasm';

let state = Number(process.argv[2] ?? 1) >>> 0;
const count = Number(process.argv[3] ?? 1000);

// Mulberry32: small, seeded, the same everywhere.
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const pick = (list) => list[Math.floor(random() * list.length)];

const inputs = [
  null, true, false, 0, 1, -1, 2, 3.5, -2.75, 10, 100, 0.1, '', 'a', 'abc', 'a,b, c', 'foo bar', 'ābc', '☆x😀', '12', '-3.5',
  'nan', '2015-03-05T23:51:47Z', 'aXbxc', 'arn:aws:iam::123456789012:role/x', [], [1], [1, 2, 3], [3, 1, 2], [[1, 2], [3, 4]],
  ['a', 'b'], [1, [2, [3]]], [null, true, 'x'], {}, { a: 1 }, { a: { b: 2 } }, { b: 2, a: 1 }, { a: [1, 2, { b: 3 }] },
  { key: 'k', value: 1 }, [{ a: 1, b: 2 }, { a: 3, b: 1 }], [{ Key: 'x', Value: 'y' }, { Key: 'n', Value: 'z' }],
  { a: null, c: 'str' }, [0, [1], [[2]]], 'aGVsbG8=', '{"x":[1,2]}', [1, 1, 2, 2, 1], [{ name: 'p', value: 5 }],
];

const keys = ['a', 'b', 'c', 'key', 'Key'];

const literals = [
  '0', '1', '2', '-1', '3.5', '"a"', '"b"', '""', 'null', 'true', 'false', '[]', '{}', '[1,2]', '"abc"', '", "', '{a:1}', '10',
  '1.5', '"a\\tb"', 'nan', 'infinite', '1.10', '100000000000000000000',
];

const nullary = [
  'length', 'keys', 'keys_unsorted', 'not', 'type', 'add', 'any', 'all', 'flatten', 'floor', 'sqrt', 'tostring', 'tonumber', 'tojson',
  'fromjson', 'ascii_downcase', 'ascii_upcase', 'explode', 'implode', 'reverse', 'sort', 'unique', 'min', 'max', 'to_entries',
  'from_entries', 'first', 'last', 'paths', 'transpose', 'trim', 'ltrim', 'rtrim', 'abs', 'toboolean', 'utf8bytelength', 'values',
  'nulls', 'scalars', 'iterables', 'arrays', 'objects', 'strings', 'numbers', 'booleans', 'isnan', 'isinfinite', 'isnormal', 'tostream',
  'recurse', '..', 'empty', 'error', '@text', '@json', '@csv', '@tsv', '@html', '@uri', '@sh', '@base64', '@base64d', '@urid',
  'combinations', 'todate', 'fromdate', 'gmtime', 'fabs', 'round', 'ceil', 'trunc', 'significand', 'frexp', 'modf', 'logb', 'walk(.)',
  'add(.[]?)', 'any(.[]?;.)', 'all(.[]?;.)', 'first(.[]?)', 'last(.[]?)', 'isempty(.)', 'splits("a")', '$__loc__', 'input',
];

const unary = [
  'has(%)', 'contains(%)', 'inside(%)', 'map(%)', 'select(%)', 'sort_by(%)', 'group_by(%)', 'unique_by(%)', 'min_by(%)', 'max_by(%)',
  'index(%)', 'rindex(%)', 'indices(%)', 'startswith(%)', 'endswith(%)', 'ltrimstr(%)', 'rtrimstr(%)', 'trimstr(%)', 'split(%)',
  'join(%)', 'test(%)', 'match(%)', 'capture(%)', 'scan(%)', 'splits(%)', 'flatten(%)', 'range(%)', 'path(%)', 'del(%)', 'paths(%)',
  'getpath([%])', 'delpaths([[%]])', 'map_values(%)', 'with_entries(%)', 'recurse(%;false)', 'first(%)', 'last(%)', 'nth(%)',
  'isempty(%)', 'error(%)', 'any(%)', 'all(%)', 'walk(%)', 'pick(%)', 'to_entries[%]', 'in(%)', 'bsearch(%)', 'tojson|test(%)',
  'combinations(%)', 'add(%)', 'try (%)', '[%]', '(%)?', '-(%)', '(%)|tojson', '[(%)]|length', '{a:(%)}', '"x\\(%)y"',
  '@json "v\\(%)"', '@base64 "\\(%)"', 'INDEX(%)', 'IN(%)', '1|truncate_stream(%)', '[tostream]|fromstream(.[])|%', 'getpath(%)',
  'label $x | (%), break $x', 'skip(1;%)', '[limit(2;%)]', 'until(true;%)', '[.[]?|%]', 'reduce .[]? as $x (0; %)',
  '[foreach .[]? as $x (null; %)]', '[foreach .[]? as $x (0; .+1; [$x,%])]', 'strptime(%)', 'strftime(%)', 'gsub(%;"z")',
  'sub(%;"z")', 'sub("(?<x>.)";%)', 'gsub("(?<x>[a-z])";%)', 'setpath([%];1)', 'limit(1;%)', '[.[%]?]', '[.[%:]?]', '[.[:%]?]',
  '. as [$p,$q] | %', '. as {a:$p} | %', '.[%] = 1', '.[%] |= 2', 'to_entries|map(%)', 'if % then 1 else 2 end', 'error(%)?',
  'try error(%) catch .', 'def f: %; [f,f]', 'def f($x): [$x,.]; f(%)', '[.[]?|select(%)]', '[splits(%)]', 'ascii_downcase|%',
];

const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', 'and', 'or', '//', ',', '|'];
const assignments = ['=', '|=', '+=', '-=', '*=', '//='];

function path(depth) {
  const r = random();
  if (r < 0.3) return '.' + pick(keys);
  if (r < 0.45) return '.[]';
  if (r < 0.55) return `.[${pick(['0', '1', '-1', '1:', '"a"', ':1', '2'])}]`;
  if (r < 0.65) return '..';
  if (depth <= 0) return '.';
  if (r < 0.75) return path(depth - 1) + '?';
  return r < 0.9 ? `${path(depth - 1)} | ${path(depth - 1)}` : `(${path(depth - 1)},${path(depth - 1)})`;
}

function expression(depth) {
  const r = random();
  const inner = () => expression(depth - 1);
  if (depth <= 0 || r < 0.12) {
    return pick([pick(literals), '.', '.', '.' + pick(keys), '.[]', '.[0]?', '.[]?', pick(nullary), pick(nullary)]);
  }
  if (r < 0.42) return pick(unary).replace('%', inner);
  if (r < 0.62) return `(${inner()}) ${pick(operators)} (${inner()})`;
  if (r < 0.7) return `(${path(depth - 1)}) ${pick(assignments)} (${inner()})`;
  if (r < 0.8) return `${inner()} | ${inner()}`;
  if (r < 0.84) return `try (${inner()}) catch (${inner()})`;
  if (r < 0.87) return `(${inner()}) as $v | [${inner()},$v]`;
  if (r < 0.9) return `def f(g): ${inner()} | g; f(${inner()})`;
  if (r < 0.93) return `path(${path(depth - 1)})`;
  if (r < 0.95) return `del(${path(depth - 1)})`;
  if (r < 0.97) return `[limit(5;${inner()})]`;
  return r < 0.985 ? `[(${inner()}) as [$p] ?// {a:$p} ?// $p | [$p]]` : `{("a","b"):(${inner()})}`;
}

const jq = await loadJq();
for (let i = 0; i < count; i++) {
  const input = JSON.stringify(pick(inputs));
  const program = `[limit(20;${expression(1 + Math.floor(random() * 4))})]`;
  let result;
  try {
    result = jq.raw(input, program, ['-c']);
  } catch {
    // The build of jq aborts on some programs (an array of 2^29 items): nothing to compare with.
    continue;
  }
  const error = result.stderr.split('\n')[0].replace(/ \(at \/dev\/stdin:\d+\)/, '').replace(/^jq: error(?:: | )/, '');
  process.stdout.write(JSON.stringify({ input, program, output: result.stdout.trim(), error }) + '\n');
}
