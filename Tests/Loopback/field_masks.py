"""The `fields` parameter of Google's services: `items(name,spec/image),nextPageToken`."""

import re


def tree(mask):
    """The names of a mask, each with the tree below it; an empty tree selects everything."""
    tokens = re.findall(r"[^,/()]+|[,/()]", mask)
    names, rest = items(tokens)
    if rest:
        raise ValueError(f"'{mask}' is not a mask")
    return names


def items(tokens):
    names = {}
    while tokens and tokens[0] != ")":
        name, tokens = tokens[0], tokens[1:]
        below = names.setdefault(name, {})
        while tokens and tokens[0] == "/":
            name, tokens = tokens[1], tokens[2:]
            below = below.setdefault(name, {})
        if tokens and tokens[0] == "(":
            inner, tokens = items(tokens[1:])
            below.update(inner)
            tokens = tokens[1:]
        if tokens and tokens[0] == ",":
            tokens = tokens[1:]
    return names, tokens


def masked(value, mask):
    """The parts of a reply that a mask selects."""
    return select(value, tree(mask))


def select(value, names):
    if not names:
        return value
    if isinstance(value, list):
        return [select(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    if "*" in names:
        return {name: select(inner, names["*"]) for name, inner in value.items()}
    return {name: select(value[name], below) for name, below in names.items() if name in value}
