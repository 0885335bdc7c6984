// Sends edits of cells and keeps each until the server has it: offline, signed out or
// in conflict, nothing typed is lost while the page is open.
const RETRY = 5000;

export class Saving {
  constructor(root, { apply, fault, conflict, counts, say }) {
    Object.assign(this, { root, apply, fault, conflict, counts, say });
    this.pending = new Map(); // "task cell" to what was typed last
    this.held = new Map(); // task to the edits that wait for a decision
    this.isSending = false;
    this.token = root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    addEventListener("online", () => this.send());
    addEventListener("beforeunload", (event) => {
      if (this.pending.size || this.held.size) event.preventDefault();
    });
  }

  edit(edits) {
    for (const edit of edits) {
      const held = this.held.get(edit.task);
      if (held) held.set(edit.cell, edit.typed);
      else this.pending.set(`${edit.task} ${edit.cell}`, edit);
    }
    return this.send();
  }

  putMine(task) {
    const held = this.held.get(task);
    this.held.delete(task);
    return this.edit([...held].map(([cell, typed]) => ({ task, cell, typed })));
  }

  async send() {
    if (this.isSending || !this.pending.size) return;
    this.isSending = true;
    clearTimeout(this.timer);
    this.say("saving");
    const sent = [...this.pending.values()].filter((edit) => this.row(edit.task));
    try {
      const edits = sent.map((edit) => ({ ...edit, version: +this.row(edit.task).dataset.version }));
      const told = await this.post(this.root.dataset.edit, { edits });
      for (const edit of sent) {
        const key = `${edit.task} ${edit.cell}`;
        if (this.pending.get(key) === edit) this.pending.delete(key);
      }
      this.take(told, sent);
    } catch (trouble) {
      this.say(trouble.code ?? "offline", trouble.said);
      if (!trouble.said) this.timer = setTimeout(() => this.send(), RETRY);
      else this.pending.clear();
      return;
    } finally {
      this.isSending = false;
    }
    await this.send();
  }

  take(told, sent) {
    if (!this.held.size && !told.faults.length) this.say("saved");
    for (const row of told.rows) this.apply(row, this.pending);
    for (const fault of told.faults) this.fault(fault, sent);
    for (const row of told.conflicts) {
      const mine = sent.filter((edit) => edit.task === row.task);
      this.held.set(row.task, new Map(mine.map((edit) => [edit.cell, edit.typed])));
      this.conflict(row, mine);
    }
    this.counts(told.counts);
  }

  row(task) {
    return this.root.querySelector(`tr[data-task="${task}"]`);
  }

  // The server's answer; an error with `code` (offline, signedOut) or `said` otherwise.
  async post(address, body) {
    let answer = await this.fetch(address, body);
    if (answer.status === 403 && (await this.renew())) answer = await this.fetch(address, body);
    if (answer.redirected || answer.status === 403) throw { code: "signedOut" };
    if (answer.status >= 500) throw { code: "offline" };
    if (answer.status === 404) throw { said: this.root.dataset.wGone };
    const told = await answer.json().catch(() => {
      throw { code: "signedOut" };
    });
    if (!answer.ok) throw { said: told.message, told };
    return told;
  }

  fetch(address, body) {
    const isForm = body instanceof FormData;
    if (isForm) body.set("csrfmiddlewaretoken", this.token);
    const headers = { Accept: "application/json", "X-CSRFToken": this.token };
    if (!isForm) headers["Content-Type"] = "application/json";
    return fetch(address, {
      method: "POST",
      headers,
      credentials: "same-origin",
      body: isForm ? body : JSON.stringify(body),
    });
  }

  // After one has signed in anew in another tab the page needs the new token.
  async renew() {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.redirected || !answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[data-source] [name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    this.token = token;
    return true;
  }
}
