// The stream of events of a page: what the program says has changed. Without it a page works all the same, and changes when it
// is loaded again.

const line = /** @type {HTMLElement} */ (document.getElementById('line'));
const { events } = document.body.dataset;
let { count } = document.body.dataset;

/** @type {EventSource | undefined} */
let source;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let trouble;

/**
 * A sentence at the foot of the page.
 * @param {string} text
 */
export function say(text) {
  clearTimeout(trouble);
  trouble = undefined;
  if (line.textContent !== text) line.textContent = text;
}

/**
 * Hears what has changed.
 * @param {(update: any) => void} apply
 */
export function listen(apply) {
  function connect() {
    source?.close();
    source = undefined;
    // Hidden pages leave the few connections that a browser has to those that are seen.
    if (document.hidden) return;
    source = new EventSource(`${events}?since=${count}`);
    source.addEventListener('open', () => say(''));
    source.addEventListener('message', ({ data }) => {
      const update = JSON.parse(data);
      say('');
      apply(update);
      count = update.count;
      document.body.dataset.count = count;
    });
    source.addEventListener('error', () => {
      const over = source?.readyState === EventSource.CLOSED;
      trouble ??= setTimeout(
        () => say(over ? 'The preview has stopped or was restarted. Double-click the program again, or open the address shown in the terminal.' : 'The preview is not responding. Trying again …'),
        over ? 0 : 1500,
      );
    });
  }
  document.addEventListener('visibilitychange', connect);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', (event) => event.persisted && connect());
  connect();
}

/* The program ends some time after its last page was closed. One that is only hidden is still open. */

const id = crypto.randomUUID();
/** @param {'open' | 'closed'} what */
const report = (what) => navigator.sendBeacon(`/pages/${id}/${what}`);
report('open');
addEventListener('pagehide', () => report('closed'));
addEventListener('pageshow', (event) => event.persisted && report('open'));
