/*
 * The one script of a report: finding claims, and marking the claim in view. Pages are whole without it. It holds no
 * words, asks for nothing over the network, and puts data into the page as text only.
 *
 * Finding: form[data-finder][hidden] is shown. Its search field is named "q"; every other field is named after a facet
 * (a checkbox for each value, or a select whose empty value means any). It carries data-count ("{shown} of 71 claims")
 * and data-span ("{first} to {last}"). In it or elsewhere in the page:
 *   [data-part=count]  where the count is announced      [data-part=clear]  a button that drops every choice
 *   [data-part=none]   shown when nothing fits           [data-part=without]  hidden, as it is for readers without script
 *   [data-part=choices]  a details element around the facets; with data-beside, opened where there is room
 * What it finds in is one of two:
 *   - a list: JSON in script#claims (see factcheck/report/site/index.py), ul[data-part=list][tabindex="-1"], in
 *     template[data-part=row] a row with [data-row=link|number|wording|mark|word|facts], and [data-part=pages] with
 *     [data-part=previous], [data-part=span] and [data-part=next];
 *   - the page itself: each article[data-claim="40"][data-status="refuted"][data-source="s1 s2"] is shown or hidden,
 *     its values URL-encoded with spaces between; a [data-group] without a claim to show is hidden too.
 * The choice stands in the address: #status=refuted,mixed&q=cost&page=2. A place in the page (#claim-40) that it hides
 * drops it.
 *
 * In view: the passages (p [data-claim="40 41"]) of the first .article-text are watched; every [data-claim] of a claim on
 * the reading line, or under the pointer or the focus, has the class "in-view".
 */
"use strict";
(() => {
  const PER_PAGE = 100;
  // Written without spaces: a word may begin anywhere.
  const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const part = name => document.querySelector(`[data-part="${name}"]`);

  const known = new Map();
  const foldRun = run => {
    let folded = known.get(run);
    if (folded === undefined) {
      folded = run.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "").replaceAll("ß", "ss");
      if (run.length < 4) known.set(run, folded);
    }
    return folded;
  };
  /** Text as it is compared: lower case, without accents. ASCII and punctuation are left to the quick way. */
  const fold = text => text.replace(/[\xaa\xb2-\u1fff\u2070-\uffff]+/g, foldRun).toLowerCase();

  const isLetter = code =>
    (code > 96 && code < 123) || (code > 47 && code < 58) || (code > 127 && /[\p{L}\p{N}]/u.test(String.fromCharCode(code)));

  /** A test of folded text for a word that begins with `word`. */
  const holding = word => {
    const anywhere = UNSPACED.test(word);
    return text => {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (at === 0 || anywhere || !isLetter(text.charCodeAt(at - 1))) return true;
      }
      return false;
    };
  };

  const decoded = text => {
    try { return decodeURIComponent(text.replaceAll("+", " ")); } catch { return text; }
  };

  /** Claims as columns of data; a page of them is in the list at a time. */
  const listed = data => {
    const list = part("list"), row = part("row").content.firstElementChild, pages = part("pages");
    const { wording, facets } = data, numbers = [], folded = [];
    data.gaps.reduce((sum, gap) => (numbers.push(sum + gap), sum + gap), 0);
    // Folding a large index takes a while: it is done in slices before anybody types, or at once if somebody does.
    const foldMore = count => {
      for (; count > 0 && folded.length < wording.length; count--) folded.push(fold(wording[folded.length]));
      return folded.length < wording.length;
    };
    const foldInSlices = () => { if (foldMore(10000)) setTimeout(foldInSlices); };
    setTimeout(foldInSlices);
    const cells = ({ values, of }, at) => [].concat(of[at]).map(one => values[one]);
    const among = (cell, wanted) => (typeof cell === "number" ? wanted.has(cell) : cell.some(one => wanted.has(one)));
    const item = at => {
      const copy = row.cloneNode(true), get = name => copy.querySelector(`[data-row="${name}"]`);
      const [group] = cells(data.groups, at);
      copy.className = group;
      get("mark").setAttribute("href", `#mark-${group}`);
      get("link").href = `../claims/${numbers[at]}/index.html`;
      get("number").textContent = numbers[at];
      get("wording").textContent = wording[at];
      [get("word").textContent] = cells(data.words, at);
      for (const fact of cells(data.facts, at)) {
        const isolated = document.createElement("bdi");
        isolated.textContent = fact;
        get("facts").append(get("facts").firstChild ? " · " : "", isolated);
      }
      return copy;
    };
    return {
      count: numbers.length,
      /** A test of rows for the values chosen of a facet. */
      choice: (key, values) => {
        const { values: all, of } = facets[key], wanted = new Set(values.map(value => all.indexOf(value)));
        return at => among(of[at], wanted);
      },
      /** A test of rows for a word: in the wording, or in the names of sources and tags. */
      word: word => {
        foldMore(Infinity);
        const holds = holding(word), named = ["source", "tag"].filter(key => facets[key]).map(key => {
          const hits = facets[key].labels.flatMap((label, index) => (holds(fold(label)) ? [index] : []));
          return [facets[key].of, new Set(hits)];
        }).filter(([, hits]) => hits.size);
        return at => holds(folded[at]) || named.some(([of, hits]) => among(of[at], hits));
      },
      row: number => numbers.indexOf(number),
      go: at => { location.href = `../claims/${numbers[at]}/index.html`; },
      show: (rows, page, write) => {
        const first = (page - 1) * PER_PAGE, last = Math.min(first + PER_PAGE, rows.length);
        list.replaceChildren(...rows.slice(first, last).map(item));
        pages.hidden = rows.length <= PER_PAGE;
        part("previous").disabled = page === 1;
        part("next").disabled = last === rows.length;
        part("span").textContent = write("span", { first: first + 1, last });
      },
      turned: turn => {
        for (const [name, step] of [["previous", -1], ["next", 1]]) {
          part(name).addEventListener("click", () => {
            turn(step);
            list.focus({ preventScroll: true });
            list.scrollIntoView();
          });
        }
      },
    };
  };

  /** Claims as elements of the page, shown or hidden where they are. */
  const standing = () => {
    const rows = [...document.querySelectorAll("article[data-claim]")], groups = document.querySelectorAll("[data-group]");
    const folded = [];
    return {
      count: rows.length,
      choice: (key, values) => at => (rows[at].dataset[key] ?? "").split(" ").some(value => values.includes(decoded(value))),
      word: word => {
        const holds = holding(word);
        return at => holds(folded[at] ??= fold(rows[at].textContent));
      },
      row: number => rows.findIndex(row => row.dataset.claim === String(number)),
      go: at => { location.hash = rows[at].id; },
      show: found => {
        const shown = new Set(found);
        rows.forEach((row, at) => { row.hidden = !shown.has(at); });
        groups.forEach(group => { group.hidden = !group.querySelector("article[data-claim]:not([hidden])"); });
      },
      turned: () => {},
    };
  };

  const find = (form, claims) => {
    const format = new Intl.NumberFormat(`${document.documentElement.lang || "en"}-u-nu-latn`, { useGrouping: true });
    const write = (name, values) =>
      form.dataset[name].replace(/\{(\w+)\}/g, (_, value) => format.format(values[value]));
    const fields = [...form.elements].filter(field => field.name);
    let page = 1, found = [];

    /** Put what the address says into the form; an address that names a place in the page says nothing. */
    const read = () => {
      const given = new Map();
      for (const [key, value] of location.hash.slice(1).split("&").map(pair => pair.split("="))) {
        if (value !== undefined) given.set(key, value.split(",").map(decoded));
      }
      for (const field of fields) {
        const values = given.get(field.name) ?? [];
        if (field.type === "checkbox") field.checked = values.includes(field.value);
        else field.value = field.options ? (values[0] ?? "") : values.join(",");
        if (field.selectedIndex < 0) field.value = "";
      }
      page = Math.max(1, parseInt(given.get("page")?.[0], 10) || 1);
    };

    const chosen = () => {
      const facets = new Map();
      for (const [key, value] of new FormData(form)) {
        if (key !== "q" && value) facets.set(key, [...(facets.get(key) ?? []), value]);
      }
      return facets;
    };

    /** The claim that the search field names as "12" or "#12": its row, or -1. */
    const named = () => {
      const number = /^\s*#?(\d{1,9})\s*$/.exec(form.elements.q.value)?.[1];
      return number ? claims.row(Number(number)) : -1;
    };

    const search = () => {
      const text = form.elements.q.value, at = named();
      const tests = [...chosen()].map(([key, values]) => claims.choice(key, values));
      for (const word of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) tests.push(claims.word(word));
      found = [];
      if (at >= 0) found.push(at);
      if (at >= 0 && text.includes("#")) return;
      for (let row = 0; row < claims.count; row++) {
        if (row !== at && tests.every(test => test(row))) found.push(row);
      }
    };

    const show = () => {
      page = Math.min(page, Math.ceil(found.length / PER_PAGE) || 1);
      claims.show(found, page, write);
      part("count").textContent = write("count", { shown: found.length });
      part("none").hidden = found.length > 0;
      part("clear").hidden = !fields.some(field => (field.type === "checkbox" ? field.checked : field.value));
    };

    /** Write the choice into the address: typing changes the entry of the browser's history, all else makes one. */
    const remember = typing => {
      const pairs = [...chosen()].map(([key, values]) => `${key}=${values.map(encodeURIComponent).join(",")}`);
      if (form.elements.q.value) pairs.push(`q=${encodeURIComponent(form.elements.q.value)}`);
      if (page > 1) pairs.push(`page=${page}`);
      const address = pairs.length ? `#${pairs.join("&")}` : location.pathname + location.search;
      history[typing ? "replaceState" : "pushState"](null, "", address);
    };

    const changed = typing => {
      page = 1;
      search();
      show();
      remember(typing);
    };

    form.addEventListener("input", ({ target }) => { if (!target.options) changed(target.name === "q"); });
    form.addEventListener("change", ({ target }) => { if (target.options) changed(false); });
    form.addEventListener("submit", event => {
      event.preventDefault();
      if (named() >= 0) claims.go(named());
    });
    part("clear").addEventListener("click", () => {
      for (const field of fields) field.type === "checkbox" ? (field.checked = false) : (field.value = "");
      changed(false);
      form.elements.q.focus();
    });
    claims.turned(step => {
      page += step;
      show();
      remember(false);
    });
    window.addEventListener("hashchange", () => {
      const place = location.hash && document.getElementById(decoded(location.hash.slice(1)));
      if (place && !place.closest("[hidden]")) return;
      read();
      search();
      show();
      if (place) place.scrollIntoView();
    });
    read();
    if (part("choices")) part("choices").open = "beside" in part("choices").dataset && matchMedia("(min-width: 58rem)").matches;
    if (part("without")) part("without").hidden = true;
    search();
    show();
    form.hidden = false;
  };

  const follow = text => {
    const parts = new Map(), seen = new Set(), numbersOf = element => element?.dataset.claim.split(" ") ?? [];
    let marked = new Set(), held = null;
    for (const element of document.querySelectorAll("[data-claim]")) {
      for (const number of numbersOf(element)) parts.set(number, [...(parts.get(number) ?? []), element]);
    }
    const mark = () => {
      const now = new Set((held ? [held] : [...seen]).flatMap(numbersOf));
      const elements = new Set([...now].flatMap(number => parts.get(number)));
      for (const element of marked) if (!elements.has(element)) element.classList.remove("in-view");
      for (const element of elements) element.classList.add("in-view");
      marked = elements;
    };
    const watcher = new IntersectionObserver(entries => {
      for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
      mark();
    }, { rootMargin: "-25% 0px -60% 0px" });
    for (const element of text.querySelectorAll("p [data-claim]")) watcher.observe(element);
    for (const event of ["pointerover", "focusin"]) {
      document.addEventListener(event, ({ target }) => {
        held = target.closest?.("[data-claim]");
        mark();
      });
    }
  };

  const form = document.querySelector("form[data-finder]"), data = document.querySelector("script#claims");
  if (form) find(form, data ? listed(JSON.parse(data.textContent)) : standing());
  const text = document.querySelector(".article-text:has([data-claim])");
  if (text) follow(text);
})();
