// Runs once for each part of the page: clicks on its buttons go to the server, the newest turn is kept in view, and an
// enlarged photo opens and closes.
const seen = { turns: 0, answered: true, asked: "" };

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-act]");
  if (!button || document.querySelector("#talk .status")) return; // one thing at a time
  seen.asked = button.dataset.act === "why" ? button.dataset.item : "";
  button.closest("dialog")?.close();
  if (button.dataset.act === "enlarge") trigger("enlarge", { ...button.dataset });
  else trigger("act", { ...button.dataset });
});

// What takes less than half a second needs no word: the line that says what is going on shows itself only then.
let waiting = 0;
function showWaiting() {
  if (!element.querySelector(".status")) {
    clearTimeout(waiting);
    waiting = 0;
    element.classList.remove("slow");
  } else if (!waiting) {
    waiting = setTimeout(() => element.classList.add("slow"), 500);
  }
}

// An enlarged photo comes as a closed dialog. The browser keeps the keyboard in it while it is open, closes it at Esc, and
// leads back to the button that opened it.
function showLarge() {
  const dialog = element.querySelector("dialog");
  if (!dialog || dialog.open) return;
  dialog.addEventListener("close", () => { props.value = ""; });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".close")) dialog.close();
  });
  dialog.showModal();
}

function showNewest() {
  const turns = element.querySelectorAll(".turn");
  const newest = turns[turns.length - 1];
  const answered = !element.querySelector(".status");
  if (newest && (turns.length !== seen.turns || answered !== seen.answered)) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    newest.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }
  if (seen.asked) {
    element.querySelector(`[data-card="${CSS.escape(seen.asked)}"] + .told`)?.scrollIntoView({ block: "nearest" });
    seen.asked = "";
  }
  seen.turns = turns.length;
  seen.answered = answered;
}

// On a wide screen the panel is simply there; on a narrow one it stays as its reader left it.
const wide = window.matchMedia("(min-width: 900px)");
let unfolded = false;
function fold() {
  const panel = element.querySelector("details.known");
  if (panel) panel.open = wide.matches || unfolded;
}
element.addEventListener("toggle", (event) => {
  if (event.target.matches("details.known") && !wide.matches) unfolded = event.target.open;
}, true);
wide.addEventListener("change", fold);

watch("value", () => { showNewest(); showWaiting(); showLarge(); fold(); });
fold();
