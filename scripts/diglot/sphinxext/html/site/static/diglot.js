/* What diglot's pages do beyond plain links; every page works without it. */
"use strict";

(() => {
  const CHOICE = "diglot-language";

  /* Storage is missing in private windows of some browsers, and for files of others. */
  const remember = (slug) => {
    try {
      localStorage.setItem(CHOICE, slug);
    } catch {
      /* The choice then holds for this page alone. */
    }
  };

  /* As high as themes' headers, with some room, in pixels. */
  const HEADER = 120;

  const askedPlace = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

  /* The place that the reader has come to. Some themes scroll slowly, and pages once they are loaded: until then, or
     until the reader scrolls elsewhere, a place that was asked for counts as if it were in view. */
  let arrived = "";
  const arrive = () => {
    arrived = location.hash;
  };
  const arrival = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && arrive());
  const awaitPlace = () => {
    arrival.disconnect();
    const asked = askedPlace();
    if (asked) arrival.observe(asked);
  };
  awaitPlace();
  addEventListener("hashchange", awaitPlace);
  for (const event of ["wheel", "touchmove"]) addEventListener(event, arrive, { passive: true });

  /* The place that was asked for while it is in view, else the section that is read; "" at the top. */
  const place = () => {
    const asked = askedPlace();
    const { top, bottom } = asked ? asked.getBoundingClientRect() : { top: -1, bottom: -1 };
    const isComing = arrived !== location.hash && asked?.getClientRects().length;
    if (isComing || (bottom > 0 && top < innerHeight)) return location.hash;
    const [, ...sections] = document.querySelectorAll("section[id]");
    const read = scrollY > 0 && sections.findLast((section) => section.getBoundingClientRect().top < HEADER);
    return read ? `#${encodeURIComponent(read.id)}` : "";
  };

  /* The same section: ids are equal in all languages. */
  const keepPlace = (link) => {
    link.hash = place();
    link.search = location.search;
  };

  const links = document.querySelectorAll("a[data-diglot-language]");
  for (const link of links) {
    for (const event of ["pointerdown", "focus", "click"]) {
      link.addEventListener(event, () => keepPlace(link));
    }
    link.addEventListener("click", () => remember(link.dataset.diglotLanguage));
  }

  /* From the right edge, a place at which parts of the page are asked for, in pixels. */
  const INSET = 24;

  /* How wide the column is that a theme keeps in view at the right, such as the contents of a page. */
  const widthOfColumn = () => {
    const { clientWidth } = document.documentElement;
    const columns = document
      .elementsFromPoint(clientWidth - INSET, HEADER)
      .filter((part) => getComputedStyle(part).position === "sticky")
      .map((part) => clientWidth - part.getBoundingClientRect().left);
    return Math.max(0, ...columns.filter((width) => width < clientWidth / 2));
  };

  /* Where the bars end that a theme keeps in view at the top, one below another; `x` is from the left. */
  const barsEnd = (x) => {
    const isBar = (part) =>
      ["fixed", "sticky"].includes(getComputedStyle(part).position) &&
      part.getBoundingClientRect().bottom < HEADER &&
      !part.closest(".diglot-follows");
    let end = 0;
    for (;;) {
      const bars = document.elementsFromPoint(x, end + 1).filter(isBar);
      const next = Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect().bottom));
      if (next <= end) return end;
      end = next;
    }
  };

  /* The line of languages of other themes than Furo follows its reader: its room stays where it was. */
  const line = document.querySelector("body > .diglot-languages");
  if (line) {
    const room = document.createElement("div");
    line.before(room);
    const settle = () => {
      const column = widthOfColumn();
      line.style.top = `${barsEnd(document.documentElement.clientWidth - column - INSET)}px`;
      line.style.setProperty("--diglot-column", `${column}px`);
    };
    /* Not `offsetHeight`, which is of whole pixels. */
    const heightOf = (part) => part.getBoundingClientRect().height;
    const follow = () => {
      const isAway = scrollY > (heightOf(room) || heightOf(line));
      if (isAway === line.classList.contains("diglot-follows")) return;
      /* All is known before anything changes: a layout between would move the page. */
      const height = isAway ? `${heightOf(line)}px` : "";
      if (isAway) settle();
      else line.style.top = "";
      room.style.height = height;
      line.classList.toggle("diglot-follows", isAway);
    };
    addEventListener("scroll", follow, { passive: true });
    addEventListener("resize", () => line.classList.contains("diglot-follows") && settle());
    follow();
  }

  /* Boxes of several themes. Old ones have none for tables: there the tables themselves scroll. */
  const SCROLLING =
    ".table-wrapper, .wy-table-responsive, .pst-scrollable-table-container, .documentwrapper table.docutils, " +
    ":is(article, [role=main]) table:not([class], table *), " +
    ".math-wrapper, .highlight pre";

  /* What scrolls sideways must scroll from the keyboard as well. */
  const reachable = () => {
    for (const box of document.querySelectorAll(SCROLLING)) {
      const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("load", () => {
    reachable();
    /* Read the Docs' theme puts boxes around tables in a task after jQuery is ready, which may be later. */
    globalThis.jQuery?.(() => setTimeout(reachable));
  });
  addEventListener("resize", reachable);

  /* A menu of languages closes as menus do. */
  const menus = document.querySelectorAll("details.diglot-languages-menu");
  const close = (except) => {
    for (const menu of menus) if (!menu.contains(except)) menu.open = false;
  };
  document.addEventListener("click", (event) => close(event.target));
  /* The drawers beside a narrow page of Furo: its labels open them, which no keyboard reaches. */
  const drawers = [...document.querySelectorAll("input.sidebar-toggle")].map((box) => {
    const buttons = [...document.querySelectorAll(`.page label[for="${box.id}"] .icon`)];
    const tell = () => {
      for (const button of buttons) button.ariaExpanded = String(box.checked);
    };
    const set = (open) => {
      box.checked = open;
      tell();
    };
    for (const button of buttons) {
      button.tabIndex = 0;
      button.role = "button";
      button.ariaLabel = box.ariaLabel;
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        set(!box.checked);
      });
    }
    box.addEventListener("change", tell);
    tell();
    return { close: () => box.checked && set(false) };
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close(null);
    for (const drawer of drawers) drawer.close();
  });
})();
