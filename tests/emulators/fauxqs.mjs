// Serves SQS, SNS and S3 on loopback, prints the port, and ends when its standard input does: with whoever started it.
import { buildApp } from "fauxqs";

const app = buildApp({ logger: false });
const address = await app.listen({ host: "127.0.0.1", port: Number(process.argv[2] ?? 0) });
console.log(new URL(address).port);

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
