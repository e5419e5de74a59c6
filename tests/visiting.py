"""A page opened in the browser, with what it asked for and what went wrong."""

# WCAG 2.0 and 2.1, levels A and AA; of these, what a change of colours can change.
RULES, CONTRAST = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], ["color-contrast"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


class Visit:
    """Opens ``url``; nothing but the site itself can be reached from it.

    A visit brings its own browser context unless one is lent to it. ``script`` runs in the page and in
    its frames before anything else.
    """

    def __init__(self, browser, url, *, viewport=DESKTOP, theme="light", script="", context=None):
        self.errors, self.foreign = [], []
        self.lent = context is not None
        self.context = context or new_context(browser, viewport, theme)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.route(lambda url: not is_local(url), self._refuse)
        if script:
            self.page.add_init_script(script)
        self.page.goto(url, wait_until="load")
        for frame in self.page.query_selector_all(".atlas-map iframe"):
            frame.scroll_into_view_if_needed()

    def _refuse(self, route):
        self.foreign.append(route.request.url)
        route.abort()

    def frames(self):
        """The map frames, each waited for until it is drawn."""
        found = [element.content_frame() for element in self.page.query_selector_all(".atlas-map iframe")]
        for frame in found:
            frame.wait_for_selector(".map[data-ready=yes]", timeout=10_000)
        return found

    def go_dark(self):
        """Change the reader's colours, and wait until page and frames have followed."""
        self.page.emulate_media(color_scheme="dark")
        for frame in self.page.frames:
            frame.wait_for_selector(":root[data-theme=dark]", state="attached")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.page.close()
        if not self.lent:
            self.context.close()


def is_local(url):
    return url.startswith(("http://127.0.0.1", "file:", "data:", "about:"))


def new_context(browser, viewport=DESKTOP, theme="light"):
    return browser.new_context(
        viewport=viewport, color_scheme=theme, has_touch=viewport == PHONE, reduced_motion="reduce"
    )


def features_drawn(frame):
    """How many features of the map's own layers stand inside the visible window."""
    return frame.evaluate(
        """() => {
          const box = document.querySelector('.map').getBoundingClientRect();
          const own = document.querySelectorAll('.leaflet-marker-pane .symbol, .leaflet-overlay-pane path');
          const inside = r => r.right > box.left && r.left < box.right
            && r.bottom > box.top && r.top < box.bottom;
          return [...own].filter(e => inside(e.getBoundingClientRect())).length;
        }"""
    )


def axe(page, rules):
    """What axe-core, put into page and frames by the visit, finds against the rules: (rule, place)."""
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [(offence["id"], node["target"]) for offence in result["violations"] for node in offence["nodes"]]
