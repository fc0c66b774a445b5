// Menus are <details data-menu>: they close on Esc, on a click elsewhere, and when another opens.
import { from } from "./page";

const opened = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")];

document.addEventListener("click", (event) => {
  const inside = from<HTMLDetailsElement>(event, "details[data-menu]");
  for (const menu of opened()) if (menu !== inside && !menu.contains(inside)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    event.preventDefault();
    if (held) menu.querySelector("summary")?.focus();
  }
});

// The focus that leaves a menu closes it.
document.addEventListener("focusin", (event) => {
  for (const menu of opened()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
});
