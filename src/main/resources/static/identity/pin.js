// PIN and one-time code, the way to consent without a passkey: asked in the dialog of templates/identity/pin.html.

/** What goes to the server. Somebody who breaks off is an AbortError. */
export function askPin() {
  const dialog = document.getElementById("pin"), pin = document.getElementById("pin-pin"), code = document.getElementById("pin-code");
  pin.value = code.value = "";
  dialog.showModal();
  pin.focus();
  return new Promise((resolve, reject) => {
    document.getElementById("pin-form").onsubmit = (event) => {
      event.preventDefault();
      const totp = code.value.normalize("NFKC").replace(/\D/g, "");
      if (!pin.value) return pin.focus();
      if (totp.length !== 6) return code.focus();
      dialog.close();
      resolve({ pin: pin.value, totp });
    };
    const leave = () => {
      dialog.close();
      reject(new DOMException("", "AbortError"));
    };
    document.getElementById("pin-cancel").onclick = leave;
    dialog.oncancel = leave;
  });
}
