// Writes what the browser gets into the folder named as the first argument: scripts, styles, fonts, icons,
// each under a name that carries its hash, with .gz and .br twins, and manifest.json (plain name -> hashed name).
// Run by build.rs from a copy of the sources with node_modules beside it; works the same by hand.
import { build } from "esbuild";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = path.resolve(import.meta.dirname, "..");
const dist = path.resolve(process.argv[2] ?? path.join(root, "dist"));
// Compressing is the slow part: twins are kept by content hash beside the packages, over all builds.
const twins = path.join(await realpath(path.join(root, "node_modules")), ".twins");

const manifest = {};
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await mkdir(twins, { recursive: true });
const [fonts] = await Promise.all([copyFonts(), scripts(), icons(), copyDocumentFonts()]);
await styles(fonts);
await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 1));

async function put(name, content, { compress = true } = {}) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  const hashed = `${stem}-${hash}${ext}`;
  manifest[name] = hashed;
  await writeFile(path.join(dist, hashed), bytes);
  if (compress) {
    await Promise.all([
      twin(hashed, "gz", () => promisify(gzip)(bytes, { level: 9 })),
      twin(hashed, "br", () => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })),
    ]);
  }
  return hashed;
}

async function twin(hashed, ending, squeeze) {
  const kept = path.join(twins, `${hashed}.${ending}`);
  let bytes;
  try {
    bytes = await readFile(kept);
  } catch {
    bytes = await squeeze();
    await writeFile(kept, bytes);
  }
  await writeFile(path.join(dist, `${hashed}.${ending}`), bytes);
}

async function scripts() {
  const names = ["app", "author", "push-worker", "run-sheet-worker"];
  const bundle = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `assets/ts/${name}.ts`),
    outdir: "unused",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox114", "safari16.4"],
    legalComments: "none",
    logLevel: "error",
  });
  for (const file of bundle.outputFiles) await put(path.basename(file.path), file.contents);
}

// Figtree has latin only; Inter stands in for the other scripts by unicode-range.
async function copyFonts() {
  const wanted = [
    ["figtree", "latin"], ["figtree", "latin-ext"],
    ["inter", "cyrillic"], ["inter", "cyrillic-ext"], ["inter", "greek"], ["inter", "vietnamese"],
  ];
  const faces = [];
  for (const [family, subset] of wanted) {
    const home = path.join(root, "node_modules/@fontsource-variable", family);
    const file = `${family}-${subset}-wght-normal.woff2`;
    const hashed = await put(file, await readFile(path.join(home, "files", file)), { compress: false });
    const css = await readFile(path.join(home, "index.css"), "utf8");
    const range = css.split("@font-face").find((face) => face.includes(`/${file})`))?.match(/unicode-range:[^;]+;/)?.[0];
    if (!range) throw new Error(`no unicode-range for ${file}`);
    const title = family[0].toUpperCase() + family.slice(1);
    const weights = family === "inter" ? "100 900" : "300 900";
    faces.push(`@font-face{font-family:"${title} Variable";font-style:normal;font-display:swap;font-weight:${weights};src:url(/assets/${hashed}) format("woff2");${range}}`);
  }
  return faces.join("\n");
}

// Issued documents embed whole fonts. These files are in no manifest, so no browser gets them.
async function copyDocumentFonts() {
  const wanted = [
    ["figtree", "Figtree", "400Regular"], ["figtree", "Figtree", "600SemiBold"],
    ["inter", "Inter", "400Regular"], ["inter", "Inter", "600SemiBold"],
    ["noto-sans-jp", "NotoSansJP", "400Regular"], ["noto-sans-armenian", "NotoSansArmenian", "400Regular"],
    ["noto-sans-georgian", "NotoSansGeorgian", "400Regular"], ["noto-sans-hebrew", "NotoSansHebrew", "400Regular"],
    ["noto-sans-thai", "NotoSansThai", "400Regular"], ["noto-sans-arabic", "NotoSansArabic", "400Regular"],
  ];
  for (const [family, title, style] of wanted) {
    const file = path.join(root, "node_modules/@expo-google-fonts", family, style, `${title}_${style}.ttf`);
    await writeFile(path.join(dist, `${title}-${style}.ttf`), await readFile(file));
  }
}

async function styles(fontFaces) {
  const out = path.join(dist, "app.css");
  const cli = path.join(root, "node_modules/@tailwindcss/cli/dist/index.mjs");
  await promisify(execFile)(process.execPath, [cli, "--minify", "--input", path.join(root, "assets/css/app.css"), "--output", out], { cwd: root });
  const css = await readFile(out, "utf8");
  await rm(out);
  await put("app.css", `${fontFaces}\n${css}`);
}

// One sprite: our own marks and drawings, and of the icon library only what a template or assets/icons.txt names.
async function icons() {
  const names = new Set();
  for (const file of await readdir(path.join(root, "templates"), { recursive: true })) {
    if (!file.endsWith(".hbs")) continue;
    const text = await readFile(path.join(root, "templates", file), "utf8");
    for (const [, name] of text.matchAll(/icon(?:-s)? "([a-z0-9-]+)"/g)) names.add(name);
  }
  const listed = await readFile(path.join(root, "assets/icons.txt"), "utf8");
  for (const line of listed.split("\n")) if (line.trim() && !line.startsWith("#")) names.add(line.trim());
  const symbols = [];
  for (const name of [...names].sort()) {
    const file = path.join(root, "node_modules/lucide-static/icons", `${name}.svg`);
    await access(file).catch(() => { throw new Error(`the icon library has no icon "${name}"`); });
    const body = (await readFile(file, "utf8")).replace(/<!--.*?-->/gs, "").match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s+/g, " ").trim();
    symbols.push(`<symbol id="i-${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`);
  }
  const marks = (await readFile(path.join(root, "assets/marks.svg"), "utf8")).match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/>\s+</g, "><").trim();
  await put("favicon.svg", await readFile(path.join(root, "assets/favicon.svg")));
  await put("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}${marks}</svg>`);
}
