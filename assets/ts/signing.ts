// Signing with a finger: what is drawn goes into a hidden field as lines of whole numbers. Without a script, or with a keyboard, the name is
// typed instead.
import { whenever } from "./page";

type Point = [number, number];

class Pad {
  #lines: Point[][] = [];
  #pen: CanvasRenderingContext2D | null;

  constructor(
    private canvas: HTMLCanvasElement,
    private field: HTMLInputElement,
  ) {
    this.#pen = canvas.getContext("2d");
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#go(event));
  }

  clear(): void {
    this.#lines = [];
    this.#pen?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.field.value = "";
  }

  #begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.#lines.push([this.#at(event)]);
  }

  #go(event: PointerEvent): void {
    const line = this.#lines.at(-1);
    const last = line?.at(-1);
    if (!line || !last || !this.#pen || !this.canvas.hasPointerCapture(event.pointerId)) return;
    const next = this.#at(event);
    if (next[0] === last[0] && next[1] === last[1]) return;
    line.push(next);
    this.#pen.lineWidth = 7;
    this.#pen.lineCap = "round";
    this.#pen.beginPath();
    this.#pen.moveTo(...last);
    this.#pen.lineTo(...next);
    this.#pen.stroke();
    this.field.value = this.#lines.map((points) => points.map((point) => point.join(",")).join(" ")).join(";");
  }

  /** In units of the field, whatever its size on the screen. */
  #at(event: PointerEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    const unit = (part: number, all: number, most: number) => Math.max(0, Math.min(most, Math.round((part / all) * most)));
    return [unit(event.clientX - box.left, box.width, this.canvas.width), unit(event.clientY - box.top, box.height, this.canvas.height)];
  }
}

whenever(() => {
  for (const box of document.querySelectorAll<HTMLElement>("form[data-signature] [data-signature-field][hidden]")) {
    const canvas = box.querySelector("canvas");
    const field = box.querySelector<HTMLInputElement>("input[name=strokes]");
    if (!canvas || !field) continue;
    const pad = new Pad(canvas, field);
    box.querySelector("[data-signature-clear]")?.addEventListener("click", () => pad.clear());
    box.hidden = false;
  }
});
