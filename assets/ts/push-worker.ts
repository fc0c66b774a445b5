// Shows a notice while no page of ours is open, and leads to the page that it names. Its folder, /push/, holds no page: it has power over none.

interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Arriving extends Extended {
  data: { json(): { title?: string; body?: string; path?: string; language?: string } } | null;
}
interface Chosen extends Extended {
  notification: Notification;
}
interface Changed extends Extended {
  oldSubscription: PushSubscription | null;
  newSubscription: PushSubscription | null;
}
interface Page {
  url: string;
  focus(): Promise<Page>;
}
// What a page's own types do not know of a service worker.
const worker = globalThis as unknown as {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options: object): Promise<Page[]>; openWindow(address: string): Promise<Page | null> };
  addEventListener(type: string, listener: (event: never) => void): void;
};

worker.addEventListener("push", (event: Arriving) => {
  const told = event.data?.json() ?? {};
  const options = { tag: "reminder", body: told.body ?? "", lang: told.language ?? "en", data: told.path ?? "/" };
  event.waitUntil(worker.registration.showNotification(told.title ?? "Kundig", options));
});

worker.addEventListener("notificationclick", (event: Chosen) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});

/** A window of ours that is open already goes there, else a new one does. Never to another site, whatever the message said. */
async function open(path: string): Promise<void> {
  const address = new URL(path, worker.location.origin);
  if (address.origin !== worker.location.origin) return;
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => new URL(page.url).pathname === address.pathname);
  await (there ? there.focus() : worker.clients.openWindow(address.href));
}

// The browser gave itself another address: the one that we know would end without a word.
worker.addEventListener("pushsubscriptionchange", (event: Changed) => {
  event.waitUntil(renew(event));
});

async function renew({ oldSubscription, newSubscription }: Changed): Promise<void> {
  const options = oldSubscription?.options;
  const subscription = newSubscription ?? (options && (await worker.registration.pushManager.subscribe(options as PushSubscriptionOptionsInit)));
  if (!subscription) return;
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" });
  await fetch("/profile/push", { method: "POST", body, redirect: "manual" });
}

export {};
