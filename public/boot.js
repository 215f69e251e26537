// What the page does by itself: type size, reading aloud, waking the program, and until that is there keeping every tap,
// be it a start, an answer or a turned page of a painted paper.
const root = document.documentElement;
const fact = (name) => root.getAttribute("data-" + name);
const paper = document.getElementById("paper");
const early = "pufa.early." + fact("campaign");
const sizes = ["", "l", "xl"];
const words = ["标准", "大", "特大"];

const nameSize = () => {
  const word = words[sizes.indexOf(fact("size") || "")];
  document.querySelectorAll("[data-type-size]").forEach((tool) => tool.setAttribute("aria-label", "字号：" + word));
};

const nextSize = () => {
  const size = sizes[(sizes.indexOf(fact("size") || "") + 1) % 3];
  if (size) root.setAttribute("data-size", size);
  else root.removeAttribute("data-size");
  try {
    localStorage.setItem("pufa.size", size);
  } catch (forbidden) {
    // the size then holds for this page only
  }
  nameSize();
};

// reading aloud needs nothing but the page
const voice = window.speechSynthesis;
const findVoice = () => {
  if (voice.getVoices().some((one) => one.lang.startsWith("zh"))) root.setAttribute("data-voice", "");
};
if (voice) {
  findVoice();
  // Safari before 16 has the property, but is no event target
  voice.onvoiceschanged = findVoice;
}

const nameReading = (tool, on) => {
  tool.setAttribute("aria-pressed", on);
  tool.querySelector("span").textContent = on ? "停下" : "朗读";
};

const readAloud = (tool) => {
  const question = tool.closest(".q");
  const lines = [...question.querySelectorAll(".badge, .stem, .choice")].map((line) => line.textContent);
  const speech = new SpeechSynthesisUtterance(lines.join("。"));
  speech.lang = "zh-CN";
  speech.onend = speech.onerror = () => nameReading(tool, false);
  voice.speak(speech);
  nameReading(tool, true);
};

// the painted paper, until the program takes it over; its further questions wait in a template until someone turns to them
const rest = document.getElementById("rest");
const questions = () => [...paper.querySelectorAll(".q")];

const unfoldTo = (n) => {
  for (let have = questions(); have.length <= n && rest.content.firstElementChild; have = questions()) {
    have[have.length - 1].after(rest.content.firstElementChild);
  }
};

const at = () => +(paper.getAttribute("data-at") || 0);

const see = (n) => {
  unfoldTo(n);
  const all = questions();
  if (n < 0 || n >= all.length) return;
  all.forEach((q, i) => (q.hidden = i !== n));
  paper.setAttribute("data-at", n);
  paper.querySelector("[data-at]").textContent = n + 1;
  paper.querySelector("[data-prev]").disabled = n === 0;
  paper.querySelectorAll(".ticks li").forEach((tick, i) => {
    tick.className = i === n ? "now" : all[i] && all[i].querySelector(":checked") ? "done" : "";
  });
  scrollTo(0, 0);
  all[n].querySelector("[data-q]").focus();
};

const keepEarly = () => {
  const picked = questions().map((q) => [...q.querySelectorAll(":checked")].map((input) => input.value).join("."));
  try {
    localStorage.setItem(early, at() + " " + picked.join(","));
  } catch (forbidden) {
    // then they live in the page alone, until the program is there
  }
};

const restoreEarly = () => {
  let kept = null;
  try {
    kept = localStorage.getItem(early);
  } catch (forbidden) {
    return;
  }
  if (!kept) return;
  const [n, picked] = kept.split(" ");
  const answers = (picked || "").split(",");
  unfoldTo(answers.length - 1);
  questions().forEach((q, i) => {
    const values = (answers[i] || "").split(".");
    q.querySelectorAll("[data-choice]").forEach((input) => (input.checked = values.includes(input.value)));
  });
  if (+n) see(+n);
};

document.addEventListener("click", (event) => {
  const hit = (hook) => event.target.closest("[data-" + hook + "]");
  if (hit("type-size")) return nextSize();
  const tool = hit("read");
  const reads = tool && tool.getAttribute("aria-pressed") !== "true";
  // whatever else is pressed, the voice does not talk over it
  if (voice && event.target.closest("button")) voice.cancel();
  if (reads) readAloud(tool);
  if (fact("ready") !== null) return;
  if (paper && paper.contains(event.target) && (hit("next") || hit("prev"))) {
    see(at() + (hit("next") ? 1 : -1));
    keepEarly();
    return;
  }
  const button = event.target.closest("button");
  if (!button || hit("type-size") || hit("reload") || reads) return;
  pressed = button;
  // no button goes on promising what does not come
  if (hit("start") && !lost) {
    button.setAttribute("aria-busy", "true");
    button.textContent = "正在打开";
  }
});

// what was pressed before the program was there is pressed again when it is
let pressed = null;
let lost = false;
new MutationObserver((_, watch) => {
  watch.disconnect();
  if (pressed && pressed.isConnected) pressed.click();
}).observe(root, { attributes: true, attributeFilter: ["data-ready"] });

if (paper) {
  // kept after the tap has shown
  paper.addEventListener("change", () => setTimeout(keepEarly));
  restoreEarly();
}
nameSize();

// the page without the program can still be read; what is missing is said where the eye is
const tell = (error) => {
  console.error(error);
  lost = true;
  if (error instanceof WebAssembly.CompileError || error instanceof SyntaxError) {
    root.setAttribute("data-old", "");
    return;
  }
  document.querySelectorAll("[data-lost-notice]").forEach((notice) => (notice.hidden = false));
  document.querySelectorAll("[aria-busy]").forEach((button) => {
    button.removeAttribute("aria-busy");
    button.textContent = "开始答题";
  });
};
document.querySelectorAll("[data-reload]").forEach((button) => button.addEventListener("click", () => location.reload()));

// the organiser's place has a program of its own
const program = location.hash === "#organiser" ? "organiser-" : "";

// what is painted comes first: the program is asked for once the first frame is on the glass, and both its parts at once
const address = (name) => new URL(fact(name), location.href).href;
const load = () => {
  const wasm = fetch(address(program + "wasm"));
  import(address(program + "js")).then((program) => program.default({ module_or_path: wasm })).catch(tell);
};
if (fact("js") && fact("old") === null) {
  let asked = false;
  const once = () => {
    if (!asked) load();
    asked = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  // a page that opens out of sight draws no frame
  setTimeout(once, 1000);
}

// a second visit needs no network; a shared device also keeps what its organiser needs
if (fact("campaign") && "serviceWorker" in navigator && isSecureContext) {
  const to = fact("root");
  const worker = to + "sw.js?c=" + fact("campaign") + (fact("graded") !== null ? "&graded" : "") + (fact("kiosk") !== null ? "&organiser" : "");
  const scope = new URL(to + "c/" + fact("campaign") + "/", location.href).pathname;
  addEventListener("load", () => navigator.serviceWorker.register(new URL(worker, location.href), { scope }).catch((error) => console.error(error)));
}
