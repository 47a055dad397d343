"""Renders templates with Jinja and compares with the texts that the tests of TuneQLTemplates expect.

`python cases.py` checks Tests/TuneQLTemplatesTests/Resources/jinja.json; `python cases.py --write`
writes the texts anew, to be read before they are committed.
"""

import json
import pathlib
import sys

import jinja2

VALUES = {
    "name": "Ann", "empty": "", "zero": 0, "count": 3, "half": 0.5, "whole": 2.0, "big": 1e22,
    "yes": True, "no": False, "nothing": None, "quote": "it's \"so\"", "lines": "a\nb\n",
    "list": [1, 2, 3], "words": ["pear", "Apple", "fig"], "nil": [],
    "job": {"state": "RUNNING", "spec": {"steps": 5, "tags": ["x", "y"]}, "id": 7},
    "rows": [{"n": 2, "s": "b"}, {"n": 1, "s": "a"}, {"n": 2, "s": "c"}],
    "html": "<a href='x'>&", "unicode": "äöü €", "padded": "  x  ",
}

TEMPLATES = [
    "", "plain", "{{ name }}", "{{name}}", "{{- name -}}", "a {{- name -}} b", "{{ 'x' }}{{ \"y\" }}",
    "{{ zero }} {{ count }} {{ half }} {{ whole }} {{ big }}", "{{ yes }} {{ no }} {{ nothing }}",
    "{{ list }} {{ words }} {{ nil }}", "{{ job }}", "{{ quote }}", "{{ [quote, 'a\\n', 1.5, none] }}",
    "{{ job.state }} {{ job['state'] }} {{ job.spec.tags[1] }} {{ job.spec['tags'][-1] }}",
    "{{ missing }}|{{ job.missing }}|{{ list[9] }}", "{{ list[1:] }} {{ list[:-1] }} {{ list[::2] }} {{ list[::-1] }}",
    "{{ name[0] }}{{ name[-1] }}{{ name[1:] }}",
    "{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 10 }}",
    "{{ 2 ** 3 ** 2 }} {{ -2 ** 2 }} {{ 1.5 + 1 }} {{ 3 - 1 - 1 }}", "{{ 1 ~ 2 ~ 'x' ~ none ~ true }}",
    "{{ 'a' + 'b' }} {{ [1] + [2] }}", "{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 == 1.0 }} {{ 'a' < 'b' }} {{ [1,2] < [1,3] }}",
    "{{ 1 in list }} {{ 9 not in list }} {{ 'un' in job.state }} {{ 'UN' in job.state }} {{ 'state' in job }}",
    "{{ not yes }} {{ not not yes }} {{ yes and no }} {{ yes or no }} {{ 0 or 'x' }} {{ 'x' and '' }} {{ not 1 == 2 }}",
    "{{ 'a' if yes else 'b' }} {{ 'a' if no else 'b' }} {{ 'a' if no }}", "{{ 'a' if no else 'b' if no else 'c' }}",
    "{% if yes %}a{% endif %}", "{% if no %}a{% else %}b{% endif %}", "{% if no %}a{% elif count == 3 %}b{% else %}c{% endif %}",
    "{% if missing %}a{% else %}b{% endif %}", "{% if nil %}a{% endif %}{% if job %}b{% endif %}",
    "{% if name == 'Ann' and count > 2 or no %}x{% endif %}", "{% if not (yes and no) %}x{% endif %}",
    "{% for x in list %}{{ x }},{% endfor %}", "{% for x in list %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }} {% endfor %}",
    "{% for x in list %}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.length }} {% endfor %}",
    "{% for x in nil %}a{% else %}empty{% endfor %}", "{% for x in missing %}a{% else %}empty{% endfor %}",
    "{% for x in list if x != 2 %}{{ loop.index }}:{{ x }} {% endfor %}", "{% for k, v in job.spec.items() %}{{ k }}={{ v }};{% endfor %}",
    "{% for k in job %}{{ k }} {% endfor %}", "{% for k, v in job.spec | items %}{{ k }}={{ v }};{% endfor %}",
    "{% for r in rows %}{{ r.s }}{{ r['n'] }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% for a in list %}{% for b in words %}{{ a }}{{ b }}{{ loop.index }} {% endfor %}{{ loop.index }}\n{% endfor %}",
    "{% for x in [[1, 2], [3, 4]] %}{{ x[0] }}{{ x[1] }}{% endfor %}{% for a, b in [[1, 2], [3, 4]] %}{{ a }}{{ b }}{% endfor %}",
    "{% set x = 5 %}{{ x }}", "{% set a, b = [1, 2] %}{{ a }}{{ b }}", "{% set x = 1 %}{% for i in list %}{% set x = i %}{% endfor %}{{ x }}",
    "{% set x = 1 %}{% if yes %}{% set x = 2 %}{% endif %}{{ x }}", "{% set x %}a{{ name }}b{% endset %}[{{ x }}]",
    "{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a }}", "{# comment #}x{# {{ name }} #}", "a\n{#- comment -#}\nb",
    "a\n  {%- if yes -%}  b  {%- endif -%}\n c", "a\n{% if yes %}\nb\n{% endif %}\nc\n", "x\n", "x\n\n", "\n",
    "{% raw %}{{ name }}{% if %}{% endraw %}", "a {%- raw -%}  {{ x }}  {%- endraw -%} b", "{{ '{{' }} {{ '}}' }} {{ '%}' }}",
    "{{ {'a': 1, 'b': [1, {'c': 2}]} }}", "{{ {'a': {'b': 1}}.a.b }}", "{{ {'a': 1}['a'] }}", "{{ [] }} {{ {} }} {{ [1,] }}",
    "{{ 'it\\'s' }} {{ \"a\\tb\" }} {{ '\\\\' }} {{ '\\u00e4' }}", "{{ 1_000 }} {{ 1e3 }} {{ 1.50 }}",
    "{{ name | upper }} {{ name|lower }} {{ padded | trim }} {{ 'xxaxx' | trim('x') }}", "{{ 'hello wORLD-x' | title }} {{ 'hELLO' | capitalize }}",
    "{{ missing | default('d') }} {{ name | default('d') }} {{ empty | default('d') }} {{ empty | default('d', true) }} {{ missing | d }}|",
    "{{ job.missing | default(job.id) }}", "{{ words | join(', ') }} {{ list | join }} {{ rows | join('-', attribute='s') }}",
    "{{ words | length }} {{ name | length }} {{ job | count }} {{ missing | length }}", "{{ list | first }} {{ list | last }} {{ nil | first }}|",
    "{{ words | sort }} {{ words | sort(reverse=true) }} {{ words | sort(case_sensitive=true) }} {{ rows | sort(attribute='n') }}",
    "{{ list | reverse | list }} {{ name | reverse }}", "{{ ['a', 'A', 'b', 'a'] | unique | list }}", "{{ list | sum }} {{ rows | sum(attribute='n') }}",
    "{{ list | min }} {{ list | max }} {{ words | min }}", "{{ rows | map(attribute='s') | list }} {{ words | map('upper') | join(' ') }}",
    "{{ rows | selectattr('n', 'eq', 2) | map(attribute='s') | join }} {{ rows | rejectattr('n', 'eq', 2) | list }}",
    "{% for k, v in job | dictsort %}{{ k }}={{ v }};{% endfor %}", "{{ job.spec | tojson }} {{ html | tojson }} {{ unicode | tojson }} {{ nil | tojson }} {{ nothing | tojson }}",
    "{{ '12' | int + 1 }} {{ '1.5' | float }} {{ 'x' | int }} {{ 'x' | int(9) }} {{ 3.9 | int }} {{ 3 | float }}",
    "{{ 2.5 | round }} {{ 2.567 | round(2) }} {{ 2.1 | round(method='ceil') }} {{ 2.9 | round(0, 'floor') }}", "{{ -3 | abs }} {{ (-3) | abs }}",
    "{{ 'a-b' | replace('-', '+') }} {{ 'aaa' | replace('a', 'b', 2) }}", "{{ 5 | string ~ 'x' }} {{ lines | indent(2) }}",
    "{{ name is defined }} {{ missing is defined }} {{ missing is undefined }} {{ missing is not defined }}",
    "{{ nothing is none }} {{ name is string }} {{ count is number }} {{ yes is boolean }} {{ job is mapping }} {{ list is sequence }}",
    "{{ 3 is odd }} {{ 3 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ 1 is eq 1 }} {{ 1 is in list }} {{ 2.0 is float }} {{ 2 is integer }}",
    "{{ 'x' is string and 1 is number }} {{ 'x' if name is defined else 'y' }}",
    "{{ 'a,b'.split(',') }} {{ name.upper() }} {{ name.startswith('A') }} {{ job.get('id') }} {{ job.get('x', 1) }} {{ job.keys() | list }}",
    "{% for i in range(3) %}{{ i }}{% endfor %}{% for i in range(5, 1, -2) %}{{ i }}{% endfor %}",
    "{{ name.missing }}|{{ (list + [4])[3] }}|{{ ('a', 'b')[1] }}", "{{ list.0 }}", "{{ yes == 1 }} {{ 'a' != 'b' }} {{ none == [] }}",
    "a{% if yes -%} b {%- endif %} c", "{% if yes %}{% if no %}a{% else %}b{% endif %}{% endif %}", "{{ 'multi' 'part' }}",
    "SELECT '{{ name }}' -- {{ quote }}\n# {{ count }}", "{{ 'a' ~ ('b' if yes) ~ 'c' }}", "{{ (1, 2) | length }}",
    "{{ job.spec.tags | join('/') | upper }}", "{{ count * 1.0 }} {{ 10 ** 2 }} {{ 1 - -1 }}",
    "{{ 0.1 + 0.2 }} {{ 1e16 }} {{ 1e-5 }} {{ 123456789.0 }} {{ 0.0001 }} {{ 100.0 }} {{ 1e100 }}", "{{ '%' }} {% if '%}' %}x{% endif %}",
]


def cases():
    environment = jinja2.Environment()
    environment.filters["items"] = jinja2.filters.do_items
    return [{"template": t, "text": environment.from_string(t).render(VALUES)} for t in TEMPLATES]


def main():
    path = pathlib.Path(__file__).parent.parent / "TuneQLTemplatesTests/Resources/jinja.json"
    made = {"values": VALUES, "cases": cases()}
    if "--write" in sys.argv:
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
        return
    kept = json.loads(path.read_text())
    if kept["values"] != VALUES or [c["template"] for c in kept["cases"]] != TEMPLATES:
        sys.exit("jinja.json has other templates than cases.py: run cases.py --write")
    wrong = [(k, m) for k, m in zip(kept["cases"], made["cases"]) if k != m]
    for one, other in wrong:
        print(f"{one['template']!r}: expected {one['text']!r}, Jinja writes {other['text']!r}")
    if wrong:
        sys.exit(1)
    print(f"Jinja {jinja2.__version__} writes the texts of {len(made['cases'])} templates")


if __name__ == "__main__":
    main()
