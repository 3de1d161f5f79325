// The search of `letters docs`: titles of pages and headings. Without it the list of pages is there all the same.
'use strict';

const box = document.getElementById('search');
const hits = document.getElementById('hits');
const pages = document.getElementById('pages');
const status = document.getElementById('status');
const { root } = document.body.dataset;

function search() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length ? TITLES.filter(({ title, page }) => words.every((word) => `${title} ${page}`.toLowerCase().includes(word))) : [];
  hits.replaceChildren(
    ...found.slice(0, 40).map(({ title, page, address }) => {
      const [item, link, where] = ['li', 'a', 'span'].map((name) => document.createElement(name));
      link.href = root + address;
      link.textContent = title;
      where.className = 'where';
      if (page !== title) where.textContent = ` ${page}`;
      item.append(link, where);
      return item;
    }),
  );
  pages.hidden = words.length > 0;
  status.textContent = words.length ? `${found.length} found` : '';
}

box.addEventListener('input', search);
document.getElementById('finder').hidden = false;
search();

// Served by the preview: it stays as long as a page of it is open.
if (location.protocol === 'http:') {
  const id = crypto.randomUUID();
  const say = (what) => navigator.sendBeacon(`/pages/${id}/${what}`);
  say('open');
  addEventListener('pagehide', () => say('closed'));
  addEventListener('pageshow', (event) => event.persisted && say('open'));
}
