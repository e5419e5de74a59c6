// Finds "Đông Mai" when "dong mai" is typed. The index is exact; a query without any mark is widened to
// the indexed spellings that fold to it, a query with marks is taken at its word.
(() => {
  const fold = (word) => word.normalize("NFD").replace(/\p{Mark}/gu, "").replace(/đ/g, "d");
  const LESS = 0.9; // a spelling that was not typed counts a little less than the one that was
  let folded = null; // folded word -> spellings in the index
  let phrase = ""; // the query as it was typed, in small letters
  let spellings = new Map(); // word of the query -> spellings it stands for, the typed one first

  const indexFolds = () => {
    folded = new Map();
    const { terms, titleterms } = Search._index;
    for (const word of new Set([...Object.keys(terms), ...Object.keys(titleterms)])) {
      if (/^[\x00-\x7f]*$/.test(word)) continue;
      const key = fold(word);
      folded.set(key, [...(folded.get(key) || []), word]);
    }
  };

  // Sphinx shows what it found as markup. Titles of pages are; a heading behind one is bare text.
  const perform = Search._performSearch;
  Search._performSearch = (...query) => {
    const { docnames, titles } = Search._index;
    const markup = (text) => Object.assign(document.createElement("i"), { textContent: text }).innerHTML;
    return perform(...query).map(([page, title, ...rest]) => {
      const ofPage = titles[docnames.indexOf(page)];
      return [page, ofPage + markup(title.slice(ofPage.length)), ...rest];
    });
  };

  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    if (!folded) indexFolds();
    const text = query.normalize("NFC");
    phrase = text.trim().toLowerCase();
    const [typed, words, excluded, highlights, objects] = parse(text);
    spellings = new Map([...words].map((word) => [word, [word]]));
    if (/^[\x00-\x7f]*$/.test(text)) {
      const stemmer = new Stemmer();
      for (const raw of splitQuery(text.toLowerCase())) {
        const others = folded.get(raw) || [];
        const word = stemmer.stemWord(raw);
        if (spellings.has(word)) spellings.get(word).push(...others);
        others.forEach((other) => highlights.add(other));
      }
      if (SPHINX_HIGHLIGHT_ENABLED) localStorage.setItem("sphinx_highlight_terms", [...highlights].join(" "));
    }
    return [typed, words, excluded, highlights, objects];
  };

  // An excerpt begins where the words stand as they were typed, if they do, and never in the page's buttons.
  const summary = Search.makeSearchSummary;
  Search.makeSearchSummary = (page, words, anchor) =>
    summary(page, [...[...spellings.values()].flat(), phrase], anchor);

  const textOf = Search.htmlToText;
  Search.htmlToText = (source, anchor) => {
    const page = new DOMParser().parseFromString(source, "text/html");
    const article = page.querySelector("article");
    if (article) page.querySelector('[role="main"]').replaceChildren(article);
    return textOf(page.documentElement.outerHTML, anchor);
  };

  // For one word of the query: page -> score, the best of all its spellings. Like Sphinx, a word that is
  // nowhere as a whole is looked for inside longer words.
  const find = (word) => {
    const best = new Map();
    const note = (pages, score) => {
      for (const page of [pages ?? []].flat()) best.set(page, Math.max(score, best.get(page) ?? 0));
    };
    const places = [[Search._index.terms, Scorer.term, Scorer.partialTerm],
      [Search._index.titleterms, Scorer.title, Scorer.partialTitle]];
    for (const [index, whole, part] of places) {
      spellings.get(word).forEach((spelling, at) => {
        if (Object.hasOwn(index, spelling)) note(index[spelling], at ? whole * LESS : whole);
      });
    }
    if (best.size || word.length < 3) return best;
    for (const [index, whole, part] of places) {
      for (const longer of Object.keys(index)) if (longer.includes(word)) note(index[longer], part);
    }
    return best;
  };

  // Pages with every word of the query; where Sphinx counts only the best word, we count them all.
  Search.performTermsSearch = (words, excluded) => {
    const { docnames, titles, filenames, terms, titleterms } = Search._index;
    const found = [...words].map(find);
    if (!found.length) return [];
    const banned = new Set([...excluded].flatMap((word) => [terms[word] ?? [], titleterms[word] ?? []].flat(2)));
    return [...found[0].keys()]
      .filter((page) => found.every((pages) => pages.has(page)) && !banned.has(page))
      .map((page) => {
        const score = found.reduce((sum, pages) => sum + pages.get(page), 0) / found.length;
        return [docnames[page], titles[page], "", null, score, filenames[page]];
      });
  };

  // Excerpts are read from the pages, which a browser does not allow for files opened from a disk.
  if (window.location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
})();
