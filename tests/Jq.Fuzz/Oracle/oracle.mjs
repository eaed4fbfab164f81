// Runs jq for whoever asks: one request a line ({"program", "input", "flags"}), one answer a line.
import { createInterface } from 'node:readline';
import { loadJq } from 'jq-wasm';

// What is longer is not worth the memory on either side.
const longest = Number(process.argv[2]);

let jq = await loadJq();
process.stdout.write(JSON.stringify({ version: jq.version }) + '\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { program, input, flags } = JSON.parse(line);
  let answer;
  try {
    answer = jq.raw(input, program, flags);
    if (answer.stdout.length + answer.stderr.length > longest) {
      answer = { crash: 'too much output' };
    }
  } catch (error) {
    // The build aborts where jq would run out of memory or fail an assertion; its state is lost with it.
    answer = { crash: String(error) };
    jq = await loadJq();
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
