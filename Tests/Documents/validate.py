"""Checks provider documents: each is valid OpenAPI, and each reference in it leads somewhere.

Usage: validate.py DIRECTORY ...   (directories with `src`, in the layout of a registry)
"""

import pathlib
import sys

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator


def references(tree, path=""):
    """The references of a tree, with the places where they stand."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == "$ref" and isinstance(value, str):
                yield path, value
            else:
                yield from references(value, f"{path}/{name}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from references(value, f"{path}/{index}")


def leads_somewhere(reference, root):
    """Whether a JSON pointer of the document has a value."""
    if not reference.startswith("#/"):
        return False
    value = root
    for step in reference[2:].split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True


def problems_of_service(tree):
    for path, reference in references(tree):
        if not leads_somewhere(reference, tree):
            yield f"{path}: '{reference}' leads nowhere"
    for error in OpenAPIV31SpecValidator(tree).iter_errors():
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"


def problems_of_provider(tree, source):
    for path, reference in references(tree):
        if not (source / reference).is_file():
            yield f"{path}: '{reference}' is no file"


def problems(directory):
    """The problems of a registry's documents, and the number of services in it."""
    found, count = [], 0
    source = pathlib.Path(directory) / "src"
    for path in sorted(source.rglob("*.yaml")):
        with open(path, encoding="utf-8") as file:
            tree = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if path.name == "provider.yaml":
            result = problems_of_provider(tree, source)
        else:
            count += 1
            result = problems_of_service(tree)
        found += [f"{path}: {problem}" for problem in result]
    return found, count


def main(directories):
    found, services = [], 0
    for directory in directories:
        some, count = problems(directory)
        found += some
        services += count
        if not count:
            found.append(f"{directory}: there are no documents")
    print("\n".join(found) if found else f"{services} documents are valid")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
