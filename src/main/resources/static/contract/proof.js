// The signer's proof for one act: a passkey's assertion over the act's challenge, or PIN and code.

export function canUsePasskeys() {
  return Boolean(window.PublicKeyCredential && navigator.credentials?.get);
}

/** The body that completes the act. A signer who breaks off is an AbortError. */
export async function prove(way, prompt) {
  if (way === "pin") return askPin();
  const credential = await navigator.credentials.get({ publicKey: options(prompt.passkey) });
  return { passkey: plain(credential) };
}

function options(json) {
  const request = json.publicKey ?? json;
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(request);
  return {
    ...request,
    challenge: bytes(request.challenge),
    allowCredentials: request.allowCredentials?.map((one) => ({ ...one, id: bytes(one.id) })),
  };
}

function plain(credential) {
  if (credential.toJSON) return credential.toJSON();
  const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      authenticatorData: text(authenticatorData), clientDataJSON: text(clientDataJSON), signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function askPin() {
  const dialog = document.getElementById("pin"), form = document.getElementById("pin-form");
  const pin = document.getElementById("pin-pin"), code = document.getElementById("pin-code");
  pin.value = code.value = "";
  dialog.showModal();
  pin.focus();
  return new Promise((resolve, reject) => {
    const end = (outcome, value) => {
      dialog.close();
      outcome(value);
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const totp = code.value.normalize("NFKC").replace(/\D/g, "");
      if (!pin.value) return pin.focus();
      if (totp.length !== 6) return code.focus();
      end(resolve, { pin: pin.value, totp });
    };
    const leave = () => end(reject, new DOMException("", "AbortError"));
    document.getElementById("pin-cancel").onclick = leave;
    dialog.oncancel = leave;
  });
}
