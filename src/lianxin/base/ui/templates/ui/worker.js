// Shows the page that was kept for it where a page of the site cannot be reached. What is
// kept, and that it is wiped when somebody signs out, is settled by the pages themselves
// (offline.js, sent.js): this only looks there. Nothing is answered from what is kept
// while the network answers, so that nobody ever reads an old page.
const KEPT = "lianxin.kept";
const PAGE = "/without-network";

const kept = async (address) => {
  const cache = await caches.open(KEPT);
  return (await cache.match(address, { ignoreVary: true })) ?? Response.error();
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  const isFile = ["style", "script", "image"].includes(request.destination);
  if (isPage || isFile)
    event.respondWith(fetch(request).catch(() => kept(isPage ? PAGE : request.url)));
});
