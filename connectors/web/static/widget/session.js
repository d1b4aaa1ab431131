// Calls to the chat API, and the session that they need: made when first wanted, renewed when refused.

const ANSWER_WITHIN = 25000; // the server itself answers within 15 s

export class Refused extends Error {
  // status 0: no answer at all
  constructor(status, title) {
    super(title);
    this.status = status;
  }
}

export async function ask(api, method, path, { token, body, type = "application/json" } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = type;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN);
  let response;
  let answer = {};
  try {
    response = await fetch(api + path, { method, headers, body, signal: stop.signal });
    answer = await response.json();
  } catch {
    if (!response || response.ok) throw new Refused(0, "");
  } finally {
    clearTimeout(timer);
  }
  if (!response.ok) throw new Refused(response.status, answer.title || "");
  return answer;
}

export function makeSession(settings, kept) {
  let session = kept.read("session");
  let opening = null;
  let customerToken = settings.customerToken;

  // Whom the storefront's token names; the server checks it, this only saves needless calls.
  function customerOf(token) {
    try {
      return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub;
    } catch {
      return "";
    }
  }

  // Somebody else signed in, or signed out: the talk of the one before is not theirs to see.
  function isForeign() {
    if (!session || !session.customer || customerToken === undefined) return false;
    return session.customer !== customerOf(customerToken);
  }

  async function open(refused) {
    const other = kept.read("session");
    if (other && other.token !== refused) {
      session = other; // another tab was first
    } else {
      const body = JSON.stringify({ locale: settings.locale, page: settings.page });
      const made = await ask(settings.api, "POST", "/v1/chat/sessions", { body });
      session = { token: made.token, id: made.conversation_id };
      kept.write("session", session);
    }
    await bind();
    return session;
  }

  // False: this conversation is another customer's.
  async function bind() {
    const customer = customerToken && customerOf(customerToken);
    if (!customer || session.customer === customer) return true;
    try {
      const body = JSON.stringify({ customer_token: customerToken });
      await ask(settings.api, "POST", "/v1/chat/identify", { token: session.token, body });
      session = { ...session, customer };
      kept.write("session", session);
    } catch (err) {
      // The chat goes on for a guest; the page's makers find out here.
      console.warn(`Dukan: the customer token was not accepted. ${err.message}`);
      return err.status !== 409;
    }
    return true;
  }

  // The session, made now if there is none.
  function ready(refused) {
    if (session && session.token !== refused) return Promise.resolve(session);
    session = null;
    opening = opening || kept.lock(() => open(refused)).finally(() => (opening = null));
    return opening;
  }

  return {
    ready,
    bind,
    isForeign,
    current: () => session,
    adopt: (other) => (session = other),
    forget() {
      session = null;
      kept.write("session", null);
    },
    customer: (token) => (customerToken = token),
    async call(method, path, options = {}) {
      const { token } = await ready();
      return ask(settings.api, method, path, { ...options, token });
    },
  };
}
