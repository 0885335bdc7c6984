// Turns node_modules into build/assets/: `npm run build` (`make assets` calls it).
//
// css/tabler.min.css  Tabler without the rules that no template uses, and with its dark
//                     theme also for whoever leaves the choice to the system.
// icons.svg           one sprite of the icons listed in icons.json.
// js/echarts.min.js   ECharts with bars, on a canvas; only statistics load it.
//
// Our own styles and scripts are not built: they come from src/lianxin/site/static.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
const OUT = join(ROOT, "build", "assets");
const TABLER = join(ROOT, "node_modules", "@tabler", "core", "dist", "css", "tabler.min.css");
const ECHARTS = join(ROOT, "node_modules", "echarts");
const ICONS = join(ROOT, "node_modules", "@tabler", "icons", "icons", "outline");
// Where class names may stand: templates, widgets of forms, behaviour.
const SOURCES = ["templates/**/*.html", "**/*.py", "site/static/js/*.js"].map((pattern) =>
  join(ROOT, "src", "lianxin", pattern.startsWith("templates") ? `**/${pattern}` : pattern),
);
const DARK = /\[data-bs-theme=["']?dark["']?\]/g;

/** Words as a class name could be written in markup, Python or a script. */
const words = (text) => text.match(/[A-Za-z][\w-]*/g) ?? [];

/** Repeats every dark rule for `auto`, under the media query that asks the system. */
function followTheSystem(css) {
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    const dark = rule.selectors.filter((selector) => selector.search(DARK) >= 0);
    if (dark.length === 0) return;
    const copy = rule.clone({
      selectors: dark.map((selector) => selector.replace(DARK, "[data-bs-theme=auto]")),
    });
    const media = postcss.atRule({ name: "media", params: "(prefers-color-scheme:dark)" });
    media.append(copy);
    rule.after(media);
  });
  return root.toString();
}

async function styles() {
  const whole = (await readFile(TABLER, "utf8")).replace(/\/\*# sourceMappingURL=.*?\*\//g, "");
  const [purged] = await new PurgeCSS().purge({
    content: SOURCES,
    css: [{ raw: whole }],
    defaultExtractor: words,
    safelist: { standard: ["html", "body", "dir", "data-bs-theme"] },
    variables: false,
    keyframes: true,
    fontFace: true,
  });
  return followTheSystem(purged.css);
}

async function sprite() {
  const names = JSON.parse(await readFile(join(HERE, "icons.json"), "utf8"));
  const symbols = await Promise.all(names.map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function symbol(name) {
  const drawing = await readFile(join(ICONS, `${name}.svg`), "utf8");
  const inner = drawing.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
  const paths = inner.replace(/\s*\n\s*/g, "");
  return (
    `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
    `stroke-linecap="round" stroke-linejoin="round">${paths}</symbol>`
  );
}

const files = { "css/tabler.min.css": await styles(), "icons.svg": await sprite() };
await rm(OUT, { recursive: true, force: true });
for (const [name, text] of Object.entries(files)) {
  await mkdir(dirname(join(OUT, name)), { recursive: true });
  await writeFile(join(OUT, name), text);
}
await mkdir(join(OUT, "js"));
await cp(join(ECHARTS, "dist", "echarts.simple.min.js"), join(OUT, "js", "echarts.min.js"));
await cp(join(ECHARTS, "NOTICE"), join(OUT, "js", "echarts.NOTICE.txt"));
