// Looks at a site in Chromium:
//   node check.mjs FOLDER CHROMIUM MODULES [SCREENSHOTS]
// MODULES is the node_modules with playwright-core and axe-core. Every page is opened as a file:
// nothing is fetched from elsewhere, no error is written to the console, links lead somewhere,
// charts are drawn. Pages are looked at in several widths and themes: axe-core has no serious
// finding and nothing is wider than the window. The first page that has it is used with the
// keyboard: a table is sorted, a series switched off, a chart shown full screen, sounds played.
// SCREENSHOTS is a folder for pictures of these pages.
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [folder, chromium, modules, screenshots] = process.argv.slice(2);
const root = resolve(folder);
const load = createRequire(join(resolve(modules), "x.js"));
const playwright = load("playwright-core");
const axe = readFileSync(load.resolve("axe-core/axe.min.js"), "utf8");

const LOOKS = [[390, "dark"], [1600, "light"], [390, "light"], [1600, "dark"]];
// Of the pages of a folder, which have the same parts, so many are looked at in all ways.
const MOST_IN_ALL_WAYS = 3;
// And so many runs at all.
const MOST_RUNS = 5;

const problems = [];
const counts = { pages: 0, links: 0, charts: 0, sounds: 0, looks: 0, tables: 0 };
const report = (page, text) => problems.push(`${page}: ${text}`);

const pagesIn = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? pagesIn(join(path, entry.name))
      : entry.name.endsWith(".html") ? [join(path, entry.name)] : []);

// What the page at `name` has that belongs to it alone, and what goes wrong while it is open.
async function open(browser, name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) report(name, `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => report(name, `error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) report(name, `asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A sound that is not played to its end is given up with the page.
    if (!request.url().endsWith(".wav")) report(name, `cannot load ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(root, name)).href);
  return { context, page };
}

const CHARTS = '[data-module="figure"], [data-module="curves"]';

async function waitForCharts(page, name) {
  const charts = await page.locator(CHARTS).all();
  for (const chart of charts) {
    try {
      await chart.locator(".place[data-drawn] svg").waitFor({ timeout: 30000 });
    } catch {
      report(name, "a chart is not drawn");
      continue;
    }
    const marks = await chart.locator("svg path, svg image, svg text").count();
    if (marks < 10) report(name, `a chart has ${marks} marks`);
    counts.charts += 1;
  }
}

// Links to files that are not there, or to places that a page lacks.
async function checkLinks(page, name, found) {
  const links = await page.$$eval("a[href]", (all) => all.map((link) => link.href));
  for (const link of links) {
    const url = new URL(link);
    counts.links += 1;
    if (url.protocol !== "file:") {
      report(name, `links to ${link}`);
      continue;
    }
    const path = fileURLToPath(url.href.replace(/#.*/, ""));
    if (!existsSync(path) || relative(root, path).startsWith("..")) {
      report(name, `links to ${path}, which is not there`);
    } else if (path.endsWith(".html")) {
      found.add(relative(root, path));
    }
    const here = path === join(root, name);
    if (url.hash && here && !(await page.$(`[id="${decodeURIComponent(url.hash.slice(1))}"]`))) {
      report(name, `links to ${url.hash}, which it lacks`);
    }
  }
}

async function checkLook(page, name, width, theme) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => self.axe.run());
  for (const { id, impact, nodes } of violations) {
    if (["serious", "critical"].includes(impact)) {
      report(name, `${width} px, ${theme}: axe-core: ${id}: ${nodes[0].html.slice(0, 200)}` +
        ` (${nodes.length}; ${nodes[0].any[0]?.message ?? ""})`);
    }
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) report(name, `${width} px, ${theme}: ${wide} px wider than the window`);
  counts.looks += 1;
}

async function lookAt(browser, name, looks) {
  for (const [width, theme] of looks) {
    const viewport = { width, height: width < 600 ? 844 : 1000 };
    const { context, page } = await open(browser, name, { viewport, colorScheme: theme });
    await waitForCharts(page, name);
    await checkLook(page, name, width, theme);
    if (screenshots) {
      const file = `${name.replaceAll("/", "_").replace(".html", "")}_${width}_${theme}.png`;
      await page.screenshot({ path: join(screenshots, file), fullPage: true });
    }
    await context.close();
  }
}

// Sorts by the last column, with the keyboard, and back.
async function useTable(page, name) {
  const table = page.locator('[data-module="table"]:visible').first();
  const button = table.locator("th button.sort").last();
  if ((await button.count()) === 0) return false;
  const column = () => table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => row.lastElementChild).filter((cell) => cell.dataset.value !== undefined)
      .map((cell) => Number(cell.dataset.value)));
  const texts = () => table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.textContent).join("|")).join("\n"));
  const before = await texts();
  await button.focus();
  for (const order of ["ascending", "descending"]) {
    await page.keyboard.press("Enter");
    if ((await button.locator("..").getAttribute("aria-sort")) !== order) {
      report(name, `a table is not sorted ${order}`);
    }
    const values = await column();
    const sorted = [...values].sort((a, b) => (order === "ascending" ? a - b : b - a));
    if (String(values) !== String(sorted)) report(name, `${order}: found ${values}`);
  }
  await page.keyboard.press("Enter");
  if ((await texts()) !== before) report(name, "a sorted table does not come back as it was");
  counts.tables += 1;
  return true;
}

// Points at a number; switches a series off, and shows the chart full screen and back, with the
// keyboard.
async function useChart(page, name) {
  const figure = page.locator(CHARTS).first();
  const box = figure.locator('input[type="checkbox"]').first();
  if ((await box.count()) === 0) return false;
  await figure.locator(".mark-symbol path").first().hover({ force: true });
  if ((await page.locator("#vg-tooltip-element.visible td.value").count()) === 0) {
    report(name, "a number that is pointed at has no tooltip");
  }
  const drawn = () => figure.locator(".place svg").innerHTML();
  const before = await drawn();
  await box.focus();
  await page.keyboard.press("Space");
  await page.waitForTimeout(500);
  if ((await drawn()) === before) report(name, "a series that is switched off is still there");
  const save = figure.getByRole("button", { name: "Save as PNG" });
  const [file] = await Promise.all([page.waitForEvent("download"), save.click()]);
  const [signature] = readFileSync(await file.path()).toString("latin1", 1).split("\r");
  if (signature !== "PNG") report(name, `saves ${file.suggestedFilename()}, which is no PNG`);
  const full = figure.getByRole("button", { name: "Full screen" });
  await full.focus();
  await page.keyboard.press("Enter");
  const chart = page.locator("dialog[open] .place svg");
  if (!(await chart.isVisible())) report(name, "full screen shows no chart");
  await page.keyboard.press("Escape");
  if (!(await full.evaluate((button) => button === document.activeElement))) {
    report(name, "full screen does not give the focus back");
  }
  if (!(await figure.locator(".place svg").isVisible())) {
    report(name, "the chart does not come back");
  }
  return true;
}

async function playSound(page, name) {
  const sounds = page.locator("audio");
  if ((await sounds.count()) === 0) return false;
  for (const sound of [sounds.first(), sounds.last()]) {
    const played = await sound.evaluate(async (audio) => {
      audio.muted = true;
      await audio.play();
      await new Promise((done) => setTimeout(done, 400));
      return audio.currentTime;
    });
    if (!(played > 0)) report(name, "a sound does not play");
    counts.sounds += 1;
  }
  return true;
}

// The first Tab leads to what skips the navigation.
async function useSkipLink(page, name) {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.activeElement?.id === "main"))) {
    report(name, "the first link does not lead to the content");
  }
  return true;
}

// What is to be used once, by the page that has it first.
const uses = new Map([
  ["the skip link", useSkipLink], ["a table", useTable], ["a chart", useChart],
  ["a sound", playSound]]);

async function checkPage(browser, name, found) {
  const { context, page } = await open(browser, name, {});
  await waitForCharts(page, name);
  await checkLinks(page, name, found);
  for (const [what, use] of uses) {
    try {
      if (await use(page, name)) uses.delete(what);
    } catch (error) {
      uses.delete(what);
      report(name, `${what} cannot be used: ${error.message}`);
    }
  }
  await context.close();
  counts.pages += 1;
}

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--allow-file-access-from-files=false", "--autoplay-policy=no-user-gesture-required"],
});
try {
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  const found = new Set(["index.html"]);
  const looked = {};
  for (const name of found) {
    await checkPage(browser, name, found);
    const kind = name.replace(/[^/]*$/, "");
    looked[kind] = (looked[kind] ?? 0) + 1;
    if (kind === "runs/" && looked[kind] > MOST_RUNS) continue;
    await lookAt(browser, name, looked[kind] > MOST_IN_ALL_WAYS ? LOOKS.slice(0, 2) : LOOKS);
  }
  for (const path of pagesIn(root)) {
    const name = relative(root, path);
    if (!found.has(name)) report(name, "no page links to it");
  }
} finally {
  await browser.close();
}
for (const what of uses.keys()) {
  // Which labels can be heard depends on the data at hand.
  if (what === "a sound") console.log("site.sh: no page has a sound");
  else report("all pages", `none has ${what}`);
}
console.log(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(", "));
for (const problem of [...new Set(problems)]) console.error(`FAILED: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
