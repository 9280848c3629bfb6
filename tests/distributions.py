"""Small distributions that tests install: real metadata in a folder, as pip leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def install(
    folder: Path, name: str, files: Mapping[str, str], points: Mapping[str, Mapping[str, str]]
) -> None:
    """Install files (path → text) and entry points (group → name → object) into a folder.

    Source: the core metadata and entry points specifications of the Python Packaging Authority.
    """
    info = f"{name.replace('-', '_')}-1.0.dist-info"
    entry_points = "".join(
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in objects.items()) + "\n"
        for group, objects in points.items()
    )
    metadata = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/entry_points.txt": entry_points,
    }
    for path, text in {**files, **metadata}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
