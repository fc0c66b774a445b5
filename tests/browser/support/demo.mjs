// The demonstration network, as `kundig demo` opens it, for one test.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BINARY, freePort, ROOT } from "./program.mjs";

const READY_WITHIN_MS = 60_000;

/** @returns the address, who may sign in (`role` as it is printed, `email`), their password and how to stop it. */
export async function demonstrate() {
  const folder = await mkdtemp(path.join(tmpdir(), "kundig-demo-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(BINARY, ["demo", "--folder", folder, "--port", String(port)], { cwd: ROOT, env: { PATH: process.env.PATH }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await Promise.race([new Promise((resolve) => child.once("exit", resolve)), sleep(12_000).then(() => child.kill("SIGKILL"))]);
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (const began = Date.now(); ; await sleep(100)) {
    if (child.exitCode !== null || Date.now() - began > READY_WITHIN_MS) {
      await stop();
      throw new Error(`the demonstration does not open:\n${said}`);
    }
    const answer = said.includes("token:") && (await fetch(`${url}/sign-in`).catch(() => undefined));
    if (answer && answer.ok) break;
  }
  const cast = [...said.matchAll(/^ {2}(\S.*?) {2,}(\S+@\S+)/gm)].map(([, role, email]) => ({ role, email }));
  const password = /password: (.+)/.exec(said)?.[1].trim() ?? "";
  return { url, cast, password, stop, said: () => said };
}
