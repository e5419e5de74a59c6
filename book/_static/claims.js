// Filters for the verdict strip: by part of the article and by verdict.
document.querySelectorAll(".verdict-strip").forEach((strip) => {
  const squares = [...strip.querySelectorAll("a[data-verdict]")];
  const sections = [...strip.querySelectorAll("section")];
  const form = document.createElement("form");
  const status = document.createElement("p");
  status.setAttribute("role", "status");

  const choice = (name, words, values) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = name;
    select.append(new Option(strip.dataset.all, ""));
    values.forEach(([value, text]) => select.append(new Option(text, value)));
    label.append(words + " ", select);
    form.append(label);
    return select;
  };

  const verdicts = [...strip.querySelectorAll(".verdict-counts .verdict")].map((badge) => [
    badge.className.replace("verdict verdict-", ""),
    badge.textContent.trim(),
  ]);
  const [partWords, verdictWords] = strip.dataset.filter.split("|");
  const part = choice("section", partWords, sections.map((section, at) => [String(at), section.querySelector("h3").textContent]));
  const verdict = choice("verdict", verdictWords, verdicts);

  const update = () => {
    let shown = 0;
    sections.forEach((section, at) => {
      section.hidden = part.value !== "" && part.value !== String(at);
      section.querySelectorAll("li").forEach((item) => {
        item.hidden = verdict.value !== "" && item.firstElementChild.dataset.verdict !== verdict.value;
        if (!item.hidden && !section.hidden) shown += 1;
      });
    });
    status.textContent = strip.dataset.shown.replace("{count}", shown).replace("{all}", squares.length);
  };
  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  strip.prepend(form, status);
  update();
});
