// Formatted text: paragraphs, two headings, lists, bold, italic, code, links. Stored as JSON; the textarea under it serves without a
// script. The editor writes no style of its own into the page, which the content policy would refuse.
import { Editor } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { Document } from "@tiptap/extension-document";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions";

const EXTENSIONS = [
  Document, Paragraph, Text, Bold, Italic, Code, BulletList, OrderedList, ListItem, ListKeymap, UndoRedo,
  Heading.configure({ levels: [2, 3] }),
  Link.configure({ openOnClick: false, protocols: ["https", "http", "mailto", "tel"], defaultProtocol: "https", HTMLAttributes: { target: null } }),
];

export class RichText extends HTMLElement {
  #editor: Editor | undefined;

  connectedCallback(): void {
    const plain = this.querySelector("textarea");
    const json = this.querySelector<HTMLInputElement>("input[type=hidden]");
    const box = this.querySelector<HTMLElement>(".rich");
    const here = this.querySelector<HTMLElement>("[data-here]");
    if (!plain || !json || !box || !here || this.#editor) return;
    plain.hidden = true;
    plain.disabled = true;
    json.disabled = false;
    box.hidden = false;
    this.#editor = new Editor({
      element: { mount: here },
      extensions: EXTENSIONS,
      injectCSS: false,
      content: stored(json.value) ?? paragraphs(plain.value),
      editorProps: { attributes: described(plain) },
      onUpdate: ({ editor }) => {
        json.value = JSON.stringify(editor.getJSON());
        json.dispatchEvent(new Event("input", { bubbles: true }));
      },
      onTransaction: ({ editor }) => this.#press(editor),
    });
    json.value = JSON.stringify(this.#editor.getJSON());
    this.#tools(this.#editor);
    document.querySelector(`label[for="${CSS.escape(plain.id)}"]`)?.addEventListener("click", () => this.#editor?.commands.focus());
  }

  /** Shows another text, as it was stored. */
  show(json: string): void {
    const content = stored(json);
    if (content) this.#editor?.commands.setContent(content, { emitUpdate: true });
  }

  disconnectedCallback(): void {
    this.#editor?.destroy();
    this.#editor = undefined;
  }

  /** The toolbar is one stop of the tab key; arrows go along it. */
  #tools(editor: Editor): void {
    const buttons = [...this.querySelectorAll<HTMLButtonElement>("[data-do]")];
    const stop = (at: number): void => buttons.forEach((button, index) => (button.tabIndex = index === at ? 0 : -1));
    stop(0);
    buttons.forEach((button, index) => {
      button.addEventListener("click", () => (button.dataset.do === "link" ? this.#askLink(editor) : run(editor, button.dataset.do)));
      button.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (index + step + buttons.length) % buttons.length;
        stop(next);
        buttons[next]?.focus();
      });
    });
    const row = this.querySelector<HTMLElement>("[data-link]");
    const address = row?.querySelector("input");
    row?.querySelector("[data-link-set]")?.addEventListener("click", () => this.#link(editor, address?.value ?? ""));
    row?.querySelector("[data-link-none]")?.addEventListener("click", () => this.#link(editor, ""));
    address?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") this.#link(editor, address.value);
      else this.#hideLink(editor);
    });
  }

  #press(editor: Editor): void {
    for (const button of this.querySelectorAll<HTMLElement>("[data-do]")) {
      button.setAttribute("aria-pressed", String(isOn(editor, button.dataset.do)));
    }
  }

  #askLink(editor: Editor): void {
    const row = this.querySelector<HTMLElement>("[data-link]");
    const address = row?.querySelector("input");
    if (!row || !address) return;
    if (!row.hidden) {
      this.#hideLink(editor);
      return;
    }
    address.value = String(editor.getAttributes("link").href ?? "");
    row.hidden = false;
    address.focus();
    address.select();
  }

  #link(editor: Editor, address: string): void {
    const href = address.trim();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href: whole(href) } }] }).run();
    } else chain.setLink({ href: whole(href) }).run();
    this.#hideLink(editor);
  }

  #hideLink(editor: Editor): void {
    const row = this.querySelector<HTMLElement>("[data-link]");
    if (row) row.hidden = true;
    editor.commands.focus();
  }
}
customElements.define("rich-text", RichText);

function run(editor: Editor, what: string | undefined): void {
  const chain = editor.chain().focus();
  switch (what) {
    case "bold": chain.toggleBold().run(); break;
    case "italic": chain.toggleItalic().run(); break;
    case "code": chain.toggleCode().run(); break;
    case "heading2": chain.toggleHeading({ level: 2 }).run(); break;
    case "heading3": chain.toggleHeading({ level: 3 }).run(); break;
    case "bulletList": chain.toggleBulletList().run(); break;
    case "orderedList": chain.toggleOrderedList().run(); break;
  }
}

function isOn(editor: Editor, what: string | undefined): boolean {
  const level = /^heading(\d)$/.exec(what ?? "")?.[1];
  return level ? editor.isActive("heading", { level: Number(level) }) : Boolean(what && editor.isActive(what));
}

/** "nordhaus.example/n7" is meant as an address of the web. */
function whole(address: string): string {
  return /^([a-z][a-z0-9+.-]*:|\/)/i.test(address) ? address : `https://${address}`;
}

function stored(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function paragraphs(text: string): object {
  const parts = text.split(/\n\s*\n|\r\n\s*\r\n/).map((part) => part.trim()).filter(Boolean);
  const content = parts.map((part) => ({ type: "paragraph", content: [{ type: "text", text: part }] }));
  return { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

/** The editor is named and described as the textarea was. */
function described(plain: HTMLTextAreaElement): Record<string, string> {
  const label = document.querySelector(`label[for="${CSS.escape(plain.id)}"]`);
  if (label && !label.id) label.id = `${plain.id}-label`;
  const attributes: Record<string, string> = { role: "textbox", "aria-multiline": "true", class: "rich-text prose" };
  if (label) attributes["aria-labelledby"] = label.id;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    const value = plain.getAttribute(name);
    if (value) attributes[name] = value;
  }
  return attributes;
}
