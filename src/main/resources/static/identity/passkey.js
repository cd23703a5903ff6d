// Passkeys: the JSON forms of WebAuthn Level 3, with a fall-back for browsers that cannot read or write them yet.
// Other pages import assert(options): it gives the assertion's JSON, to be posted with whatever it is about.

import { post } from "../site/site.js";

export const available = () => typeof PublicKeyCredential === "function";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withIds = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

function creationOptions(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: withIds(options.excludeCredentials),
  };
}

function requestOptions(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return { ...options, challenge: toBytes(options.challenge), allowCredentials: withIds(options.allowCredentials) };
}

function toJson(credential) {
  if (credential.toJSON) {
    try {
      return credential.toJSON();
    } catch {
      // Some password managers put an object in place of the browser's own that cannot do this.
    }
  }
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
  if (credential.response.attestationObject) {
    response.attestationObject = toText(credential.response.attestationObject);
    response.transports = credential.response.getTransports?.() ?? [];
  } else {
    response.authenticatorData = toText(credential.response.authenticatorData);
    response.signature = toText(credential.response.signature);
    if (credential.response.userHandle) response.userHandle = toText(credential.response.userHandle);
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

/** Asks the person's passkey to sign these options' challenge. */
export async function assert(options) {
  return toJson(await navigator.credentials.get({ publicKey: requestOptions(options) }));
}

/** Makes a passkey for the person who is logged in. */
export async function register(name) {
  const options = await post("/webauthn/register/options");
  const credential = await navigator.credentials.create({ publicKey: creationOptions(options) });
  return post("/webauthn/register", { name, credential: toJson(credential) });
}

/** Logs in; gives the path to go to. */
export async function logIn(next) {
  const assertion = await assert(await post("/webauthn/login/options"));
  const answer = await post("/webauthn/login" + (next ? "?next=" + encodeURIComponent(next) : ""), assertion);
  return answer.next;
}

/** Shows the passkey again, for what a session that began with a mail does not allow. */
export async function confirm() {
  return post("/webauthn/confirm", await assert(await post("/webauthn/login/options")));
}
