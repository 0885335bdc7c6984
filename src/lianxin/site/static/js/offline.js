// Keeps, once a day, the page on which a meeting is written down without network, and the
// files it needs. It holds nothing of any person; `worker.js` shows it.
const KEPT = "lianxin.kept";
const PAGE = "/without-network";
const { keptPage, worker, draftsOf } = document.body.dataset;

// Of whom, for which post, in which language, by which release, on which day.
const sign = [
  draftsOf,
  document.querySelector(".posts-title")?.textContent,
  document.documentElement.lang,
  import.meta.url,
  new Date().toDateString(),
].join(" ");

function filesOf(words) {
  const page = new DOMParser().parseFromString(words, "text/html");
  const found = [...page.querySelectorAll("link[href], script[src], use[href]")].map(
    (part) => new URL(part.getAttribute("href") ?? part.getAttribute("src"), location.origin),
  );
  return new Set(found.map(({ origin, pathname }) => origin + pathname));
}

async function keep() {
  // Where the site leads elsewhere, nothing is followed: to ask for the page on which a
  // second factor is set up would change the secret that stands on it.
  const answer = await fetch(keptPage, { redirect: "manual" });
  if (!answer.ok) return;
  const files = filesOf(await answer.clone().text());
  const cache = await caches.open(KEPT);
  await cache.addAll([...files]);
  await cache.put(PAGE, answer);
  files.add(location.origin + PAGE);
  for (const old of await cache.keys()) if (!files.has(old.url)) await cache.delete(old);
  localStorage.setItem(KEPT, sign);
}

async function prepare() {
  try {
    await navigator.serviceWorker.register(worker, { scope: "/" });
    if (localStorage.getItem(KEPT) !== sign) await keep();
  } catch {
    // The network is gone, or storage is forbidden: the site works without.
  }
}

if (keptPage && "serviceWorker" in navigator && "caches" in self) prepare();
