// <push-switch data-key="…"> around the form that switches notices on on this device. Its button is there only where the browser can; the
// browser asks its owner only once the button is pressed. What the browser then gives goes into the form's fields, and the form is sent.
// [data-when] are the lines that say how far it is: `unsupported`, `denied`, `failed`.

type State = "ready" | "unsupported" | "denied" | "failed";

class PushSwitch extends HTMLElement {
  connectedCallback(): void {
    const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    this.#show(!can ? "unsupported" : Notification.permission === "denied" ? "denied" : "ready");
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#switchOn(event.target as HTMLFormElement);
    });
  }

  async #switchOn(form: HTMLFormElement): Promise<void> {
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.#show("denied");
      const registration = await navigator.serviceWorker.register("/push/worker.js");
      const subscription = (await subscribe(registration, this.dataset.key ?? "")).toJSON();
      const values: Record<string, string | undefined> = { endpoint: subscription.endpoint, ...subscription.keys };
      for (const field of form.querySelectorAll<HTMLInputElement>("input[type=hidden]")) field.value = values[field.name] ?? "";
      form.submit();
    } catch {
      this.#show("failed");
    }
  }

  #show(state: State): void {
    for (const line of this.querySelectorAll<HTMLElement>("[data-when]")) line.hidden = line.dataset.when !== state;
    const button = this.querySelector<HTMLElement>("button");
    if (!button) return;
    button.hidden = state === "unsupported" || state === "denied";
    button.removeAttribute("aria-busy");
  }
}
customElements.define("push-switch", PushSwitch);

/** One made with an earlier key of the installation stands in the way of a new one. */
async function subscribe(registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  await activated(registration);
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (error) {
    const former = await registration.pushManager.getSubscription();
    if (!former) throw error;
    await former.unsubscribe();
    return registration.pushManager.subscribe(options);
  }
}

/** A worker takes messages once it is active; no page of ours lies below its folder, so that `ready` would wait for ever. */
function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return Promise.resolve();
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
    });
  });
}
