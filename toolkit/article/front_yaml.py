"""Reads the YAML of a front matter as a table whose keys have lines, and refuses what no article needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

MAX_LENGTH = 20_000
"""Characters of a front matter."""
_DEPTH = 3

Problem = tuple[str, int]
"""What is wrong, and its line in the article."""


def read_table(source: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """Return the values and lines of the keys of a YAML table; line 1 of `source` is line 2 of the article."""
    if len(source) > MAX_LENGTH:
        return {}, {}, [(f"the front matter has more than {MAX_LENGTH} characters", 1)]
    try:
        refused = [(said, line + 2) for line, said in _refused(source)]
        if refused:
            return {}, {}, refused
        loader = yaml.SafeLoader(source)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return {}, {}, [(f"not valid YAML: {error.problem or error.context}", mark.line + 2 if mark else 1)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, {}, [(f"not valid YAML: {str(error).splitlines()[0]}", 1)]
    if not isinstance(node, yaml.MappingNode):
        return {}, {}, [("the front matter must be a table of 'key: value' lines", 1)]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems = []
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in lines:
            problems.append((f"{key}: is there twice", line))
        lines.setdefault(key, line)
        try:
            values[key] = loader.construct_document(value_node)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            problems.append((f"{key}: cannot be read: {str(error).splitlines()[0]}", line))
    return values, lines, problems


def _refused(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 0, problem) of what a front matter must not hold, before any value is built."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield line, "anchors and aliases (& and *) are not allowed: put text that begins so in quotes"
        if getattr(event, "tag", None):
            yield line, "tags (!) are not allowed: put text that begins so in quotes"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == _DEPTH:
                yield line, "tables and lists inside lists are not allowed"
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
