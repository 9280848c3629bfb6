from __future__ import annotations

import ast
import inspect

from diglot.core import codes
from diglot.core.codes import Code


def test_every_code_has_its_sentence() -> None:
    tree = ast.parse(inspect.getsource(codes))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body[1:]
    names = [node for node in body if isinstance(node, ast.Assign)]
    sentences = [node for node in body if isinstance(node, ast.Expr)]
    assert len(names) == len(sentences) == len(Code)
    for sentence in sentences:
        text = ast.literal_eval(sentence.value)
        assert text[0].isupper()
        assert text.endswith(".")
