// Links inside of data-stay lead to another state of the same page: another cell of a table, another filter. Only what differs is
// exchanged, so that the place on the page, the focus and what is scrolled sideways stay where they are.
import { htmx } from "./exchange";
import { from, isPlain } from "./page";

document.addEventListener("click", (event) => {
  const link = from<HTMLAnchorElement>(event, "[data-stay] a[href]");
  if (!link || event.defaultPrevented || !isPlain(event) || link.target || link.hasAttribute("download")) return;
  const [to, here] = [new URL(link.href), new URL(location.href)];
  if (to.origin !== here.origin || to.pathname !== here.pathname || to.hash) return;
  event.preventDefault();
  const address = to.pathname + to.search;
  void htmx.ajax("GET", address, { source: link, target: "#main", select: "#main", swap: "outerMorph", push: address });
});
