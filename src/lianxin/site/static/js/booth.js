// The booth: one question a screen, sealed in this browser, then cast. The votes and the
// code leave this page only inside the sealed ballot.
import { readCode } from "./booth/code.js";

const root = document.querySelector("[data-booth]");
const words = root.dataset;
const election = JSON.parse(document.getElementById("booth-election").textContent);
const { questions } = JSON.parse(election);
const screens = [...root.querySelectorAll("[data-question]")];
const review = root.querySelector("[data-review]");
const sealing = root.querySelector("[data-sealed]");
const receipt = root.querySelector("[data-receipt]");
const said = root.querySelector("[data-said]");
const code = root.querySelector("[data-code]");
const wrongCode = {
  character: words.wCodeCharacter,
  length: words.wCodeLength,
  typo: words.wCodeTypo,
};
const worker = new Worker(words.worker, { type: "module" });
let sealed;

const say = (text, isTrouble = false) => {
  said.textContent = text;
  said.classList.toggle("is-trouble", isTrouble);
};

// ---- screens ----
const all = [...screens, review, sealing, receipt];
function show(screen) {
  for (const one of all) one.hidden = one !== screen;
  say("");
  screen.querySelector("h2, legend").focus();
}

// "None of these" is no answer of its own: a ballot without a mark says it. It is marked
// so that nobody passes a question by mistake.
const inputs = (screen) => [...screen.querySelectorAll("input:not([data-none])")];
const noneOf = (screen) => screen.querySelector("[data-none]");
const chosen = (screen) => inputs(screen).map((input) => (input.checked ? 1 : 0));

function trouble(place) {
  const { min, max } = questions[place];
  const count = chosen(screens[place]).filter((one) => one === 1).length;
  const none = noneOf(screens[place]);
  if (count < min || (none && !count && !none.checked)) return words.wFew;
  return count > max ? words.wMany : "";
}

function summary() {
  const list = review.querySelector("[data-summary]");
  list.replaceChildren(
    ...screens.flatMap((screen, place) => {
      const marked = questions[place].answers.filter((_, answer) => chosen(screen)[answer]);
      const term = document.createElement("dt");
      const words_ = document.createElement("dd");
      term.textContent = questions[place].question;
      words_.textContent = marked.join(words.wJoin) || words.wNone;
      return [term, words_];
    }),
  );
}

function go(place) {
  if (place < screens.length) return show(screens[place]);
  summary();
  return show(review);
}

for (const [place, screen] of screens.entries()) {
  screen.querySelector("[data-next]").addEventListener("click", () => {
    const found = trouble(place);
    if (found) say(found, true);
    else go(place + 1);
  });
  screen.querySelector("[data-back]")?.addEventListener("click", () => go(place - 1));
  const none = noneOf(screen);
  none?.addEventListener("change", () => {
    if (none.checked) for (const input of inputs(screen)) input.checked = false;
  });
  if (none) for (const input of inputs(screen)) input.addEventListener("change", () => {
    if (input.checked) none.checked = false;
  });
}
review.querySelector("[data-back]").addEventListener("click", () => go(screens.length - 1));

// ---- sealing ----
const asked = (found) => new Promise((resolve) => {
  worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
  worker.postMessage({ election, code: found, votes: screens.map(chosen) });
});

function refuse(text) {
  say(text, true);
  code.focus();
}

async function seal() {
  if (!code.value.trim()) return refuse(words.wCode);
  const found = readCode(code.value);
  if (found.wrong) return refuse(wrongCode[found.wrong]);
  say(words.wSealing);
  sealed = await asked(found.code);
  if (sealed.refused) return say(sealed.refused, true);
  sealing.querySelector("[data-tracker]").textContent = sealed.tracker;
  sealing.querySelector("[data-opened]").hidden = true;
  sealing.querySelector("[data-cast]").disabled = false;
  return show(sealing);
}
review.querySelector("[data-seal]").addEventListener("click", seal);

const told = async (address) => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": words.token },
    body: sealed.record,
  });
  return answer.json();
};

// Opening a ballot shows all that is in it, so it is spoilt: only a new one can be cast.
// The server is told before, and never takes this one.
async function audit() {
  if (!sealed) return undefined;
  const { record, openings } = sealed;
  const button = sealing.querySelector("[data-cast]");
  button.disabled = true;
  try {
    const { refused } = await told(words.spoil);
    if (refused) return say(refused, true);
  } catch {
    button.disabled = false;
    return say(words.wUnopened, true);
  }
  if (sealed?.record !== record) return undefined; // another was sealed meanwhile
  const shown = sealing.querySelector("[data-opened]");
  shown.querySelector("textarea").value = JSON.stringify({ ballot: JSON.parse(record), openings });
  shown.hidden = false;
  sealed = undefined;
  return say("");
}
sealing.querySelector("[data-audit]").addEventListener("click", audit);
sealing.querySelector("[data-again]").addEventListener("click", seal);

// Back to the choice and the code: this sealed ballot is forgotten.
sealing.querySelector("[data-back]").addEventListener("click", () => {
  sealed = undefined;
  show(review);
});

// ---- casting ----
async function cast() {
  const button = sealing.querySelector("[data-cast]");
  button.disabled = true;
  say(words.wCasting);
  try {
    const { refused, receipt: proof, tracker } = await told(words.cast);
    // A ballot sent twice is refused, but its receipt is given again: the first answer
    // may have been lost on the way.
    if (!proof) return say(refused, true);
    receipt.querySelector("[data-tracker]").textContent = tracker;
    receipt.querySelector("textarea").value = proof;
    const file = new Blob([proof], { type: "application/json" });
    receipt.querySelector("[data-save]").href = URL.createObjectURL(file);
    sealed = undefined;
    code.value = "";
    for (const input of root.querySelectorAll("[data-question] input")) input.checked = false;
    return show(receipt);
  } catch {
    button.disabled = false;
    return say(words.wOffline, true);
  }
}
sealing.querySelector("[data-cast]").addEventListener("click", cast);

root.hidden = false;
show(screens[0]);
