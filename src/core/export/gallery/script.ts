/**
 * The page's script: arrow keys among the pictures, and the lightbox. The page works without it: pictures are plain links then. It
 * builds nothing from strings; what it shows are clones of elements that the page holds already.
 */
export const GALLERY_JS = `'use strict';
(() => {
  const links = [...document.querySelectorAll('main figure > a')];
  const dialog = document.querySelector('dialog');
  const picture = dialog.querySelector('img');
  const panel = dialog.querySelector('.panel');
  const position = dialog.querySelector('.position');
  const info = dialog.querySelector('[data-info]');
  let current = 0;

  function show(index) {
    current = (index + links.length) % links.length;
    const link = links[current];
    picture.src = link.href;
    picture.alt = link.querySelector('img').alt;
    // The panel is made anew: a focus inside it would be lost, and the keys with it.
    if (panel.contains(document.activeElement)) dialog.focus();
    panel.replaceChildren(...[...link.parentElement.querySelector('figcaption').children].map((child) => child.cloneNode(true)));
    panel.scrollTop = 0;
    position.textContent = current + 1 + ' / ' + links.length;
    for (const near of [current + 1, current - 1]) new Image().src = links[(near + links.length) % links.length].href;
    if (dialog.open) return;
    dialog.showModal();
    dialog.focus();
  }

  function toggleInfo() {
    const bare = dialog.classList.toggle('bare');
    info.setAttribute('aria-pressed', String(!bare));
  }

  /** The picture nearest to the middle of this one, in the next row up or down. */
  function beside(index, down) {
    const box = links[index].getBoundingClientRect();
    const middle = box.left + box.width / 2;
    let best = index;
    let row = null;
    for (let at = index + down; links[at]; at += down) {
      const other = links[at].getBoundingClientRect();
      if (Math.abs(other.top - box.top) < 2) continue;
      row ??= other.top;
      if (Math.abs(other.top - row) >= 2) break;
      const off = (rect) => Math.abs(rect.left + rect.width / 2 - middle);
      if (best === index || off(other) < off(links[best].getBoundingClientRect())) best = at;
    }
    return best;
  }

  const moves = {
    ArrowRight: (index) => index + 1,
    ArrowLeft: (index) => index - 1,
    ArrowDown: (index) => beside(index, 1),
    ArrowUp: (index) => beside(index, -1),
    Home: () => 0,
    End: () => links.length - 1,
  };
  const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey);

  document.querySelector('main').addEventListener('keydown', (event) => {
    const index = links.indexOf(event.target);
    const move = plain(event) ? moves[event.key] : undefined;
    if (index < 0 || !move) return;
    event.preventDefault();
    links[Math.min(links.length - 1, Math.max(0, move(index)))].focus();
  });
  document.querySelector('main').addEventListener('click', (event) => {
    const index = links.indexOf(event.target.closest('a'));
    if (index < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
  });

  const keys = {
    ArrowRight: () => show(current + 1),
    ArrowDown: () => show(current + 1),
    PageDown: () => show(current + 1),
    ArrowLeft: () => show(current - 1),
    ArrowUp: () => show(current - 1),
    PageUp: () => show(current - 1),
    Home: () => show(0),
    End: () => show(links.length - 1),
    i: toggleInfo,
    I: toggleInfo,
  };
  dialog.addEventListener('keydown', (event) => {
    const act = plain(event) ? keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
  dialog.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.go) show(current + Number(button.dataset.go));
    else if ('info' in button.dataset) toggleInfo();
    else dialog.close();
  });
  dialog.addEventListener('close', () => {
    links[current].focus();
    links[current].scrollIntoView({ block: 'nearest' });
  });

  const SWIPE = 45;
  let start = null;
  picture.addEventListener('pointerdown', (event) => { start = event.pointerType === 'mouse' ? null : event; });
  picture.addEventListener('pointerup', (event) => {
    const [x, y] = start ? [event.clientX - start.clientX, event.clientY - start.clientY] : [0, 0];
    start = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) show(current + (x < 0 ? 1 : -1));
  });
})();
`;
