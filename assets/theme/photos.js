// Photos come from everywhere: chosen, dropped or pasted anywhere on the page, taken with a phone's camera. All go into the
// box in the same way, up to as many as a message may have. The sentences stand in the data of .attach.
const box = () => document.querySelector("#box");
const told = () => element.querySelector(".attach").dataset;
let handing = false; // while a drop is handed on to the box
let noted = 0;

function note(text, lasting = 20_000) {
  clearTimeout(noted);
  element.querySelector(".note").textContent = text;
  if (text && lasting) noted = setTimeout(() => note(""), lasting);
}

// A large photo is made smaller before it is sent, which spares a phone's line, leaves behind where it was taken, and makes
// a JPEG of what only the phone itself can read. What the browser can't read goes as it is; the server says what is wrong.
const LIGHT = 1_000_000; // bytes that go as they are
const SIDE = 1600; // pixels, more than the server keeps
const PLAIN = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"];

async function lighter(photo) {
  if (photo.size < LIGHT && PLAIN.includes(photo.type)) return photo;
  try {
    const picture = await createImageBitmap(photo);
    const share = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: Math.round(picture.width * share), height: Math.round(picture.height * share) });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white"; // a JPEG has nothing transparent
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
    if (!made) return photo; // short of memory
    return new File([made], photo.name.replace(/(\.\w+)?$/, ".jpg"), { type: "image/jpeg" });
  } catch {
    return photo;
  }
}

async function attach(files) {
  const photos = files.filter((file) => file.type.startsWith("image/"));
  const room = Math.max(0, Number(told().most) - box().querySelectorAll(".thumbnail-item").length);
  note(photos.length < files.length ? told().noPhoto : photos.length > room ? told().tooMany : "");
  if (!photos.length || !room) return;
  const carried = new DataTransfer();
  for (const photo of await Promise.all(photos.slice(0, room).map(lighter))) carried.items.add(photo);
  handing = true;
  box().querySelector(".full-container").dispatchEvent(new DragEvent("drop", { dataTransfer: carried }));
  handing = false;
}

// The same photo can be chosen twice in a row: a browser tells of a choice only where it is another one.
window.addEventListener("click", (event) => {
  if (event.target.matches?.('#box input[type="file"]')) event.target.value = "";
}, true);

// At the window and before the box, which would do it in its own way.
function before(name, act) {
  window.addEventListener(name, (event) => {
    if (handing || !element.isConnected || !box()) return;
    const files = act(event);
    if (!files) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (files.length) attach(files);
  }, true);
}

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

// Browsers disagree on how they say that a drag has left the page, but while it is there they say so all the time.
let dragging = 0;
function veil(shown) {
  clearTimeout(dragging);
  element.querySelector(".veil").classList.toggle("shown", shown);
  if (shown) dragging = setTimeout(() => veil(false), 700);
}

before("dragenter", (event) => holdsFiles(event) && []);
before("dragover", (event) => holdsFiles(event) && (veil(true), []));
before("dragleave", (event) => holdsFiles(event) && []);
before("drop", (event) => { veil(false); return holdsFiles(event) && [...event.dataTransfer.files]; });
before("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  return files.length && !event.clipboardData.getData("text/plain") ? files : null; // tables come as text and as a picture
});
before("change", (event) => event.target.matches('#box input[type="file"]') && [...event.target.files]);

// The picker of a phone offers its photos, but not on every phone its camera: that has a button of its own.
const camera = document.createElement("input");
Object.assign(camera, { type: "file", accept: "image/*", hidden: true });
camera.setAttribute("capture", "environment");
camera.addEventListener("change", () => { attach([...camera.files]); camera.value = ""; });
document.body.append(camera); // some phones forget a picker that belongs to no page

function cameraButton() {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "camera" });
  button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13" r="3.4"/></svg>';
  button.addEventListener("click", () => camera.click());
  return button;
}

function name(selector, label, more = {}) {
  box().querySelectorAll(selector).forEach((part) => {
    for (const [key, value] of Object.entries({ "aria-label": label, ...more })) {
      if (part.getAttribute(key) !== value) part.setAttribute(key, value);
    }
  });
}

// With a photo that is removed its button may go, and the keyboard would be nowhere: it goes on to the next one.
let held = 0;
let removing = false;
window.addEventListener("click", (event) => { removing = event.target.closest("#box .delete-button") !== null; }, true);

function recount() {
  const buttons = box().querySelectorAll(".delete-button");
  const fewer = buttons.length < held;
  held = buttons.length;
  if (fewer && removing && document.activeElement === document.body) {
    (buttons[0] ?? box().querySelector(".upload-button"))?.focus();
  }
  if (fewer && element.querySelector(".note").textContent === told().tooMany) note("");
}

// What the box shows changes by itself: its parts get names in the page's language, and a long upload is told.
let uploading = 0;
function dress() {
  if (!box() || !element.querySelector(".attach")) return;
  const row = box().querySelector(".input-row");
  if (row && !row.querySelector(".camera")) row.prepend(cameraButton());
  const words = told();
  name(".full-container", words.message);
  name("textarea", words.message);
  name(".upload-button", words.addPhoto, { title: words.addPhoto });
  name(".camera", words.camera, { title: words.camera });
  name(".submit-button", words.send, { title: words.send });
  name(".thumbnails", words.attached, { role: "list" });
  name(".delete-button", words.detach, { title: words.detach });
  recount();
  const busy = box().querySelector(".loader");
  if (busy && !uploading) uploading = setTimeout(() => note(told().uploading, 0), 500);
  if (!busy && uploading) {
    clearTimeout(uploading);
    uploading = 0;
    if (element.querySelector(".note").textContent === words.uploading) note("");
  }
}

new MutationObserver(dress).observe(document.querySelector("#chat"), { childList: true, subtree: true });
watch("value", dress);
dress();
