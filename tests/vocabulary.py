"""Make `fcgen/formats/schema_org.json`, the vocabulary of schema.org as far as the validator needs it.

    npm pack schema-dts && tar xzf schema-dts-*.tgz
    tests/vocabulary.py package > fcgen/formats/schema_org.json

The typings of that package are made from the release of schema.org. Run it when a new release comes.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

_NUMERIC = {"ThreeDModel": "3DModel"}
_DATA_TYPES = {"Text": [], "URL": ["Text"], "Date": [], "DateTime": [], "Time": [], "Boolean": [], "Number": []}
_DATA_TYPES |= {"Integer": ["Number"], "Float": ["Number"], "CssSelectorType": ["Text"], "XPathType": ["Text"]}
_DATA_TYPES |= {"PronounceableText": ["Text"]}


def vocabulary(text: str, version: str) -> dict[str, Any]:
    """Return the types with what they are kinds of, and the properties with whose they are and what they may be."""
    parents: dict[str, set[str]] = defaultdict(set)
    whose: dict[str, set[str]] = defaultdict(set)
    what: dict[str, set[str]] = defaultdict(set)
    instead: dict[str, str] = {}
    for match in re.finditer(r"^(?:export )?interface (\w+?)Base(?: extends ([^{]+))? \{\n(.*?)^\}", text, re.M | re.S):
        name = _NUMERIC.get(match[1], match[1])
        parents[name] |= {_NUMERIC.get(s, s) for s in re.findall(r"(\w+?)Base\b", match[2] or "")}
        field = r'(?P<about>/\*\*(?:(?!\*/).)*\*/)?\s*"(?P<name>\w+)"\?: SchemaValue<(?P<of>.+?), "\w+">;'
        for found in re.finditer(field, match[3], re.S):
            whose[found["name"]].add(name)
            what[found["name"]] |= {part.strip() for part in found["of"].split("|")} - {"IdReference"}
            if new := re.search(r"@deprecated Consider using https://schema.org/(\w+)", found["about"] or ""):
                instead[found["name"]] = new[1]
    for leaf in re.finditer(r'interface \w+Leaf extends (\w+?)Base \{\n    "@type": "(\w+)"', text):
        parents[leaf[2]] |= {_NUMERIC.get(leaf[1], leaf[1])} - {leaf[2]}
    parents |= {name: set(above) for name, above in _DATA_TYPES.items()}
    return {
        "about": f"Types and properties of schema.org, release 30, as schema-dts {version} has them",
        "source": "https://schema.org/",
        "licence": "Creative Commons Attribution-ShareAlike 3.0, https://creativecommons.org/licenses/by-sa/3.0/",
        "types": {name: sorted(above) for name, above in sorted(parents.items())},
        "properties": {name: [sorted(whose[name]), sorted(what[name])] for name in sorted(whose)},
        "superseded": dict(sorted(instead.items())),
    }


if __name__ == "__main__":
    package = Path(sys.argv[1])
    given = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    made = vocabulary((package / "dist" / "schema.d.ts").read_text(encoding="utf-8"), given)
    print("{")
    for key in ("about", "source", "licence"):
        print(f" {json.dumps(key)}: {json.dumps(made[key])},")
    for key in ("types", "properties", "superseded"):
        rows = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in made[key].items()]
        print(f" {json.dumps(key)}: {{\n" + ",\n".join(rows) + "\n }" + ("," if key != "superseded" else ""))
    print("}")
