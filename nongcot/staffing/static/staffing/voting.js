// The voter's code stands after # so that no server ever logs it: put it into the form, out of the address, and go.
(() => {
  const form = document.querySelector("[data-voter-code]");
  const code = decodeURIComponent(window.location.hash.slice(1)).trim();
  if (!form || !code) return;
  window.history.replaceState(null, "", window.location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
})();
