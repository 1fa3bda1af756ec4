// Draws the preview of a section again a moment after its form was last touched. Without this file the Preview button
// sends the form and gets the same preview on a new page.
const PAUSE = 600; // milliseconds in which nothing is typed

const region = document.querySelector("#preview");
const button = document.querySelector("button[name=preview]");
const form = button.form;
const state = region.querySelector("[role=status]");
const drawn = region.querySelector(".app-preview__drawn");
let pause;
let asked;

function show(page) {
  const answer = page.querySelector("#preview");
  if (!answer) {
    throw new Error("The answer is another page");
  }
  const fresh = answer.querySelector(".app-preview__drawn");
  // A link that took this page's place would take what is typed with it.
  fresh.querySelectorAll("a").forEach((link) => link.setAttribute("target", "_blank"));
  if (fresh.innerHTML !== drawn.innerHTML) {
    drawn.replaceChildren(...fresh.childNodes);
  }
  state.textContent = answer.querySelector("[role=status]").textContent;
}

// A newer question calls off the one before it, so that no answer is shown that has been overtaken.
async function draw() {
  clearTimeout(pause);
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  const typed = new FormData(form);
  typed.set(button.name, button.value);
  try {
    const answer = await fetch(location.href, { method: "POST", body: typed, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked === mine) {
      show(page);
    }
  } catch {
    if (asked === mine) {
      state.textContent =
        "The preview could not be drawn just now. What you typed is still here. Press Preview to try again.";
    }
  }
}

function drawSoon() {
  clearTimeout(pause);
  pause = setTimeout(draw, PAUSE);
}

form.addEventListener("input", drawSoon);
form.addEventListener("change", drawSoon);
button.addEventListener("click", async (event) => {
  event.preventDefault();
  await draw();
  region.focus();
});
if (!drawn.firstElementChild) {
  draw();
}
