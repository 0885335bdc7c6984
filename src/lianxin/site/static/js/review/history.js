// Undo and redo: each act is kept as two ways, back and forth.
const MOST = 200;

export class History {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  keep(act) {
    this.done.push(act);
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
  }

  async undo() {
    const act = this.done.pop();
    if (!act) return false;
    await act.undo();
    this.undone.push(act);
    return true;
  }

  async redo() {
    const act = this.undone.pop();
    if (!act) return false;
    await act.redo();
    this.done.push(act);
    return true;
  }
}
