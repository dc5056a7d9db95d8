// The part of the page that computes. It can be stopped at any time, because it is thrown away then.
let store;
self.onmessage = ({ data: message }) => {
  try {
    if (message.wasm) {
      initSync({ module: message.wasm });
      store = new Store();
      store.load(new TextDecoder().decode(message.data), { format: "application/n-quads", no_transaction: true });
      self.postMessage({ ready: store.size });
      return;
    }
    const options = { use_default_graph_as_union: !/^\s*FROM\s/im.test(message.query), results_format: message.format };
    self.postMessage({ id: message.id, text: store.query(message.query, options), format: message.format });
  } catch (error) {
    self.postMessage({ id: message.id, error: String(error && error.message ? error.message : error) });
  }
};
