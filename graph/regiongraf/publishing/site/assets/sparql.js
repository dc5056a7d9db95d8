"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const { prefixes, first, examples } = JSON.parse(get("settings").textContent);
  const [query, colours, status, result, saves] = ["query", "colours", "status", "result", "saves"].map(get);
  const say = status.dataset;
  const TABLE = "application/sparql-results+json", GRAPH = "text/turtle";
  const SAVES = { [TABLE]: [["CSV", "text/csv", "csv"], ["JSON", TABLE, "json"]], [GRAPH]: [["Turtle", GRAPH, "ttl"], ["N-Triples", "application/n-triples", "nt"]] };
  const MOST = 1000;
  let worker, ready, waiting = new Map(), number = 0, parts;

  const unpack = async (id) => {
    const bytes = Uint8Array.from(atob(get(id).textContent), (char) => char.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };

  const start = () => {
    status.textContent = say.loading;
    ready = (async () => {
      parts ||= await Promise.all(["inside-glue", "inside-wasm", "inside-data"].map(unpack));
      const source = URL.createObjectURL(new Blob([parts[0]], { type: "text/javascript" }));
      worker = new Worker(source);
      await new Promise((done, failed) => {
        worker.onmessage = ({ data }) => (data.error ? failed(new Error(data.error)) : (status.textContent = `${say.ready} ${data.ready}`, done()));
        worker.onerror = (event) => failed(new Error(event.message || "worker"));
        worker.postMessage({ wasm: parts[1], data: parts[2] });
      });
      URL.revokeObjectURL(source);
      worker.onmessage = ({ data }) => { const [done, failed] = waiting.get(data.id) || []; waiting.delete(data.id); if (done) data.error ? failed(new Error(data.error)) : done(data.text); };
    })();
    ready.catch((error) => { status.textContent = `${say.failed} ${error.message}`; });
    return ready;
  };

  const ask = async (text, format) => {
    await ready;
    return new Promise((done, failed) => { waiting.set(++number, [done, failed]); worker.postMessage({ id: number, query: text, format }); });
  };

  // Words in strings, IRIs and comments decide nothing.
  const bare = (text) => text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g, " ");
  const whole = (text) => {
    const plain = bare(text);
    const declared = new Set([...text.matchAll(/\bPREFIX\s+([\w-]*):/gi)].map((match) => match[1]));
    const missing = Object.keys(prefixes).filter((name) => !declared.has(name) && new RegExp(`(^|[^\\w-])${name}:`).test(plain));
    return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}> `).join("") + text;
  };
  const formOf = (text) => (/\b(CONSTRUCT|DESCRIBE)\b/i.test(bare(text)) && !/^\s*(PREFIX[^\n]*\s*)*(SELECT|ASK)\b/i.test(bare(text)) ? GRAPH : TABLE);

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const shown = (term) => {
    const cell = element("td");
    if (!term) return cell;
    if (term.type === "uri" && /^https?:/.test(term.value)) {
      const short = Object.entries(prefixes).find(([, iri]) => term.value.startsWith(iri) && !/[/#]/.test(term.value.slice(iri.length)));
      cell.append(element("a", short ? `${short[0]}:${term.value.slice(short[1].length)}` : term.value, { href: term.value, rel: "external noreferrer" }));
    } else cell.textContent = term["xml:lang"] ? `${term.value} (${term["xml:lang"]})` : term.value;
    return cell;
  };
  const table = (answer) => {
    if ("boolean" in answer) { result.replaceChildren(element("p", String(answer.boolean))); return 1; }
    const rows = answer.results.bindings, names = answer.head.vars;
    const made = element("table"), head = element("thead"), top = element("tr"), body = element("tbody");
    names.forEach((name) => top.append(element("th", name, { scope: "col" })));
    rows.slice(0, MOST).forEach((row) => { const line = element("tr"); names.forEach((name) => line.append(shown(row[name]))); body.append(line); });
    head.append(top); made.append(head, body); result.replaceChildren(made);
    return rows.length;
  };

  // A spreadsheet takes a cell that begins like this for a formula: an apostrophe disarms it.
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = (answer) => {
    if ("boolean" in answer) return `${answer.boolean}\r\n`;
    const lines = answer.results.bindings.map((row) => answer.head.vars.map((name) => (row[name] ? cell(row[name].value) : "")));
    return [answer.head.vars, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
  };

  const saved = async (text, type) => (type === "text/csv" ? csv(JSON.parse(await ask(text, TABLE))) : ask(text, type));
  const offer = (text, format) => {
    saves.replaceChildren(...SAVES[format].map(([title, type, ending]) => {
      const button = element("button", title, { type: "button" });
      button.onclick = async () => {
        const link = element("a", "", { download: `answer.${ending}`, href: URL.createObjectURL(new Blob([await saved(text, type)], { type })) });
        link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      };
      return button;
    }));
  };

  const run = async () => {
    const text = whole(query.value), format = formOf(text), begun = performance.now();
    get("run").disabled = true; get("stop").disabled = false; status.textContent = say.running;
    saves.replaceChildren(); result.replaceChildren();
    location.replace(`#q=${encodeURIComponent(query.value)}`);
    try {
      const answer = await ask(text, format);
      let count;
      if (format === TABLE) count = table(JSON.parse(answer));
      else { result.replaceChildren(element("pre", answer.slice(0, 200000))); count = answer.split("\n").length; }
      status.textContent = `${count} ${say.rows}, ${Math.round(performance.now() - begun)} ms${count > MOST && format === TABLE ? `. ${say.more}` : ""}`;
      offer(text, format);
    } catch (error) {
      if (error !== stopped) status.textContent = `${say.failed} ${error.message}`;
    }
    get("run").disabled = false; get("stop").disabled = true;
  };
  const stopped = new Error("stopped");
  const stop = () => {
    worker.terminate();
    waiting.forEach(([, failed]) => failed(stopped)); waiting = new Map();
    start().then(() => { status.textContent = say.stopped; });
  };

  const KINDS = [["comment", /#[^\n]*/], ["string", /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/], ["iri", /<[^<>\s]*>/], ["variable", /[?$][\p{L}\p{N}_]+/u],
    ["word", /\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE|WHERE|FROM|NAMED|PREFIX|BASE|OPTIONAL|FILTER|UNION|MINUS|GRAPH|VALUES|BIND|AS|DISTINCT|REDUCED|ORDER|GROUP|BY|HAVING|LIMIT|OFFSET|ASC|DESC|NOT|EXISTS|IN|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|LANG|STR|CONCAT|IF|COALESCE|REGEX|CONTAINS|STRSTARTS|BOUND|a)\b/i], ["name", /[\p{L}][\p{L}\p{N}_-]*:[\p{L}\p{N}_-]*/u]];
  const any = new RegExp(KINDS.map(([, form]) => `(${form.source})`).join("|"), "giu");
  const colour = () => {
    const made = document.createDocumentFragment(), text = query.value;
    let last = 0;
    for (const match of text.matchAll(any)) {
      made.append(text.slice(last, match.index), element("span", match[0], { class: KINDS[match.slice(1).findIndex((part) => part !== undefined)][0] }));
      last = match.index + match[0].length;
    }
    made.append(text.slice(last), "\n"); colours.replaceChildren(made); colours.scrollTop = query.scrollTop; colours.scrollLeft = query.scrollLeft;
    get("link").href = `#q=${encodeURIComponent(text)}`;
  };
  const put = (text) => { query.value = text; colour(); };

  get("ask").hidden = false;
  const linked = location.hash.startsWith("#q=") ? decodeURIComponent(location.hash.slice(3)) : null;
  put(linked ?? first);
  query.addEventListener("input", colour);
  query.addEventListener("scroll", colour);
  query.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); });
  get("example").addEventListener("change", (event) => { if (event.target.value) put(examples[event.target.value].query); });
  get("run").addEventListener("click", run);
  get("stop").addEventListener("click", stop);
  start().then(() => { if (linked !== null) run(); });
})();
