// The run sheet without a network: each tap is kept on this device under an identifier made here, sent as soon as there is a network, and
// sent again until the server has answered for it. The server takes each once, so that nothing is lost and nothing counts twice. Marks are
// kept under session and person: whoever else uses the device does not send them in their own name.
import { keepPage } from "./keeping";
import { whenever } from "./page";

interface Kept {
  id: string;
  booking_id: string;
  part_id: string;
  answer: string;
  made_at: string;
  seen_at: string | undefined;
}

interface Refused extends Kept {
  name: string;
  detail: string;
}

interface Store {
  waiting: Kept[];
  refused: Refused[];
}

interface Outcome {
  id: string;
  outcome: "recorded" | "known" | "refused";
  detail: string | null;
}

const MOST_AT_ONCE = 200;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

class RunSheet extends HTMLElement {
  #timer = 0;
  #sending = false;
  #retry = FIRST_RETRY_MS;

  connectedCallback(): void {
    this.addEventListener("submit", (event) => this.#tap(event));
    this.addEventListener("click", (event) => this.#drop(event));
    addEventListener("online", this.#again);
    addEventListener("offline", this.#again);
    void this.flush();
    void keepPage();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    removeEventListener("online", this.#again);
    removeEventListener("offline", this.#again);
  }

  /** Shows on the list what is not sent yet, and below it what was not taken. */
  paint(): void {
    const { waiting, refused } = this.#read();
    const latest = new Map(waiting.filter((mark) => mark.part_id === this.dataset.part).map((mark) => [mark.booking_id, mark]));
    for (const row of this.querySelectorAll<HTMLElement>("[data-booking]")) {
      const mark = latest.get(row.dataset.booking ?? "");
      const kept = row.querySelector<HTMLElement>("[data-kept]");
      if (kept) kept.hidden = !mark;
      if (!mark) continue;
      for (const button of row.querySelectorAll("button[name=answer]")) button.setAttribute("aria-pressed", String(button.getAttribute("value") === mark.answer));
    }
    const line = this.querySelector<HTMLElement>("[data-unsent]");
    if (line) {
      line.hidden = waiting.length === 0;
      const words = (waiting.length === 1 ? line.dataset.one : line.dataset.many?.replace("2", String(waiting.length))) ?? "";
      if (line.textContent !== words) line.textContent = words;
    }
    const offline = this.querySelector<HTMLElement>("[data-offline]");
    if (offline) offline.hidden = navigator.onLine;
    this.#tell(refused);
  }

  /** Sends what is kept; what the server answered for is kept no more. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.paint();
    const sent = this.#read().waiting.slice(0, MOST_AT_ONCE);
    if (this.#sending || sent.length === 0) return;
    this.#sending = true;
    const outcomes = await this.#send(sent);
    this.#sending = false;
    if (!outcomes) {
      this.#timer = window.setTimeout(this.#again, this.#retry);
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY_MS);
      return;
    }
    this.#retry = FIRST_RETRY_MS;
    this.#settle(new Map(outcomes.map((outcome) => [outcome.id, outcome])));
    this.querySelector("#sheet")?.dispatchEvent(new Event("refresh"));
    // What was tapped meanwhile.
    await this.flush();
  }

  #again = (): void => void this.flush();

  #tap(event: SubmitEvent): void {
    const form = event.target;
    const answer = event.submitter?.getAttribute("value");
    if (!(form instanceof HTMLFormElement) || form.dataset.mark === undefined || !answer) return;
    const typed = new FormData(form);
    const store = this.#read();
    const last = store.waiting.at(-1)?.made_at ?? "";
    // Of two taps within a moment the second is the later one.
    const now = Math.max(Date.now(), (Date.parse(last) || 0) + 1);
    store.waiting.push({
      id: identifier(),
      booking_id: String(typed.get("booking")),
      part_id: String(typed.get("part")),
      answer,
      made_at: new Date(now).toISOString(),
      seen_at: this.querySelector<HTMLElement>("#sheet")?.dataset.seen,
    });
    // Where nothing can be kept the form goes by itself.
    if (!this.#write(store)) return;
    event.preventDefault();
    void this.flush();
  }

  async #send(marks: Kept[]): Promise<Outcome[] | undefined> {
    const body = JSON.stringify({ sent_at: new Date().toISOString(), marks });
    try {
      const answer = await fetch(`/api/v1/sessions/${this.dataset.session}/marks`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
      return answer.ok ? ((await answer.json()) as Outcome[]) : undefined;
    } catch {
      return undefined;
    }
  }

  #settle(outcomes: Map<string, Outcome>): void {
    const store = this.#read();
    for (const mark of store.waiting) {
      const outcome = outcomes.get(mark.id);
      if (outcome?.outcome !== "refused" || store.refused.some((one) => one.id === mark.id)) continue;
      const name = this.querySelector<HTMLElement>(`[data-booking="${CSS.escape(mark.booking_id)}"]`)?.dataset.name ?? "";
      store.refused.push({ ...mark, name, detail: outcome.detail ?? "" });
    }
    store.waiting = store.waiting.filter((mark) => !outcomes.has(mark.id));
    this.#write(store);
  }

  #tell(refused: Refused[]): void {
    const box = this.querySelector<HTMLElement>("[data-refused]");
    const list = box?.querySelector("ul");
    const model = this.querySelector<HTMLTemplateElement>("template[data-refused-row]");
    if (!box || !list || !model) return;
    box.hidden = refused.length === 0;
    list.replaceChildren(
      ...refused.map((mark) => {
        const row = model.content.cloneNode(true) as DocumentFragment;
        const words = row.querySelector("[data-words]");
        if (words) words.textContent = `${mark.name}: ${mark.detail}`;
        row.querySelector("a")?.setAttribute("href", `/sessions/${this.dataset.session}/attendance/${mark.booking_id}?part=${mark.part_id}&answer=${mark.answer}`);
        row.querySelector<HTMLElement>("[data-drop]")?.setAttribute("data-drop", mark.id);
        return row;
      }),
    );
  }

  #drop(event: Event): void {
    const id = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drop]")?.dataset.drop : undefined;
    if (!id) return;
    const store = this.#read();
    store.refused = store.refused.filter((mark) => mark.id !== id);
    this.#write(store);
    this.paint();
  }

  get #key(): string {
    return `kundig-marks/${this.dataset.session}/${this.dataset.person}`;
  }

  #read(): Store {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "{}") as Partial<Store>;
      return { waiting: kept.waiting ?? [], refused: kept.refused ?? [] };
    } catch {
      return { waiting: [], refused: [] };
    }
  }

  #write(store: Store): boolean {
    try {
      if (store.waiting.length + store.refused.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(store));
      return true;
    } catch {
      return false;
    }
  }
}

/** A UUID of chance; `randomUUID` is missing where a page comes without encryption. */
function identifier(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

customElements.define("run-sheet", RunSheet);
whenever(() => document.querySelectorAll<RunSheet>("run-sheet").forEach((sheet) => sheet.paint()));
