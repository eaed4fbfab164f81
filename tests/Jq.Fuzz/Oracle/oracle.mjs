// Runs jq for whoever asks: one request a line ({"program", "input", "flags"}), one answer a line.
import { createInterface } from 'node:readline';
import { loadJq } from 'jq-wasm';

let jq = await loadJq();
process.stdout.write(JSON.stringify({ version: jq.version }) + '\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { program, input, flags } = JSON.parse(line);
  let answer;
  try {
    answer = jq.raw(input, program, flags);
  } catch (error) {
    // The build aborts where jq would run out of memory or fail an assertion; its state is lost with it.
    answer = { crash: String(error) };
    jq = await loadJq();
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
