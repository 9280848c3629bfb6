"""What the desk keeps on this machine: who translates, and drafts that are in no catalog yet."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from diglot.core.files import write_text


@dataclass(frozen=True, slots=True)
class Translator:
    """Who translates, as the headers of catalogs name them; both empty where nobody has said."""

    name: str = ""
    mail: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, f"<{self.mail}>" if self.mail else "")))


def settings_folder() -> Path:
    """Return the folder of the user's settings. Source: the XDG Base Directory Specification."""
    stated = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(stated) if Path(stated).is_absolute() else Path.home() / ".config") / "diglot"


def read_translator() -> Translator:
    """Return who translates on this machine."""
    data = _read(_translator_file())
    return Translator(str(data.get("name", "")), str(data.get("mail", "")))


def write_translator(translator: Translator) -> None:
    """Remember who translates; it goes nowhere but into catalogs' headers."""
    _write(_translator_file(), asdict(translator))


def _translator_file() -> Path:
    return settings_folder() / "translator.json"


def is_introduced() -> bool:
    """Whether whoever translates on this machine was asked for a name, and has answered."""
    return _translator_file().exists()


def read_keys() -> tuple[dict[str, str], str]:
    """Return the keys that the user has given to actions in `keys_file`, and what is wrong there.

    A file that cannot be read stays as it is: a person has written it.
    """
    try:
        data = json.loads(keys_file().read_text("utf-8"))
    except FileNotFoundError:
        return {}, ""
    except ValueError as error:
        return {}, str(error)
    if not isinstance(data, dict):
        return {}, "{}"
    return {name: str(key) for name, key in data.items()}, ""


def keys_file() -> Path:
    """Return the file in which the user names actions with the keys that they shall have."""
    return settings_folder() / "keys.json"


class Drafts:
    """Texts that somebody has begun, by message, in a file that outlives a crash."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._drafts: dict[str, Any] = _read(path)

    def of(self, id: str) -> Any:  # noqa: A002 - the name of the field
        """Return the draft of a message as it was put, None where there is none."""
        return self._drafts.get(id)

    def put(self, id: str, draft: Any) -> None:  # noqa: A002 - as above
        """Keep the draft of a message; forget it where it is None."""
        if self._drafts.get(id) == draft:
            return
        kept = {name: text for name, text in self._drafts.items() if name != id}
        self._drafts = kept if draft is None else {**kept, id: draft}
        _write(self._path, self._drafts)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        # Kept for whoever can mend it; the desk begins anew.
        path.replace(path.with_name(f"{path.name}.unreadable"))
        return {}
    return data if isinstance(data, dict) else {}


def _write(path: Path, data: dict[str, Any]) -> None:
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1))
