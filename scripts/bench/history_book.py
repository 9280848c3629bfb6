"""The tiny book that random histories edit, and the files that it is written to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Page:
    """A page of the book; `title` and `text` are numbers that its words are made of."""

    title: int = 0
    text: int = 0
    translation: int = 0
    extras: set[str] = field(default_factory=set)


EXTRAS = {
    "link to nowhere": "见{{ref}}`nowhere-{name}`。",
    "missing picture": "![缺](missing-{name}.png)",
    "include": "```{{include}} /parts/part.txt\n```",
    "code": "```{{literalinclude}} /parts/code.py\n```",
    "drawing": "```{{figure}} /parts/drawing.svg\n\n一幅图\n```",
    "drawing in a folder with a dot": "![点](/.parts/dot.svg)",
    "download": "{{download}}`下载 </parts/data-{name}.txt>`",
    "term": "{{term}}`甲`",
    "link to the first page": "见[首页](/index.md)。",
    "link to another page": "见{{doc}}`/a`。",
    "index entry": "```{{index}} 索引 {name}\n```",
    "formula": "```{{math}}\n:label: formula-{name}\n\nx\n```",
}


@dataclass
class Book:
    """All that the book's files are made of."""

    pages: dict[str, Page]
    orphans: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    switches: set[str] = field(default_factory=lambda: {"english", "parallel", "handouts"})

    def number(self, name: str) -> int:
        """Return how often something has been changed."""
        return self.numbers.get(name, 0)

    def files(self) -> dict[str, str]:
        """Return the text of each file by its path."""
        files = {
            "conf.py": self._conf(),
            "VERSION": f"1.{self.number('version')}\n",
            "docs/index.md": self._index(),
            "docs/parts/part.txt": f"公共的一段{self.number('include')}。\n",
            "docs/parts/code.py": f"print({self.number('code')})\n",
            "docs/parts/drawing.svg": self._drawing("words"),
            "docs/.parts/dot.svg": self._drawing("dot"),
            "_static/own.css": f"p {{ margin: {self.number('css')}px }}\n",
            "_templates/note.html": f"<p>{self.number('template')}</p>\n",
            "locales/en/LC_MESSAGES/conf.po": _catalog(
                {"小书": f"A Small Book {self.number('conf.po')}", "整本": "All of it"}
            ),
            "locales/en/LC_MESSAGES/index.po": _catalog({"首页": "Home", "解释": "Explained"}),
        }
        if "english drawing" in self.switches:
            files["docs/parts/drawing.en.svg"] = self._drawing("english words")
        if "static file" in self.switches:
            files["_static/more.txt"] = "more\n"
        if "extra file" in self.switches:
            # EPUBs may not hold files of such a kind, and say so.
            files["extra/robots.unheard-of"] = f"{self.number('css')}\n"
        if "handouts theme" in self.switches:
            files["theme.typ"] = _THEME.format(number=self.number("handouts theme"))
        if "german" in self.switches:
            files["locales/de/LC_MESSAGES/index.po"] = _catalog({"首页": "Zuhause"})
        for name, page in self.pages.items():
            files[f"docs/{name}.md"] = self._page(name, page)
            files[f"docs/parts/data-{name}.txt"] = f"{name} {self.number('data')}\n"
            if page.translation:
                files[f"locales/en/LC_MESSAGES/{name}.po"] = self._translations(page)
        if "broken catalog" in self.switches:
            files["locales/en/LC_MESSAGES/index.po"] += 'msgid "x\n'
        return files

    def _conf(self) -> str:
        languages = ["zh_CN"]
        languages += ["en"] if "english" in self.switches else []
        languages += ["de"] if "german" in self.switches else []
        own_theme = "theme.typ" if "handouts theme" in self.switches else ""
        theme = "alabaster" if "alabaster" in self.switches else "furo"
        sidebars = {
            "furo": "'sidebar/scroll-start.html', 'sidebar/brand.html', 'sidebar/navigation.html',"
            " 'note.html', 'sidebar/scroll-end.html'",
            "alabaster": "'about.html', 'navigation.html', 'note.html'",
        }
        handouts = {
            "book": {
                "documents": "index",
                "title": "整本" if not self.number("handout") else f"整本{self.number('handout')}",
                "reading": ["single", "parallel"] if "parallel" in self.switches else ["single"],
            }
        }
        return "\n".join(
            [
                "from pathlib import Path",
                "project = '小书'",
                f"copyright = '{self.number('copyright')} 某人'",
                f"html_title = '题 {self.number('html_title')}'",
                "release = Path(__file__).with_name('VERSION').read_text().strip()",
                "html_show_sourcelink = True",
                "language = 'zh_CN'",
                "extensions = ['myst_parser', 'diglot']",
                f"numfig = {'numfig' in self.switches}",
                "locale_dirs = ['../locales']",
                "gettext_compact = False",
                f"html_theme = '{theme}'",
                "templates_path = ['_templates']",
                f"html_sidebars = {{'**': [{sidebars[theme]}]}}",
                f"html_extra_path = {['extra'] if 'extra file' in self.switches else []!r}",
                f"diglot_handouts_theme = {own_theme!r}",
                "html_static_path = ['_static']",
                "html_css_files = ['own.css']",
                f"diglot_languages = {languages!r}",
                f"diglot_parallel = {len(languages) > 1 and 'parallel' in self.switches}",
                f"diglot_handouts = {handouts if 'handouts' in self.switches else {}!r}",
                *(self._handlers() if self.number("handlers") else ()),
                "",
            ]
        )

    def _handlers(self) -> list[str]:
        """Return what conf.py computes of each page while it is read and written."""
        return [
            "def setup(app):",
            "    def read(app, name, source):",
            f"        source[0] = source[0].replace('段。', '段{self.number('handlers') // 2}。')",
            "    def write(app, name, template, context, doctree):",
            f"        context['title'] = 'Title {self.number('handlers') // 3}'",
            "    app.connect('source-read', read)",
            "    app.connect('html-page-context', write)",
        ]

    def _index(self) -> str:
        listed = [name for name in self.pages if name not in self.orphans]
        if "missing page" in self.switches:
            listed.append("nowhere")
        lines = [f"# 首页{self.number('home') or ''}", "", "```{toctree}", ":numbered:", ""]
        lines += [*listed, "```", "", "```{glossary}", "甲", f"  解释{self.number('term') or ''}"]
        return "\n".join([*lines, "```", ""])

    def _page(self, name: str, page: Page) -> str:
        parts = [f"({name}-top)=\n# {_title(page)}", f"第{page.text}段。"]
        parts += [EXTRAS[extra].format(name=name) for extra in sorted(page.extras)]
        return "\n\n".join(parts) + "\n"

    def _translations(self, page: Page) -> str:
        return _catalog(
            {
                _title(page): f"Title {page.title}.{page.translation}",
                f"第{page.text}段。": f"Paragraph {page.text}.{page.translation}",
                "一幅图": "A drawing",
                f"词{self.number('words')}": f"word {page.translation}",
                f"公共的一段{self.number('include')}。": "Shared.",
            }
        )

    def _drawing(self, words: str) -> str:
        colour = f"{self.number('colour') % 256:02x}"
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" viewBox="0 0 90 40">'
            f'<rect width="9" height="9" fill="#1f4e{colour}"/>'
            f'<text x="9" y="20">词{self.number(words)}</text></svg>\n'
        )


_THEME = "#let paragraph(body) = par(body + [ ({number})])\n"


def _title(page: Page) -> str:
    return f"题目{page.title}"


def _catalog(messages: dict[str, str]) -> str:
    head = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in messages.items())
    return "\n".join([head, *entries])
