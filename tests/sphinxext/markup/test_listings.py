"""The programs of a source are found in both markups, and judged by what a translation adds."""

from __future__ import annotations

from pathlib import Path

import pytest
from myst_parser.config.main import MdParserConfig

from diglot.sphinxext.markup.listings import listings_of_page, listings_of_rst
from diglot.sphinxext.markup.myst import myst_parser_of
from diglot.sphinxext.markup.pages import read_page
from diglot.sphinxext.safety.listing import Listing

MYST = """# 页

```python
# 一
```

::::{note}
```{code-block} c
:caption: 注

/* 二 */
```
::::

```{highlight} sql
```

```{code}
-- 三
```

```{literalinclude} a.sh
:language: bash
```

```{literalinclude} a.sh
```

```{eval-rst}
.. code-block:: js
   :caption: 注

   // 四
```
"""
RST = """页
==

.. code-block:: c
   :linenos:

   /* 一 */

     int a;

.. note::

   .. code:: python

      # 二

.. highlight:: sql

.. sourcecode::

   -- 三
"""


def test_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MYST, "utf-8")
    (tmp_path / "a.sh").write_text("# 五\n", "utf-8")
    parser = myst_parser_of(MdParserConfig(enable_extensions={"colon_fence"}))
    page = read_page("a", tmp_path / "a.md", parser)
    assert list(listings_of_page(page, tmp_path, "default")) == [
        Listing("python", "# 一\n"),
        Listing("c", "/* 二 */\n"),
        Listing("sql", "-- 三\n"),
        Listing("bash", "# 五\n"),
        Listing("js", "// 四\n"),
    ]


def test_of_restructuredtext(tmp_path: Path) -> None:
    assert list(listings_of_rst(RST, tmp_path, tmp_path, "default")) == [
        Listing("c", "/* 一 */\n\n  int a;\n"),
        Listing("python", "# 二\n"),
        Listing("sql", "-- 三\n"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "translation", "adds"),
    [
        ("c", "/* 一 */ int a;", "one", False),
        ("c", "/* 一 */ int a;", "one */ b(); /*", True),
        ("python", "# 一\na", "one\nb", True),
        ("python", "# 一\na", "it's one", False),
        ("python", 'say("一")', "it's one", False),
        ("python", "say('一')", "it's one", True),
        ("python", "二 = 1", "one\nb", False),
        ("no-such-language", "# 一", "one\nb", False),
    ],
)
def test_of_a_translation(language: str, text: str, translation: str, adds: bool) -> None:
    assert bool(Listing(language, text).effects("一", translation)) is adds
