// Files that are being sent say how far they are. Without this the form is sent as any other.
"use strict";

function showError(form, words) {
  const state = form.querySelector("[data-upload-state]");
  state.hidden = false;
  state.querySelector("progress").hidden = true;
  const line = state.querySelector("p");
  line.textContent = words;
  line.classList.add("wrong");
}

function sendWithProgress(form) {
  const state = form.querySelector("[data-upload-state]");
  const bar = state.querySelector("progress");
  const line = state.querySelector("p");
  const stop = form.querySelector("[data-upload-stop]");
  const button = form.querySelector("button.button:not([data-upload-stop])");
  const request = new XMLHttpRequest();
  const say = (percent) => { bar.value = percent; line.textContent = `${form.dataset.sending} ${percent}%`; };
  const ended = () => { button.disabled = false; stop.hidden = true; };

  line.classList.remove("wrong");
  bar.hidden = false;
  state.hidden = false;
  button.disabled = true;
  stop.hidden = false;
  let arrived = false; // all of the file: then the server may have it, though its answer got lost
  say(0);
  stop.onclick = () => request.abort();
  request.upload.onprogress = (event) => { if (event.lengthComputable) say(Math.floor((100 * event.loaded) / event.total)); };
  request.upload.onload = () => { arrived = true; bar.removeAttribute("value"); line.textContent = form.dataset.sent; };
  request.onload = () => {
    if (request.status < 400) { location.assign(request.responseURL); return; }
    // the form with its errors, or a page that says what is wrong: shown like any page
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) { ended(); showError(form, form.dataset.lost); return; }
    document.querySelector("main").replaceWith(document.adoptNode(main));
    watch();
    window.scrollTo(0, 0);
  };
  request.onerror = () => { ended(); showError(form, arrived ? form.dataset.unanswered : form.dataset.lost); };
  request.onabort = () => { ended(); state.hidden = true; };
  request.open("POST", form.action);
  request.send(new FormData(form));
}

function watch() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const files = [...form.querySelector("input[type=file]").files];
      if (files.some((file) => file.size > Number(form.dataset.limit))) showError(form, form.dataset.tooLarge);
      else sendWithProgress(form);
    });
  }
}
watch();
