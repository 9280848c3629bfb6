"""The messages of the sources, read by Sphinx only where something has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from diglot import __version__
from diglot.actions import fingerprint
from diglot.catalog.template import Template, TemplateMessage
from diglot.core.files import write_text
from diglot.core.project import Project

# Catalogs say nothing of what there is to translate.
_CATALOGS = (".mo", ".po", ".pot")


def templates_of(project: Project) -> tuple[Template, ...]:
    """Return the templates of a project; raises DiglotError where Sphinx cannot read it."""
    kept = project.builddir / "messages" / "templates.json"
    inputs = fingerprint.of_inputs(project.root, project.builddir, _CATALOGS)
    known = _load(kept)
    if (
        known
        and known["inputs"] == inputs
        and all(fingerprint.facts(path) == facts for path, facts in known["outside"].items())
    ):
        return tuple(map(_template, known["templates"]))
    # Imported here, so that nothing has to pay for Sphinx while nothing has changed.
    from diglot.sphinxext.run.messages import read_templates

    reading = read_templates(project)
    data = {
        "version": __version__,
        "inputs": inputs,
        "outside": {path: fingerprint.facts(path) for path in reading.outside},
        "templates": [_as_data(template) for template in reading.templates],
    }
    write_text(kept, json.dumps(data, ensure_ascii=False))
    return reading.templates


def _load(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("version") == __version__ else None


def _template(data: dict[str, Any]) -> Template:
    messages = (
        TemplateMessage(msgid, tuple(paths), tuple(notes))
        for msgid, paths, notes in data["messages"]
    )
    return Template(data["domain"], tuple(messages))


def _as_data(template: Template) -> dict[str, Any]:
    messages = [(one.msgid, one.paths, one.notes) for one in template.messages]
    return {"domain": template.domain, "messages": messages}
