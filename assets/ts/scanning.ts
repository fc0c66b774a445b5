// Badges at the run sheet: a scanner types into the field and ends with Enter, which sends the form by itself; where the browser can read
// codes the camera does the same. After each scan the field is ready for the next.
import { from, whenever } from "./page";

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

declare const BarcodeDetector: (new () => Detector) | undefined;

const EVERY_MS = 250;

const sees = (): boolean => typeof BarcodeDetector !== "undefined" && "mediaDevices" in navigator;

async function look(form: HTMLFormElement): Promise<void> {
  const video = form.querySelector<HTMLVideoElement>("[data-scan-video]");
  const field = form.querySelector<HTMLInputElement>("input[name=badge]");
  if (!video || !field || typeof BarcodeDetector === "undefined") return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const detector = new BarcodeDetector();
  const tick = async (): Promise<void> => {
    if (!form.isConnected) return stop();
    const [found] = await detector.detect(video);
    if (!found?.rawValue) return void setTimeout(() => void tick(), EVERY_MS);
    stop();
    field.value = found.rawValue;
    form.requestSubmit();
  };
  await tick();
}

document.addEventListener("click", (event) => {
  const button = from<HTMLButtonElement>(event, "[data-scan-camera]");
  if (!button?.form) return;
  const { form } = button;
  button.disabled = true;
  // Whoever says no to the camera, or has none, types the number.
  look(form).catch(() => {
    button.hidden = true;
    form.querySelector<HTMLInputElement>("input[name=badge]")?.focus();
  });
});

whenever(() => {
  for (const button of document.querySelectorAll<HTMLElement>("[data-scan-camera]")) {
    if (sees()) button.hidden = false;
  }
  // Coming back from a scan, the next one follows.
  const field = document.querySelector<HTMLInputElement>("form[data-scan] input[name=badge]");
  const again = field?.getAttribute("aria-invalid") === "true" || document.referrer === location.href;
  if (field && again && document.activeElement === document.body) field.focus({ preventScroll: true });
});
