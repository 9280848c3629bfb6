"""How a new project names diglot to pip: from where it was installed here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from diglot import __version__
from diglot.core.language import Language

_FACES = {"ja": "ja", "ko": "ko", "zh_TW": "zh-tw", "zh_HK": "zh-tw", "zh_MO": "zh-tw"}
"""The extras of diglot with faces for handouts in a language."""
_FILE = f"diglot-{__version__}-py3-none-any.whl"
_UNTIL = (
    "# diglot was installed from this computer here. Until this version is published, put an\n"
    f"# address that others reach in its place: diglot @ https://example.org/{_FILE}"
)


def requirement(languages: Iterable[Language]) -> str:
    """Return lines of requirements.txt that install diglot where others build the project.

    Source of ``direct_url.json``: PEP 610. A file or folder of this computer serves nobody else:
    there the lines say so, and ask for an address.
    """
    extras = sorted({_FACES[language.tag] for language in languages if language.tag in _FACES})
    name = f"diglot[{','.join(extras)}]" if extras else "diglot"
    origin = _origin()
    address = str(origin.get("url", ""))
    if version_control := origin.get("vcs_info"):
        revision = version_control["commit_id"]
        return f"{name} @ {version_control['vcs']}+{address}@{revision}"
    if address.startswith(("http:", "https:")):
        return f"{name} @ {address}"
    version = f"{name}=={__version__}"
    return f"{_UNTIL}\n{version}" if address else version


def is_out_of_reach() -> bool:
    """Whether diglot was installed from a file or folder of this computer."""
    return requirement(()).startswith(_UNTIL)


def _origin() -> dict[str, Any]:
    try:
        text = distribution("diglot").read_text("direct_url.json")
    except PackageNotFoundError:  # the package lies on the path without having been installed
        text = '{"url": "file:"}'
    data: dict[str, Any] = json.loads(text or "{}")
    return data
