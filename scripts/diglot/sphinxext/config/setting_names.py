"""Names and addresses that are not what diglot goes by, each with the one that may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sphinx.config import Config

from diglot.core.codes import Code
from diglot.core.i18n import _, clauses
from diglot.sphinxext.compat.settings import stated_settings
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.config.declare import former_names_in_use, unknown_names
from diglot.sphinxext.config.language_tags import nearest_tag, wrong_tag
from diglot.sphinxext.config.languages import unknown_languages
from diglot.sphinxext.config.settings import NAMES, meaning_of
from diglot.sphinxext.config.values import nearest


def is_address(base_url: str) -> bool:
    """Return whether ``html_baseurl`` can begin an address; "" and a path on a server can."""
    parts = urlsplit(base_url)
    return bool(parts.netloc) or not base_url or base_url.startswith("/")


@dataclass(frozen=True, slots=True)
class DoubtfulName:
    """What is wrong with a name, where it stands, and the next step."""

    code: Code
    message: str
    path: Path
    line: int | None
    hint: str


def doubtful_names(config: Config, confdir: Path, srcdir: Path) -> Iterator[DoubtfulName]:
    """Yield settings with a former or misspelt name, an address that is none, unknown languages."""
    conf = confdir / "conf.py"
    # What reads conf.py alone knows no settings of builders.
    stated = {**stated_settings(config), **config.overrides}
    base_url = str(stated.get("html_baseurl") or "")
    if not is_address(base_url):
        yield DoubtfulName(
            Code.BASE_URL,
            _("html_baseurl is no address: {value}; it is left out", value=base_url),
            conf,
            line_of(conf, "html_baseurl"),
            _("begin it with https:// or http://"),
        )
    for setting in former_names_in_use(config):
        yield DoubtfulName(
            Code.RENAMED_SETTING,
            _("{former} is now called {name}", former=setting.formerly, name=setting.name),
            conf,
            line_of(conf, setting.formerly),
            _(
                "rename it; {former} is read where {name} is not stated",
                former=setting.formerly,
                name=setting.name,
            ),
        )
    for name in unknown_names(config):
        near = nearest(name, NAMES)
        meant = (
            _("did you mean {name}? {otherwise}", name=near, otherwise=meaning_of(near))
            if near
            else _("the guide names them all")
        )
        message = _("diglot has no setting {name}, so it does nothing", name=name)
        yield DoubtfulName(Code.UNKNOWN_SETTING, message, conf, line_of(conf, name), meant)
    for tag, folder in unknown_languages(config, srcdir):
        wrong, hint = wrong_tag(tag)
        if folder is None:
            place, line = conf, line_of(conf, "language")
        else:
            place, line = folder, None
            near = nearest_tag(tag)
            hint = (
                _("rename this folder {name!r}", name=near)
                if near
                else clauses([_("take it out of locale_dirs"), hint])
            )
        yield DoubtfulName(Code.UNKNOWN_LANGUAGE, wrong, place, line, hint)
