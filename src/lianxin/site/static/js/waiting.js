// Lists what was written down on this device and never sent, so that it is not forgotten
// there. Each line leads to its form.
const PREFIX = "lianxin.draft:";
const box = document.querySelector("[data-waiting]");
const me = document.body.dataset.draftsOf;

function line(key) {
  const values = JSON.parse(localStorage.getItem(key));
  const first = (...names) => values.find(([name, , kept]) => names.includes(name) && kept)?.[2];
  const link = document.createElement("a");
  link.href = key.slice(PREFIX.length, -me.length - 1);
  const day = first("when")?.slice(0, 10);
  link.textContent = [day, first("topic", "topics") ?? "…"].filter(Boolean).join(" · ");
  const row = document.createElement("li");
  row.append(link);
  return row;
}

const keys = Object.keys(localStorage).filter(
  (key) => key.startsWith(`${PREFIX}/`) && key.endsWith(`:${me}`),
);
if (me && keys.length) {
  box.querySelector("[data-waiting-list]").replaceChildren(...keys.sort().map(line));
  box.hidden = false;
}
