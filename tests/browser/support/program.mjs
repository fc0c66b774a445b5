// The real program, started for one test: a database, files and a port of its own, mail to a sink on this machine.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

export const ROOT = path.resolve(import.meta.dirname, "../../..");
export const BINARY = process.env.KUNDIG_BINARY ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target"), "debug/kundig");
const READY_WITHIN_MS = 30_000;

/** @returns a program that listens, its command line, and what it wrote to its log. `settings` are environment variables. */
export async function start(settings = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "kundig-story-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    KUNDIG_DATABASE_URL: `sqlite:${folder}/kundig.sqlite3`,
    KUNDIG_SERVER_LISTEN: `127.0.0.1:${port}`,
    KUNDIG_SERVER_PUBLIC_URL: url,
    KUNDIG_SERVER_CONTENT_URL: `http://localhost:${port}`,
    KUNDIG_FILES_FOLDER: path.join(folder, "files"),
    KUNDIG_BRAND_NAME: "Nordhaus Akademie",
    KUNDIG_LOG_LEVEL: "warn",
    ...settings,
  };
  const kundig = async (...args) => (await promisify(execFile)(BINARY, args, { cwd: ROOT, env, maxBuffer: 64 << 20 })).stdout;
  await kundig("migrate");
  const child = spawn(BINARY, ["serve"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const log = [];
  child.stderr.on("data", (chunk) => log.push(String(chunk)));
  child.stdout.on("data", (chunk) => log.push(String(chunk)));
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await Promise.race([new Promise((resolve) => child.once("exit", resolve)), sleep(12_000).then(() => child.kill("SIGKILL"))]);
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (const began = Date.now(); ; await sleep(50)) {
    if (child.exitCode !== null || Date.now() - began > READY_WITHIN_MS) {
      await stop();
      throw new Error(`the program does not answer:\n${log.join("")}`);
    }
    const answer = await fetch(`${url}/sign-in`).catch(() => undefined);
    if (answer?.ok) break;
  }
  return { url, kundig, log, stop };
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
