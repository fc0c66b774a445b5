// A loopback server for a folder of written samples, with the content policy of the program.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";

/**
 * Serves `folder`, with `dist` (a folder written by assets/build.mjs) in place of the assets that were written with the samples, so that
 * styles can be tried without building the program. A part of a page stands in a page that holds nothing else. Mails bring inline styles, as mails must; they get no policy.
 * @returns {Promise<{ url: string, samples: { kind: string, name: string }[], close: () => void }>}
 */
export async function serve(folder, dist = process.env.KUNDIG_DIST) {
  const fresh = dist ? new Map((await readdir(dist)).map((name) => [stem(name), path.join(dist, name)])) : new Map();
  const index = (await readFile(path.join(folder, "index.txt"), "utf8")).trim().split("\n");
  const samples = index.map((line) => ({ kind: line.split(" ")[0], name: line.split(" ")[1] }));
  const parts = new Set(samples.filter((sample) => sample.kind === "part").map((sample) => `/${sample.name}`));
  const head = /<head>[\s\S]*<\/head>/.exec(await readFile(path.join(folder, samples.find((sample) => sample.kind === "page")?.name ?? ""), "utf8"))?.[0];
  const mails = new Set(samples.filter((sample) => sample.kind === "mail").map((sample) => `/${sample.name}`));
  const server = createServer(async (request, answer) => {
    const asked = decodeURIComponent(new URL(request.url ?? "/", "http://samples").pathname);
    const file = (asked.startsWith("/assets/") && fresh.get(stem(path.basename(asked)))) || path.join(folder, path.normalize(asked));
    try {
      let body = await readFile(file);
      if (parts.has(asked)) body = Buffer.from(`<!doctype html><html lang="${asked.split("/")[1]}" dir="${asked.startsWith("/ar") ? "rtl" : "ltr"}">${head}<body data-density="work"><main>${body}</main></body></html>`);
      answer.setHeader("content-type", TYPES[path.extname(file)] ?? "application/octet-stream");
      if (asked.startsWith("/assets/")) answer.setHeader("cache-control", "max-age=600");
      if (!mails.has(asked)) answer.setHeader("content-security-policy", POLICY);
      answer.end(body);
    } catch {
      // A part of a page that asks for itself again gets no news, and stays as it is.
      if (request.headers["hx-request"]) answer.writeHead(204).end();
      else standIn(asked, answer);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return { url: `http://127.0.0.1:${server.address().port}`, samples, close: () => server.close() };
}

/** What samples show of the running program (pictures of courses, maps of places, mails in frames) is empty here; a missing asset is a fault. */
function standIn(asked, answer) {
  if (asked.startsWith("/assets/")) answer.writeHead(404).end();
  else if (/\/content\/|\/map$/.test(asked)) answer.writeHead(200, { "content-type": "image/svg+xml" }).end('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"/>');
  else answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html><html lang=\"en\"><title>Stand-in</title></html>");
}

/** `app-09a1651845.css` is `app.css`, whatever it holds. */
function stem(name) {
  return name.replace(/-[0-9a-f]{10}(?=\.[a-z0-9]+$)/, "");
}
