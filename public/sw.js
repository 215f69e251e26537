// Keeps one campaign on the device, or the page of members: it comes from the network when that answers soon, and from here when not.
// Whoever makes the site writes in its files and a hash of them all.
const FILES = ["{files}"];
const CACHE = "pufa " + registration.scope + " {version}";
const asked = new URL(location.href).searchParams;
const campaign = asked.get("c");
const api = new URL("api/", location.href).href;
const program = asked.has("member") ? "member" : asked.has("graded") ? "graded" : "app";
const mine = (file) =>
  !file.includes("/") ||
  file.startsWith("pkg/" + program + "-") ||
  file === (program === "member" ? "study/" : "c/" + campaign + "/") ||
  file.startsWith("pkg/" + campaign + "-") ||
  (asked.has("organiser") && file.startsWith("pkg/organiser-"));

self.addEventListener("install", (event) => {
  // fresh from the server: a page out of an old cache would ask for files that are gone
  const fresh = FILES.filter(mine).map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("pufa " + registration.scope + " ") && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  // what a server decides is never told from memory
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin || request.url.startsWith(api)) return;
  const kept = () => caches.open(CACHE).then((cache) => cache.match(request, { ignoreSearch: true }));
  if (request.mode !== "navigate") {
    event.respondWith(kept().then((file) => file || fetch(request)));
    return;
  }
  const slow = new Promise((resolve) => setTimeout(resolve, 3000)).then(kept);
  const network = fetch(request);
  const first = Promise.race([network, slow]).then((page) => page || network);
  event.respondWith(first.catch(() => kept().then((page) => page || Response.error())));
});
