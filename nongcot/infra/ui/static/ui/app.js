// Comfort only: every page works without it.
"use strict";

// A menu closes when one clicks elsewhere or presses Escape.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  closeMenus(null);
  if (open) open.querySelector("summary").focus();
});

// A unit ticked in a list's filter is named at once; what was typed to find it is not sent. The arrow keys pass through.
document.addEventListener("change", (event) => {
  const filter = event.target.closest(".unit-choice");
  if (!filter || event.target.type !== "radio") return;
  filter.querySelector("[data-chosen]").textContent = event.target.closest("label").querySelector("span").firstChild.textContent;
  filter.querySelector("[name=unit_q]").value = "";
  filter.querySelector("[name=unit_found]")?.remove();
}, true);
document.addEventListener("click", (event) => {
  if (event.detail > 0 && event.target.closest(".unit-choice .pick-row")) closeMenus(null);
});

// Printing is offered where there is a script to begin it.
document.documentElement.classList.add("scripted");
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// What is being typed in a form survives a reload or a lost network in this tab, until it has arrived. The form's
// once-only key goes with it, so that sending again does nothing double. Fields marked data-secret are not kept.
const DRAFT = "nongcot-draft:";
const kept = (form) => [...form.elements].filter((el) => el.name && el.name !== "csrfmiddlewaretoken" && el.type !== "password" && el.type !== "file" && !("secret" in el.dataset));
const draftName = () => DRAFT + location.pathname;

function keepDraft(form) {
  const values = kept(form).map((el) => [el.name, el.type === "checkbox" || el.type === "radio" ? el.checked : null, el.value]);
  sessionStorage.setItem(draftName(), JSON.stringify(values));
}

function restoreDraft(form, values) {
  const left = [...values];
  for (const el of kept(form)) {
    if (el.name === "seen" || el.name === "confirmed") continue;
    const ticked = el.type === "checkbox" || el.type === "radio";
    const at = left.findIndex(([name, , value]) => name === el.name && (!ticked || value === el.value));
    if (at < 0) continue;
    const [[, checked, value]] = left.splice(at, 1);
    if (ticked) el.checked = checked;
    else el.value = value;
  }
}

function forgetArrived() {
  const done = document.cookie.match(/(?:^|; )nongcot_done=([^;]+)/);
  if (!done) return;
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(DRAFT) && sessionStorage.getItem(name).includes(`"${done[1]}"`)) sessionStorage.removeItem(name);
  }
}

function offerDraft(form) {
  const stored = sessionStorage.getItem(draftName());
  const offer = form.querySelector("[data-draft-offer]");
  if (!stored || !offer) return;
  const values = JSON.parse(stored);
  const typed = kept(form).some((el) => el.name === "once" && values.some(([name, , value]) => name === "once" && value === el.value));
  if (typed) return; // this very form came back from the server with everything in it
  offer.hidden = false;
  offer.querySelector("[data-draft-restore]").addEventListener("click", () => { restoreDraft(form, values); offer.hidden = true; });
  offer.querySelector("[data-draft-drop]").addEventListener("click", () => { sessionStorage.removeItem(draftName()); offer.hidden = true; });
}

forgetArrived();
for (const form of document.querySelectorAll("form[data-draft]")) {
  offerDraft(form);
  form.addEventListener("input", () => keepDraft(form));
}

// A form that comes back with errors is shown like any page.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
