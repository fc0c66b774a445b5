// The run sheet without a network: whoever loads it again in the cellar gets its last copy, and the styles and scripts that belong to it.
// Nothing else is ever kept; the copies go when somebody signs out (see keeping.ts). The network always comes first.

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Told extends Lasting {
  data: { page: string | null; parts: string[]; assets: string[] };
}

interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: "install" | "activate", react: (event: Lasting) => void): void;
  addEventListener(kind: "fetch", react: (event: Asked) => void): void;
  addEventListener(kind: "message", react: (event: Told) => void): void;
}

(() => {
  const worker = self as unknown as Worker;
  // As in keeping.ts.
  const SHELF = "kundig-run-sheet";
  const SHEET = /^\/sessions\/[0-9a-f-]{36}\/attendance$/;
  const MOST_SHEETS = 12;

  const isSheet = (address: string) => SHEET.test(new URL(address, location.origin).pathname);
  const isAsset = (address: string) => new URL(address, location.origin).pathname.startsWith("/assets/");
  const isOwn = (address: string) => new URL(address, location.origin).origin === location.origin;

  /** Keeps the copy of a sheet: a whole page, and not the way to sign in. */
  async function keep(address: string, answer: Response): Promise<void> {
    const html = answer.headers.get("content-type")?.startsWith("text/html");
    if (!answer.ok || answer.redirected || !html) return;
    const shelf = await caches.open(SHELF);
    await shelf.delete(address);
    await shelf.put(address, answer);
    const sheets = (await shelf.keys()).filter((kept) => isSheet(kept.url));
    await Promise.all(sheets.slice(0, -MOST_SHEETS).map((old) => shelf.delete(old)));
  }

  async function sheet(event: Asked): Promise<Response> {
    const { request } = event;
    try {
      const answer = await fetch(request);
      event.waitUntil(keep(request.url, answer.clone()));
      return answer;
    } catch (fault) {
      // What is exchanged by itself would go back behind what the page shows already.
      const kept = request.mode === "navigate" ? await (await caches.open(SHELF)).match(request.url, { ignoreVary: true }) : undefined;
      if (kept) return kept;
      throw fault;
    }
  }

  async function asset(request: Request): Promise<Response> {
    return (await (await caches.open(SHELF)).match(request.url, { ignoreVary: true })) ?? fetch(request);
  }

  /** Keeps what the page that is shown consists of, and lets go of the files of an earlier release. */
  async function take({ page, parts, assets }: Told["data"]): Promise<void> {
    const shelf = await caches.open(SHELF);
    const wanted = assets.filter((address) => isOwn(address) && isAsset(address));
    const known = (await shelf.keys()).map((kept) => kept.url).filter(isAsset);
    await Promise.all(known.filter((address) => !wanted.includes(address)).map((address) => shelf.delete(address)));
    await shelf.addAll(wanted.filter((address) => !known.includes(address)));
    for (const address of [page, ...parts]) {
      if (!address || !isOwn(address) || !isSheet(address)) continue;
      if (address === page || !(await shelf.match(address, { ignoreVary: true }))) await keep(address, await fetch(address));
    }
  }

  worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener("message", (event) => event.waitUntil(take(event.data)));
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !isOwn(request.url)) return;
    if (isSheet(request.url)) event.respondWith(sheet(event));
    else if (isAsset(request.url)) event.respondWith(asset(request));
  });
})();
