/**
 * `gallery.js`: the lightbox. The page works without it: pictures are plain links then. It builds nothing from strings;
 * what it shows are clones of elements that the page holds already.
 */
export const GALLERY_JS = `'use strict';
(() => {
  const links = [...document.querySelectorAll('main figure a')];
  const dialog = document.querySelector('dialog');
  const picture = dialog.querySelector('img');
  const panel = dialog.querySelector('.panel');
  const info = dialog.querySelector('[data-info]');
  let current = 0;

  function show(index) {
    current = (index + links.length) % links.length;
    const link = links[current];
    const caption = link.parentElement.querySelector('figcaption');
    picture.src = link.href;
    picture.alt = link.querySelector('img').alt;
    panel.replaceChildren(...[...caption.children].map((child) => child.cloneNode(true)));
    for (const near of [current + 1, current - 1]) new Image().src = links[(near + links.length) % links.length].href;
    if (!dialog.open) dialog.showModal();
  }

  function toggleInfo() {
    const bare = dialog.classList.toggle('bare');
    info.setAttribute('aria-pressed', String(!bare));
  }

  const keys = {
    ArrowRight: () => show(current + 1),
    ArrowDown: () => show(current + 1),
    ArrowLeft: () => show(current - 1),
    ArrowUp: () => show(current - 1),
    Home: () => show(0),
    End: () => show(links.length - 1),
    i: toggleInfo,
    I: toggleInfo,
  };

  links.forEach((link, index) => {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
    });
  });
  dialog.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
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
})();
`;
