// The grid of rows: moving, choosing, editing, copying and filling, as in a spreadsheet.
import * as blocks from "./blocks.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const OFFERED_AFTER = 150;

export class Grid {
  constructor(root, { change, names, mayEdit }) {
    Object.assign(this, { root, change, names, mayEdit });
    this.table = root.querySelector("[data-grid]");
    this.body = root.querySelector("[data-body]");
    this.offers = [...this.table.tHead.rows[0].cells].map((head) => head.dataset.offers);
    this.titles = [...this.table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("mousedown", (event) => this.press(event));
    this.body.addEventListener("dblclick", (event) => {
      if (event.target.closest("td")) this.edit();
    });
    this.body.addEventListener("focusin", (event) => this.arrive(event.target));
    this.root.addEventListener("copy", (event) => this.copy(event));
    this.root.addEventListener("paste", (event) => this.paste(event));
    this.renew();
  }

  get rows() {
    return [...this.body.rows];
  }

  place(cell) {
    return [cell.parentElement.sectionRowIndex, cell.cellIndex];
  }

  at(row, column) {
    return this.body.rows[row]?.cells[column];
  }

  // After the rows were drawn anew: one cell takes the focus by Tab.
  renew(task, column = 2) {
    this.anchor = null;
    const row = task ? this.body.querySelector(`tr[data-task="${task}"]`) : null;
    const cell = row ? row.cells[column] : this.at(0, column);
    for (const link of this.body.querySelectorAll("[data-open]")) link.tabIndex = -1;
    if (cell) this.rove(cell);
    if (row) this.focus(cell);
  }

  rove(cell) {
    for (const old of this.body.querySelectorAll('[tabindex="0"]')) old.tabIndex = -1;
    const goal = cell.querySelector?.("[data-open]") ?? cell;
    goal.tabIndex = 0;
    this.current = cell;
  }

  focus(cell) {
    if (!cell) return;
    this.rove(cell);
    (cell.querySelector("[data-open]") ?? cell).focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  arrive(target) {
    const cell = target.closest("td, th");
    if (!cell || target.closest(".cell-editor, summary")) return;
    this.rove(cell);
    this.root.dispatchEvent(new CustomEvent("row", { detail: cell.parentElement }));
  }

  press(event) {
    const cell = event.target.closest("td");
    if (!cell || event.target.closest(".cell-editor")) return;
    if (event.shiftKey) {
      event.preventDefault();
      this.anchor ??= this.current;
      this.rove(cell);
      this.paint();
    } else this.unchoose();
  }

  unchoose() {
    this.anchor = null;
    for (const cell of this.body.querySelectorAll(".chosen")) cell.classList.remove("chosen");
  }

  // The chosen block as [first row, first column, last row, last column].
  block() {
    const [row, column] = this.place(this.current);
    const [other, there] = this.anchor?.isConnected ? this.place(this.anchor) : [row, column];
    return [Math.min(row, other), Math.min(column, there), Math.max(row, other), Math.max(column, there)];
  }

  paint() {
    for (const cell of this.body.querySelectorAll(".chosen")) cell.classList.remove("chosen");
    const [top, left, bottom, right] = this.block();
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) this.at(row, column)?.classList.add("chosen");
  }

  key(event) {
    const cell = this.current;
    if (!cell || event.target.closest(".cell-editor, summary")) return;
    const [row, column] = this.place(cell);
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    if (STEPS[event.key]) {
      event.preventDefault();
      this.step(event, row, column, isCommand);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const last = cell.parentElement.cells.length - 1;
      const target = isCommand ? (event.key === "Home" ? 0 : this.rows.length - 1) : row;
      this.unchoose();
      this.focus(this.at(target, event.key === "Home" ? 0 : last));
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      event.preventDefault();
      const to = row + (event.key === "PageDown" ? 10 : -10);
      this.focus(this.at(Math.max(0, Math.min(to, this.rows.length - 1)), column));
    } else if (this.mayEdit && cell.matches("td")) this.editKey(event, cell, isCommand);
  }

  step(event, row, column, isCommand) {
    const [down, right] = STEPS[event.key];
    const width = this.body.rows[row].cells.length - 1;
    const far = (value, end, by) => (isCommand && by ? (by > 0 ? end : 0) : value + by);
    const cell = this.at(far(row, this.rows.length - 1, down), Math.min(width, far(column, width, right)));
    if (!cell) return;
    if (event.shiftKey) this.anchor ??= this.current;
    else this.unchoose();
    this.focus(cell);
    if (event.shiftKey) this.paint();
  }

  editKey(event, cell, isCommand) {
    const key = event.key;
    if (isCommand && key.toLowerCase() === "d") {
      event.preventDefault();
      this.fillDown();
    } else if (isCommand) {
      return;
    } else if (key === "Enter" || key === "F2") {
      event.preventDefault();
      if (cell.parentElement.classList.contains("row-conflict") && key === "Enter")
        this.root.dispatchEvent(new CustomEvent("decide", { detail: { row: cell.parentElement, mine: true } }));
      else this.edit();
    } else if (key === "Escape" && cell.parentElement.classList.contains("row-conflict"))
      this.root.dispatchEvent(new CustomEvent("decide", { detail: { row: cell.parentElement, mine: false } }));
    else if (key === "Delete" || key === "Backspace") {
      event.preventDefault();
      this.put(this.each((at) => (at.dataset.cell === "text" ? null : "")));
    } else if (key === " ") {
      event.preventDefault();
      this.mark(cell.parentElement);
    } else if (key.length === 1 && !event.isComposing) {
      event.preventDefault();
      this.edit(key);
    } else if (key === "Process") this.edit("");
  }

  mark(row) {
    const isMarked = row.getAttribute("aria-selected") === "true";
    row.setAttribute("aria-selected", String(!isMarked));
  }

  marked() {
    return this.rows.filter((row) => row.getAttribute("aria-selected") === "true");
  }

  each(value) {
    const [top, left, bottom, right] = this.block();
    const edits = [];
    for (let row = top; row <= bottom; row += 1)
      for (let column = Math.max(1, left); column <= right; column += 1) {
        const cell = this.at(row, column);
        const typed = cell ? value(cell, row, column) : null;
        if (typed !== null && typed !== undefined) edits.push(this.editOf(cell, typed));
      }
    return edits;
  }

  editOf(cell, typed) {
    return { task: +cell.parentElement.dataset.task, cell: cell.dataset.cell, typed };
  }

  // Shows what was typed and hands the edits over, with what stood there before.
  put(edits) {
    const real = edits.filter((edit) => this.cell(edit)?.textContent !== edit.typed);
    if (!real.length) return;
    const before = real.flatMap((edit) => this.asItStood(edit));
    this.show(real);
    this.change(real, before);
  }

  // A lead unit may bring its leader: undoing the one takes the other back as well.
  asItStood(edit) {
    const cells = edit.cell === "lead_unit" ? ["lead_unit", "leader"] : [edit.cell];
    return cells.map((cell) => ({ task: edit.task, cell, typed: this.cell({ task: edit.task, cell }).textContent }));
  }

  cell({ task, cell }) {
    return this.body.querySelector(`tr[data-task="${task}"] td[data-cell="${cell}"]`);
  }

  show(edits) {
    for (const edit of edits) {
      const cell = this.cell(edit);
      if (!cell) continue;
      cell.textContent = edit.typed;
      cell.classList.toggle("grid-empty", edit.typed === "");
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("title");
    }
  }

  fillDown() {
    const [top, , bottom] = this.block();
    const from = top === bottom ? top - 1 : top;
    this.put(
      this.each((cell, row, column) => (row > from ? (this.at(from, column)?.textContent ?? null) : null)),
    );
  }

  copy(event) {
    if (!this.isHere(event)) return;
    const [top, left, bottom, right] = this.block();
    const rows = [];
    for (let row = top; row <= bottom; row += 1) {
      const cells = [...this.body.rows[row].cells].slice(Math.max(1, left), right + 1);
      rows.push(cells.map((cell) => cell.textContent));
    }
    event.clipboardData.setData("text/plain", blocks.write(rows));
    event.preventDefault();
  }

  isHere(event) {
    return this.body.contains(document.activeElement) && !event.target.closest?.(".cell-editor") && this.current?.matches("td");
  }

  paste(event) {
    if (!this.mayEdit || !this.isHere(event)) return;
    event.preventDefault();
    const pasted = blocks.parse(event.clipboardData.getData("text/plain"));
    if (!pasted.length) return;
    const [top, left, bottom, right] = this.block();
    const isOne = pasted.length === 1 && pasted[0].length === 1;
    if (isOne) this.put(this.each(() => pasted[0][0]));
    else this.lay(pasted, isOne ? top : Math.min(top, bottom), Math.min(left, right));
  }

  lay(pasted, top, left) {
    const edits = [];
    const beyond = [];
    pasted.forEach((cells, down) => {
      const row = this.body.rows[top + down];
      if (!row) beyond.push(cells);
      else
        cells.forEach((typed, along) => {
          const cell = row.cells[left + along];
          if (cell?.matches("td")) edits.push(this.editOf(cell, typed));
        });
    });
    this.put(edits);
    if (beyond.length) this.root.dispatchEvent(new CustomEvent("beyond", { detail: { rows: beyond, left } }));
  }

  edit(first) {
    const cell = this.current;
    if (!this.mayEdit || !cell?.matches("td") || cell.querySelector(".cell-editor")) return;
    const offers = this.offers[cell.cellIndex];
    const before = cell.textContent;
    const editor = document.createElement(offers ? "input" : "textarea");
    editor.className = "cell-editor";
    editor.value = first === undefined ? before : first;
    editor.setAttribute("aria-label", this.titles[cell.cellIndex]);
    if (offers) editor.setAttribute("list", "grid-names");
    cell.classList.add("editing");
    cell.textContent = "";
    cell.append(editor);
    editor.focus();
    editor.setSelectionRange(editor.value.length, editor.value.length);
    let isLeft = false; // taking the editor away blurs it once more
    const leave = (typed, move) => {
      if (isLeft) return;
      isLeft = true;
      cell.classList.remove("editing");
      editor.remove();
      cell.textContent = before;
      if (typed !== null) this.put([this.editOf(cell, typed)]);
      if (move) this.move(cell, move);
    };
    editor.addEventListener("blur", () => leave(editor.value, null));
    editor.addEventListener("keydown", (event) => this.editorKey(event, editor, leave));
    if (offers) this.offer(editor, offers);
  }

  editorKey(event, editor, leave) {
    if (event.isComposing) return;
    const back = event.shiftKey;
    if (event.key === "Escape") {
      event.stopPropagation();
      leave(null, [0, 0]);
    } else if (event.key === "Tab") {
      event.preventDefault();
      leave(editor.value, [0, back ? -1 : 1]);
    } else if (event.key === "Enter" && !event.altKey) {
      event.preventDefault();
      leave(editor.value, [back ? -1 : 1, 0]);
    } else if (event.key === "Enter") {
      editor.setRangeText("\n", editor.selectionStart, editor.selectionEnd, "end");
    }
  }

  move(cell, [down, right]) {
    const [row, column] = this.place(cell);
    this.unchoose();
    this.focus(this.at(row + down, column + right) ?? cell);
  }

  offer(editor, offers) {
    const list = document.getElementById("grid-names");
    let timer;
    const look = async () => {
      const last = editor.value.split(/[、，,;；]/).pop();
      const before = editor.value.slice(0, editor.value.length - last.length);
      const found = await this.names(offers, last);
      list.replaceChildren(
        ...found.map(({ name, more }) => {
          const option = document.createElement("option");
          option.value = before + name;
          option.label = more && more !== name ? `${name} · ${more} · ${last}` : name;
          return option;
        }),
      );
    };
    editor.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, OFFERED_AFTER);
    });
    look();
  }
}
