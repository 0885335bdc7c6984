// The review page: the document on the left, the grid of rows on the right.
import { Grid } from "./review/grid.js";
import { History } from "./review/history.js";
import { Saving } from "./review/saving.js";

const root = document.querySelector("[data-review]");
const mayEdit = root.hasAttribute("data-may-edit");
const words = root.dataset;
const said = root.querySelector("[data-said]");
const body = root.querySelector("[data-body]");
const FOLDED = "lianxin.review.folded";

const SAID = { saving: words.wSaving, saved: words.wSaved, offline: words.wOffline, signedOut: words.wSignedOut };
function say(code, more) {
  said.textContent = more ?? SAID[code] ?? code;
  said.classList.toggle("is-trouble", code !== "saved" && code !== "saving");
}

function counts({ words: told, share }) {
  document.querySelector("[data-counts]").textContent = told;
  root.querySelector("[data-share]").value = share;
}

const history = new History();
const saving = new Saving(root, { apply, fault, conflict, counts, say });
const grid = new Grid(root, { change, names, mayEdit });

// ---- cells ----
function apply({ task, version, cells, flags }, pending) {
  const row = saving.row(task);
  row.dataset.version = version;
  row.querySelector("[data-flags]").innerHTML = flags;
  for (const cell of row.querySelectorAll("td")) {
    const code = cell.dataset.cell;
    if (pending.has(`${task} ${code}`) || cell.classList.contains("editing")) continue;
    if (cell.hasAttribute("aria-invalid")) continue;
    cell.textContent = cells[code];
    cell.classList.toggle("grid-empty", cells[code] === "");
  }
}

function fault({ task, cell, message }) {
  const place = grid.cell({ task, cell });
  if (!place) return;
  place.setAttribute("aria-invalid", "true");
  place.title = message;
  say("", message);
}

function conflict(row, mine) {
  const place = saving.row(row.task);
  if (row.gone) {
    saving.held.delete(row.task);
    say("", words.wGone);
    return;
  }
  place.dataset.version = row.version;
  place.classList.add("row-conflict");
  place.theirs = row;
  const now = mine.map((edit) => row.cells[edit.cell] || "—").join(" · ");
  for (const edit of mine) grid.cell(edit).title = row.cells[edit.cell];
  say("", `${words.wConflict} ${now}`);
}

root.addEventListener("decide", async ({ detail: { row, mine } }) => {
  const task = +row.dataset.task;
  row.classList.remove("row-conflict");
  if (mine) await saving.putMine(task);
  else {
    saving.held.delete(task);
    for (const cell of row.querySelectorAll("td")) cell.removeAttribute("title");
    apply(row.theirs, new Map());
    say("saved");
  }
});

function change(edits, before) {
  history.keep({
    undo: () => (grid.show(before), saving.edit(before)),
    redo: () => (grid.show(edits), saving.edit(edits)),
  });
  saving.edit(edits);
}

async function names(of, typed) {
  const address = `${root.dataset.names}?of=${of}&q=${encodeURIComponent(typed.trim())}`;
  try {
    const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
    return answer.redirected || !answer.ok ? [] : (await answer.json()).names;
  } catch {
    return []; // Names are a help; without them one types on.
  }
}

// ---- rows ----
const state = () =>
  new Map(
    grid.rows.map((row) => [
      +row.dataset.task,
      new Map([...row.querySelectorAll("td")].map((cell) => [cell.dataset.cell, cell.textContent])),
    ]),
  );

function draw(told, column) {
  const first = body.querySelector("tr");
  if (told.rows_html !== undefined) body.innerHTML = told.rows_html;
  root.querySelector("[data-none]")?.toggleAttribute("hidden", Boolean(first) || body.rows.length > 0);
  if (told.counts) counts(told.counts);
  grid.renew(told.focus, column);
}

async function rows(request) {
  try {
    await saving.send();
    const column = grid.current?.cellIndex || 2;
    const told = await saving.post(root.dataset.rows, request);
    draw(told, column);
    say("saved");
    return told;
  } catch (trouble) {
    if (trouble.told?.rows_html) draw(trouble.told);
    say(trouble.code ?? "", trouble.said);
    return null;
  }
}

// Goes from one state of the rows to another: puts back, takes out, writes cells.
async function become(goal) {
  const now = state();
  for (const task of goal.keys()) if (!now.has(task)) await rows({ act: "restore", task });
  for (const task of now.keys())
    if (!goal.has(task)) await rows({ act: "remove", task, version: +saving.row(task).dataset.version });
  const edits = [];
  for (const [task, cells] of goal)
    for (const [cell, typed] of cells)
      if (state().get(task)?.get(cell) !== typed) edits.push({ task, cell, typed });
  grid.show(edits);
  await saving.edit(edits);
  await refreshClauses();
}

async function act(request) {
  const before = state();
  const told = await rows(request);
  if (!told) return;
  const after = state();
  history.keep({ undo: () => become(before), redo: () => become(after) });
  if (request.act === "remove" || request.act === "merge") await refreshClauses();
}

const here = () => {
  const row = grid.current?.parentElement;
  return row?.isConnected ? { task: +row.dataset.task, version: +row.dataset.version } : null;
};

async function merge() {
  const marked = grid.marked();
  if (marked.length < 2) return say("", words.wMark);
  return act({ act: "merge", tasks: marked.map((row) => [+row.dataset.task, +row.dataset.version]) });
}

function split() {
  const row = grid.current?.parentElement;
  if (!row?.isConnected) return;
  const cell = row.querySelector('td[data-cell="text"]');
  const before = cell.textContent;
  const editor = document.createElement("textarea");
  editor.className = "cell-editor";
  editor.rows = 4;
  editor.value = before.replaceAll(/[，；;]/g, "\n");
  editor.setAttribute("aria-label", words.wSplit);
  cell.classList.add("editing");
  cell.replaceChildren(editor);
  editor.focus();
  say("", words.wSplit);
  let isLeft = false; // taking the editor away blurs it once more
  const leave = (texts) => {
    if (isLeft) return;
    isLeft = true;
    cell.classList.remove("editing");
    cell.textContent = before;
    grid.focus(cell);
    if (texts) act({ act: "split", ...here(), texts });
  };
  editor.addEventListener("blur", () => leave(null));
  editor.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") leave(null);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) leave(editor.value.split("\n"));
  });
}

function moveRow(by) {
  const one = here();
  const from = grid.current.parentElement.sectionRowIndex + 1;
  if (!one || from + by < 1 || from + by > grid.rows.length) return;
  const go = (to) => rows({ act: "move", ...one, version: +saving.row(one.task).dataset.version, to });
  go(from + by);
  history.keep({ undo: () => go(from), redo: () => go(from + by) });
}

const ACTS = {
  add: () => act({ act: "add", after: here()?.task ?? null }),
  promote: () => here() && act({ act: "promote", ...here() }),
  demote: () => here() && act({ act: "demote", ...here() }),
  remove: () => here() && act({ act: "remove", ...here() }),
  merge,
  split,
  undo: async () => say("", (await history.undo()) ? words.wUndone : words.wNothing),
  redo: async () => say("", (await history.redo()) ? words.wRedone : words.wNothing),
};

root.addEventListener("beyond", async ({ detail: { rows: more, left } }) => {
  const before = state();
  const textAt = [...root.querySelector("thead tr").cells].findIndex((cell) => cell.classList.contains("grid-text"));
  for (const cells of more) {
    const text = cells[textAt - left];
    if (!text) continue;
    const told = await rows({ act: "add", text });
    if (!told) return;
    const row = saving.row(told.focus);
    const edits = cells
      .map((typed, along) => ({ cell: row.cells[left + along], typed }))
      .filter(({ cell, typed }) => cell?.matches("td") && typed !== cell.textContent)
      .map(({ cell, typed }) => grid.editOf(cell, typed));
    grid.show(edits);
    await saving.edit(edits);
  }
  const after = state();
  history.keep({ undo: () => become(before), redo: () => become(after) });
});

if (mayEdit) {
  for (const tool of root.querySelectorAll("[data-act]")) tool.hidden = false;
  root.querySelector("[data-help]").hidden = false;
  root.querySelector("[data-tools]").addEventListener("mousedown", (event) => event.preventDefault());
  root.querySelector("[data-tools]").addEventListener("click", (event) => {
    const name = event.target.closest("[data-act]")?.dataset.act;
    if (!name) return;
    event.preventDefault();
    ACTS[name]();
  });
  const ALT = { n: "add", ArrowLeft: "promote", ArrowRight: "demote", m: "merge", s: "split", Delete: "remove" };
  root.addEventListener("keydown", (event) => {
    if (event.target.closest("textarea, input")) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      moveRow(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.altKey && ALT[event.key]) {
      event.preventDefault();
      ACTS[ALT[event.key]]();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      ACTS[event.shiftKey ? "redo" : "undo"]();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y") {
      event.preventDefault();
      ACTS.redo();
    }
  });
}

// ---- the document ----
const source = root.querySelector("#source");

let asked = 0; // an answer that was asked for before something newer tells what was
async function refreshClauses() {
  const mine = ++asked;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.redirected || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    for (const clause of source.querySelectorAll(".clause")) {
      const anew = page.getElementById(clause.id);
      if (anew && anew.className !== clause.className.replace(" current", "")) clause.replaceWith(anew);
      else if (anew && anew.innerHTML !== clause.innerHTML) clause.innerHTML = anew.innerHTML;
    }
  } catch {
    // The rows are right; the document is drawn anew when the page is.
  }
}

function element(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html.trim();
  return fresh.content.firstElementChild;
}

async function handle(form, button) {
  const sent = new FormData(form);
  sent.set(button.name, button.value);
  const before = state();
  const had = button.closest(".clause");
  try {
    await saving.send();
    const told = await saving.post(form.action, sent);
    asked += 1;
    const clause = element(told.clause_html);
    had.replaceWith(clause);
    draw({ ...told, focus: null });
    say("saved");
    if (told.row) {
      const after = state();
      history.keep({ undo: () => become(before), redo: () => become(after) });
      saving.row(told.row)?.scrollIntoView({ block: "nearest" });
    }
    const next = clause.querySelector(".proposal") ? clause : (await nextOpen(clause)) ?? clause;
    next.focus();
  } catch (trouble) {
    say(trouble.code ?? "", trouble.said);
  }
}

// Several clauses at once: those that were ticked are drawn anew with the others.
async function setAside(form, button) {
  const sent = new FormData(form);
  sent.set(button.name, button.value);
  try {
    await saving.send();
    const told = await saving.post(form.action, sent);
    asked += 1;
    counts(told.counts);
    for (const clause of told.clauses_html.map(element)) document.getElementById(clause.id)?.replaceWith(clause);
    form.querySelector("[data-aside]").hidden = !form.querySelector(".clause-waits");
    say("saved");
  } catch (trouble) {
    say(trouble.code ?? "", trouble.said);
  }
}

for (const button of source.querySelectorAll("[data-tick-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of button.form.querySelectorAll('[name="ticked"]')) box.checked = true;
  });
}

async function nextOpen(clause) {
  const all = [...source.querySelectorAll(".clause")];
  return all.slice(all.indexOf(clause) + 1).find((each) => each.classList.contains("clause-waits"));
}

for (const form of source.querySelectorAll("[data-source]"))
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const act = event.submitter.name === "skip_ticked" ? setAside : handle;
    act(form, event.submitter);
  });

source.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = [...source.querySelectorAll(".clause")];
  const now = event.target.closest(".clause");
  const place = all.indexOf(now);
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    const next = all[Math.max(0, Math.min(all.length - 1, place + (key === "j" ? 1 : -1)))];
    next?.focus();
  } else if (key === "t" && now) now.querySelector(".proposal")?.click();
  else if (key === "p" && now) {
    const why = now.querySelector(".skip-why");
    if (!why) return;
    why.open = true;
    why.querySelector("button").focus();
  } else return;
  event.preventDefault();
});

function point(number) {
  for (const old of root.querySelectorAll(".current")) old.classList.remove("current");
  if (!number) return;
  for (const each of root.querySelectorAll(`[data-clause="${number}"]`)) each.classList.add("current");
}
root.addEventListener("row", ({ detail: row }) => {
  if (row.dataset.clause === point.last) return;
  point.last = row.dataset.clause;
  point(row.dataset.clause);
  source.querySelector(".clause.current")?.scrollIntoView({ block: "nearest" });
});
source.addEventListener("focusin", (event) => {
  const clause = event.target.closest(".clause");
  if (clause) {
    point.last = clause.dataset.clause;
    point(clause.dataset.clause);
  }
});

// ---- the panel ----
const fold = root.querySelector("[data-collapse]");
function folded(is) {
  root.classList.toggle("is-folded", is);
  fold.setAttribute("aria-expanded", String(!is));
  if (is) root.querySelector("[data-frame]").scrollLeft = 0;
}
fold.hidden = false;
folded(sessionStorage.getItem(FOLDED) === "1");
fold.addEventListener("click", () => {
  const is = !root.classList.contains("is-folded");
  folded(is);
  sessionStorage.setItem(FOLDED, is ? "1" : "0");
});
