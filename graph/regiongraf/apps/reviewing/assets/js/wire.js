/* Requests. Reads are kept; decisions are sent one after the other, and never hold the page up. */

const kept = new Map();

export async function get(path) {
  if (!kept.has(path)) {
    kept.set(path, fetch(`api/${path}`).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer))));
    kept.get(path).catch(() => kept.delete(path));
  }
  return kept.get(path);
}

export const fresh = async (path) => (await fetch(`api/${path}`)).json();

let line = Promise.resolve();
let waiting = 0;

/** How many decisions are on their way. */
export const underway = () => waiting;

/** Send a decision after those before it; `body` is made when its turn comes. Answers {ok, ...}. */
export function send(path, body) {
  waiting += 1;
  const turn = line.then(async () => {
    try {
      const answer = await fetch(`api/${path}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body()), keepalive: true,
      });
      return { ok: answer.ok, reached: true, ...(await answer.json().catch(() => ({}))) };
    } catch {
      return { ok: false, reached: false };
    } finally {
      waiting -= 1;
    }
  });
  line = turn;
  return turn;
}
