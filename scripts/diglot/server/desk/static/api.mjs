// What the desk asks its server.

// Signs: browsers keep requests of 64 KiB alive, and a Chinese sign takes three bytes.
const MOST_KEPT = 20_000;

export class Conflict extends Error {
  constructor(theirs) {
    super("conflict");
    this.theirs = theirs;
  }
}

export class Fault extends Error {}

async function answerOf(response) {
  const data = await response.json().catch(() => ({ fault: response.statusText }));
  if (response.status === 409) throw new Conflict(data.conflict);
  if (!response.ok) {
    throw new Fault([data.place, data.fault, data.hint].filter(Boolean).join("\n"));
  }
  return data;
}

export const get = async (name, parameters = {}) =>
  answerOf(await fetch(`/_desk/${name}?${new URLSearchParams(parameters)}`));

export async function post(name, data = {}) {
  const body = JSON.stringify(data);
  return answerOf(
    await fetch(`/_desk/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      // So that it arrives although the window is being closed.
      keepalive: document.hidden && body.length < MOST_KEPT,
    }),
  );
}

// Texts go to the server in the order in which they were written: none overtakes a later one.
export class Outbox {
  // How many were sent or taken in.
  writes = 0;
  // Resolves once all have been; once those before the last were.
  isEmpty = Promise.resolve();
  before = Promise.resolve();

  async send(name, data) {
    this.writes++;
    this.before = this.isEmpty;
    const answer = this.isEmpty.then(() => post(name, data));
    const done = () => {};
    this.isEmpty = answer.then(done, done);
    try {
      return await answer;
    } finally {
      this.writes++;
    }
  }
}
