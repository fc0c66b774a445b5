// Forms marked data-autosave are sent in the background while somebody works: 800 ms after the last change, to the address in
// data-autosave or else their own, with the header Autosave. <save-state> says how far it is. What could not be sent waits for the
// network and is tried again; leaving the page then asks first.
import { language } from "./page";

type State = "saved" | "waiting" | "synced" | "";

const QUIET_MS = 800;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

class Draft {
  #timer = 0;
  #changed = false;
  #sending = false;
  #waits = false;
  #retry = FIRST_RETRY_MS;

  constructor(readonly form: HTMLFormElement) {}

  get waits(): boolean {
    return this.#waits;
  }

  /** Something was typed: it is sent when the hand rests. */
  touch(): void {
    this.#changed = true;
    if (!this.#waits) show("");
    this.#after(QUIET_MS);
  }

  /** The person sends the form; nothing more to do here. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#changed = false;
    this.#waits = false;
  }

  /** Sends now what is not yet sent. */
  async flush(keepalive = false): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#changed || this.#sending) return;
    this.#sending = true;
    this.#changed = false;
    const outcome = await send(this.form, keepalive);
    this.#sending = false;
    if (outcome === "unreached") {
      this.#changed = true;
      this.#waits = true;
      show("waiting");
      this.#after(this.#retry);
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY_MS);
      return;
    }
    if (outcome === "kept" && !this.#changed) show(this.#waits ? "synced" : "saved");
    this.#waits = false;
    this.#retry = FIRST_RETRY_MS;
    if (this.#changed) this.#after(QUIET_MS);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.flush(), ms);
  }
}

/** `kept`, or `refused` (the person will see why on sending the form), or `unreached` (worth trying again). */
async function send(form: HTMLFormElement, keepalive: boolean): Promise<"kept" | "refused" | "unreached"> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const answer = await fetch(form.dataset.autosave || form.action, { method: "POST", body, keepalive, headers: { Autosave: "1" } });
    const signedOut = answer.redirected && new URL(answer.url).pathname === "/sign-in";
    if (answer.ok && !signedOut) return "kept";
    return answer.status >= 500 || answer.status === 429 ? "unreached" : "refused";
  } catch {
    return "unreached";
  }
}

const drafts = new WeakMap<HTMLFormElement, Draft>();
const all = new Set<Draft>();

function draftOf(target: EventTarget | null): Draft | undefined {
  const form = target instanceof HTMLFormElement ? target : (target as HTMLInputElement | null)?.form;
  if (!form || form.dataset.autosave === undefined) return undefined;
  let draft = drafts.get(form);
  if (!draft) {
    draft = new Draft(form);
    drafts.set(form, draft);
    all.add(draft);
  }
  return draft;
}

/** Tells that a form was changed by a script rather than by typing. */
export function touch(form: HTMLFormElement): void {
  draftOf(form)?.touch();
}

document.addEventListener("input", (event) => draftOf(event.target)?.touch());
document.addEventListener("change", (event) => draftOf(event.target)?.touch());
document.addEventListener("submit", (event) => draftOf(event.target)?.drop());
addEventListener("online", () => all.forEach((draft) => void draft.flush()));
addEventListener("pagehide", () => all.forEach((draft) => void draft.flush(true)));
addEventListener("beforeunload", (event) => {
  if ([...all].some((draft) => draft.waits && draft.form.isConnected)) event.preventDefault();
});

class SaveState extends HTMLElement {
  /** Shows one of the three lines the server wrote, or none while something is being typed. */
  show(state: State): void {
    this.dataset.state = state;
    const clock = new Date().toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hour12: false });
    for (const line of this.querySelectorAll<HTMLElement>("[data-when]")) {
      line.hidden = line.dataset.when !== state;
      const words = line.lastElementChild;
      if (!line.hidden && words?.textContent) words.textContent = words.textContent.replace(/\d{1,2}[:.]\d{2}/, clock);
    }
  }
}
customElements.define("save-state", SaveState);

function show(state: State): void {
  for (const element of document.querySelectorAll<SaveState>("save-state")) element.show(state);
}
