// What the desk asks its server.

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

export const post = async (name, data = {}) =>
  answerOf(
    await fetch(`/_desk/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(data),
    }),
  );
