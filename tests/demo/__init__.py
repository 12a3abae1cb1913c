"""The demo's government web: five small news sites, written for govnews, served over real HTTP on loopback.

What a newcomer edits lies in `sites/<name>/`: `site.toml` says what the site is and where its pages lie, and
`articles/*.txt` are its articles (`tests.demo.content` says how they are written). `looks/` turns them into the markup
of one kind of government site each, and `profiles/` holds what govnews is told about them. Agencies, people and
numbers are invented, except in the one article of `gendinfo` that the project starts from. Needs nothing but Python.
"""
